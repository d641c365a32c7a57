"""What happened: entry by entry, and by what it can be filtered."""

from catchball.site.api.operations import Door
from catchball.trust import commands, journal, reviewing

DOOR, FLOOR = Door("journal", "Journal"), Door("journal", "Journal", across=True)
DOOR.asks("marks/", reviewing.list_marks)
DOOR.asks("unreviewed/", reviewing.read_unreviewed)
DOOR.asks("failed-proofs/", reviewing.list_failed_proofs)
DOOR.does("review/", commands.review_journal)
for _door in (DOOR, FLOOR):
    _door.asks("", journal.walk_journal, walks=True)
    _door.asks("choices/", journal.list_choices)
    _door.asks("{entry}/", journal.get_entry)
