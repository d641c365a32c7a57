"""A backup that was changed, cut or put together wrongly is refused before anything is done."""

import hashlib

import pytest

from catchball.site.backups.checking import read_backup
from catchball.site.backups.making import DUMP, MANIFEST
from catchball.site.backups.manifest import BackupIsBroken, Manifest, Piece, Seals, manifest_from
from catchball.site.backups.streams import (
    KeyNeeded,
    NoSuchBackupKey,
    add,
    identities_from,
    make_key,
    recipients_from,
    writing,
)

ROWS = b"rows " * 50_000
UPLOAD = b"a file"
NAME = "0193f6a2-7c1b-7e40-9c55-0d3f6f3c2a11/" + hashlib.sha256(UPLOAD).hexdigest()
SECRET, PUBLIC = make_key()


def _piece(content):
    return Piece(len(content), hashlib.sha256(content).hexdigest())


def _manifest(**more):
    told = {
        "made_at": "2026-11-16T09:30:00+00:00",
        "product": "0.1.0",
        "postgres": "18.6",
        "migrations": ("trust.0001_initial",),
        "rows": {"trust_entry": 3},
        "without_rows": ("django_session",),
        "seals": Seals(1, "ab", ("cd",)),
        "dump": _piece(ROWS),
        "uploads": {NAME: _piece(UPLOAD)},
    }
    return Manifest(**told | more)


def _a_backup(path, *, recipients=(), manifest=None, extra=(), rows=ROWS):
    with writing(path, recipients) as tar:
        add(tar, f"{DUMP}.000001", rows[:100])
        add(tar, f"{DUMP}.000002", rows[100:])
        add(tar, f"uploads/{NAME}", UPLOAD)
        for name in extra:
            add(tar, name, b"x")
        if manifest is not None:
            add(tar, MANIFEST, manifest.as_json())
    return path


class TestReadBackup:
    @pytest.mark.parametrize("text", ["", PUBLIC, SECRET], ids=["open", "public", "secret"])
    def test_gives_back_what_was_written(self, tmp_path, text):
        path = _a_backup(tmp_path / "b", recipients=recipients_from(text), manifest=_manifest())
        rows, files = bytearray(), {}
        manifest = read_backup(
            path,
            identities_from(SECRET) if text else (),
            take_dump=rows.extend,
            take_upload=lambda name: files.setdefault(name, bytearray()).extend,
        )
        assert manifest == _manifest()
        assert (bytes(rows), files) == (ROWS, {NAME: bytearray(UPLOAD)})
        assert (b"rows rows" in path.read_bytes()) is not bool(text)

    @pytest.mark.parametrize("text", ["", PUBLIC], ids=["open", "public"])
    @pytest.mark.parametrize("at", [0.05, 0.5, 0.93])
    def test_refuses_one_changed_bit(self, tmp_path, text, at):
        path = _a_backup(tmp_path / "b", recipients=recipients_from(text), manifest=_manifest())
        content = bytearray(path.read_bytes())
        content[int(len(ROWS) * at)] ^= 1
        path.write_bytes(content)
        with pytest.raises(BackupIsBroken):
            read_backup(path, identities_from(SECRET))

    @pytest.mark.parametrize("text", ["", PUBLIC], ids=["open", "public"])
    @pytest.mark.parametrize("length", [0, 700, 70_000, -12_000])
    def test_refuses_a_cut_one(self, tmp_path, text, length):
        path = _a_backup(tmp_path / "b", recipients=recipients_from(text), manifest=_manifest())
        path.write_bytes(path.read_bytes()[:length])
        with pytest.raises(BackupIsBroken):
            read_backup(path, identities_from(SECRET))

    @pytest.mark.parametrize(
        "how",
        [
            {"manifest": None},
            {"manifest": _manifest(), "extra": ["uploads/added"]},
            {"manifest": _manifest(), "extra": ["uploads/../../etc/passwd"]},
            {"manifest": _manifest(), "extra": ["/etc/passwd"]},
            {"manifest": _manifest(uploads={})},
            {"manifest": _manifest(), "rows": ROWS[:-1]},
        ],
    )
    def test_refuses_what_its_list_of_contents_does_not_say(self, tmp_path, how):
        with pytest.raises(BackupIsBroken):
            read_backup(_a_backup(tmp_path / "b", **how), ())

    def test_asks_for_the_key(self, tmp_path):
        path = _a_backup(tmp_path / "b", recipients=recipients_from(PUBLIC), manifest=_manifest())
        with pytest.raises(KeyNeeded, match="--key-file"):
            read_backup(path, ())
        with pytest.raises(KeyNeeded, match="does not open"):
            read_backup(path, identities_from(make_key()[0]))

    def test_says_that_another_form_cannot_be_read(self):
        with pytest.raises(BackupIsBroken, match="form 9"):
            manifest_from(_manifest().as_json().replace(b'"form":1', b'"form":9'))


class TestWriting:
    def test_leaves_nothing_behind_when_it_breaks_off(self, tmp_path):
        def write():
            with writing(tmp_path / "b", ()) as tar:
                add(tar, "part", b"x")
                raise OSError("The disk is full")

        with pytest.raises(OSError, match="full"):
            write()
        assert list(tmp_path.iterdir()) == []

    def test_is_read_by_its_owner_alone(self, tmp_path):
        path = _a_backup(tmp_path / "b", manifest=_manifest())
        assert path.stat().st_mode & 0o077 == 0


class TestKeys:
    @pytest.mark.parametrize("text", ["age1nothing", "AGE-SECRET-KEY-1X", "word"])
    def test_are_refused_where_they_are_none(self, text):
        with pytest.raises(NoSuchBackupKey):
            recipients_from(text)
        with pytest.raises(NoSuchBackupKey):
            identities_from(text)

    def test_may_stand_in_a_file_with_comments(self):
        assert len(identities_from(f"# public key: {PUBLIC}\n{SECRET}\n\n")) == 1
