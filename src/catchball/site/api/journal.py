"""What happened: entry by entry, and by what it can be filtered."""

from catchball.site.api.operations import Door
from catchball.trust import commands, journal, reviewing

DOOR, FLOOR = Door("journal", "Journal"), Door("journal", "Journal", across=True)
for _door in (DOOR, FLOOR):
    _door.asks("marks/", reviewing.list_marks)
    _door.asks("unreviewed/", reviewing.read_unreviewed)
    _door.asks("failed-proofs/", reviewing.list_failed_proofs)
    _door.does("review/", commands.review_journal)
    _door.asks("", journal.walk_journal, walks=True)
    _door.asks("choices/", journal.list_choices)
    _door.asks("{entry}/", journal.get_entry)
