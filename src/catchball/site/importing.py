"""An import from the first byte to the last row in one go, as the command line runs it."""

import csv
import shutil
import sys
import threading
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from catchball.kernel.words import _, ngettext
from catchball.site.cli._acting import acting_as
from catchball.trust.scope import Scope
from catchball.workplace.exchange import commands, queries
from catchball.workplace.exchange.queries import ImportPage, Matching
from catchball.workplace.exchange.rules.keeping import Shelf
from catchball.workplace.exchange.rules.limits import MIB
from catchball.workplace.exchange.rules.mapping import Mapping, mapping_from_json
from catchball.workplace.exchange.rules.refusals import CannotRead
from catchball.workplace.exchange.rules.sheets import kept_open
from catchball.workplace.exchange.rules.steps import ImportState

ALL_IN, NOTHING_IN, SOME_REFUSED, ASKED = 0, 1, 3, 4
_LONGEST_CELL = 1 << 20


class FileIsOutOfReach(CannotRead):
    """The file that was named cannot be opened."""


@dataclass(frozen=True)
class Outcome:
    """What became of a file: where its import ended, and every row that was refused."""

    page: ImportPage
    client: str
    is_dry: bool
    refusals: tuple[tuple[int, str], ...]

    @property
    def status(self) -> int:
        """The status with which the command leaves."""
        if self.page.failure:
            return NOTHING_IN
        if self.page.questions:
            return ASKED
        return SOME_REFUSED if self.page.line.findings.refused else ALL_IN

    def as_document(self) -> dict[str, Any]:
        """Return the outcome for scripts; its keys stay as they are."""
        line, found = self.page.line, self.page.line.findings
        return {
            "status": self.status,
            "error": self.page.failure or None,
            "import": str(line.id),
            "client": self.client,
            "what": line.what,
            "file": line.file_name,
            "sha256": self.page.content_hash,
            "dry_run": self.is_dry,
            "written": line.state is ImportState.DONE,
            "read": found.read,
            "created": found.created,
            "updated": found.updated,
            "unchanged": found.unchanged,
            "refused": found.refused,
            "refusals": [{"line": at, "why": why} for at, why in self.refusals],
            "new_products": list(found.new_products),
            "questions": [
                {
                    "column": one.column,
                    "styles": [
                        {
                            "style": each.key,
                            "written": each.written,
                            "read_as": str(each.day or each.number),
                        }
                        for each in one.candidates
                    ],
                }
                for one in self.page.questions
            ],
        }

    def as_text(self, *, most: int) -> Iterator[str]:
        """Yield the outcome line by line for people, with so many refusals at most."""
        if self.page.failure:
            yield self.page.failure
        elif self.page.questions:
            yield from self._asked()
        else:
            yield from self._counted()
            yield from self._refused(most)

    def _asked(self) -> Iterator[str]:
        yield _("Nothing was written: say how these columns are written.")
        for one in self.page.questions:
            yield f"  {one.column}"
            for each in one.candidates:
                read = each.day or each.number
                yield f"    {each.key:10} {each.written} → {read}   {each.title}"
        example = {one.column: one.candidates[0].key for one in self.page.questions}
        yield _("Answer in the file of --map, such as: %(answer)s", answer=f'"styles": {example}')

    def _counted(self) -> Iterator[str]:
        found = self.page.line.findings
        if self.is_dry:
            yield _("Dry run: nothing was written.")
        for word, count in (
            (_("read"), found.read),
            (_("created"), found.created),
            (_("updated"), found.updated),
            (_("unchanged"), found.unchanged),
            (_("refused"), found.refused),
        ):
            yield f"{word:10} {count:>10,}"
        if found.new_products:
            yield _("New products: %(codes)s", codes=", ".join(found.new_products))

    def _refused(self, most: int) -> Iterator[str]:
        for line, why in self.refusals[:most]:
            yield _("line %(line)s: %(why)s", line=line, why=why)
        if len(self.refusals) > most:
            yield ngettext(
                "and one row more; --errors FILE keeps all of them.",
                "and %(count)s rows more; --errors FILE keeps all of them.",
                len(self.refusals) - most,
            )


def import_file(asked: Namespace, *, show_progress: bool) -> Outcome:
    """Bring a file in, check it and write its good rows; what is not written is discarded.

    :raises Expected: if the file cannot be read or understood, or the person may not
    """
    scope = acting_as(asked.email, asked.client).because(asked.reason)
    given = mapping_from_json(_text(asked.map)) if asked.map else None
    with kept_open():
        return _imported(scope, given, asked, show_progress=show_progress)


def _imported(
    scope: Scope, given: Mapping | None, asked: Namespace, *, show_progress: bool
) -> Outcome:
    root = settings.UPLOAD_ROOT
    made = commands.receive_file(
        scope, what=asked.what, name=asked.file.name, chunks=_chunks(asked.file), root=root
    )
    shelf = Shelf(root, scope.client)
    try:
        with _told(shelf, made, show=show_progress):
            work = commands.judge_import if asked.dry_run else commands.import_at_once
            page = _matched_and(work, scope, made, given, asked)
            if _is_left_to_write(page) and not asked.dry_run:
                page = _written(scope, page)
        refusals = _refusals(shelf.errors(made), asked.errors) if page.has_error_file else ()
    except BaseException:  # Ctrl-C too: what nobody comes back to is not left waiting
        _give_up(scope, made)
        raise
    if page.line.state is not ImportState.DONE:
        _give_up(scope, made)
    return Outcome(page, asked.client, asked.dry_run, refusals)


def _is_left_to_write(page: ImportPage) -> bool:
    """Answer whether the file was only checked, as products must be added first."""
    is_checked = page.line.state is ImportState.JUDGED
    return is_checked and page.line.findings.to_write > 0 and not page.questions


def _matched_and(
    work: Callable[..., None],
    scope: Scope,
    made: UUID,
    given: Mapping | None,
    asked: Namespace,
) -> ImportPage:
    """Match the columns and have this done with the file."""
    root = settings.UPLOAD_ROOT
    choices = given.choices if given else None
    matching = queries.get_matching(scope, import_id=made, root=root, choices=choices)
    commands.match_columns(
        scope,
        import_id=made,
        mapping=_mapping(matching, given, asked.program),
        header=matching.header,
        update_existing=asked.update,
        version=matching.line.version,
        in_background=False,
    )
    work(scope, import_id=made, root=root)
    return queries.get_import(scope, import_id=made, root=root)


def _mapping(matching: Matching, given: Mapping | None, program: str | None) -> Mapping:
    """Return the mapping of the file given, else what is proposed; --program holds in any case."""
    mapping = given or matching.mapping
    if not program:
        return mapping
    columns = {name: one for name, one in mapping.columns.items() if name != "program"}
    return replace(mapping, columns=columns, constants={**mapping.constants, "program": program})


def _written(scope: Scope, page: ImportPage) -> ImportPage:
    root, made = settings.UPLOAD_ROOT, page.line.id
    commands.confirm_import(scope, import_id=made, version=page.line.version, in_background=False)
    commands.write_import(scope, import_id=made, root=root)
    return queries.get_import(scope, import_id=made, root=root)


def _give_up(scope: Scope, made: UUID) -> None:
    root = settings.UPLOAD_ROOT
    version = queries.get_import(scope, import_id=made, root=root).line.version
    commands.discard_import(scope, import_id=made, version=version, root=root)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise _out_of_reach(path, fault) from fault


def _chunks(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(MIB):
                yield chunk
    except OSError as fault:
        raise _out_of_reach(path, fault) from fault


def _out_of_reach(path: Path, fault: Exception) -> FileIsOutOfReach:
    why = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
    return FileIsOutOfReach(_("%(path)s cannot be read: %(why)s.", path=path, why=why))


def _refusals(errors: Path, kept_as: Path | None) -> tuple[tuple[int, str], ...]:
    """Return line and reason of every refused row, and keep the whole rows where asked."""
    csv.field_size_limit(_LONGEST_CELL)
    with errors.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.reader(stream)
        next(rows)
        found = tuple((int(row[-2]), row[-1]) for row in rows)
    if kept_as:
        shutil.copyfile(errors, kept_as)
    return found


@contextmanager
def _told(shelf: Shelf, made: UUID, *, show: bool) -> Iterator[None]:
    """Show on a terminal how far the work is, while it is being done in the block."""
    done = threading.Event()
    teller = threading.Thread(target=_tell, args=(shelf, made, done), daemon=True)
    if show:
        teller.start()
    try:
        yield
    finally:
        done.set()
        if show:
            teller.join()


def _tell(shelf: Shelf, made: UUID, done: threading.Event) -> None:
    while not done.wait(0.3):
        if progress := shelf.read_progress(made):
            whole = f" / {progress.total:,}" if progress.total else ""
            sys.stderr.write(f"\r{progress.done:,}{whole} {_('rows')} ")
            sys.stderr.flush()
    sys.stderr.write("\r\x1b[K")
