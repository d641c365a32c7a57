"""Seals: every line once, and whatever is done behind the product's back is found and named."""

import json
import math
import threading
from decimal import Decimal

import pytest
from django.db import connection
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from arranged import a_delivery, promise_facts
from catchball.kernel.canonical import as_stored
from catchball.trust import seals
from catchball.trust.exported import verify_export
from catchball.trust.leaves import change_content, leaf
from catchball.trust.seals import NoSuchKey, key_from, public_key_from, seal_waiting
from catchball.trust.spans import in_span
from catchball.trust.verifying import Wrong, verify
from catchball.workplace.production import commands
from catchball.workplace.production.rules import DeliveryRow
from owned import as_owner
from world import NOW, scope_for

KEY = key_from("a secret of the tests, long enough")
KEYS = [KEY.public]


@pytest.fixture
def owner(transactional_db, acme):
    with as_owner() as opened:
        yield opened


def _seal(**more):
    return seal_waiting(KEY, now=NOW, **more)


# What somebody with all power over the database may do, and what is then said of it.
TAMPERED = {
    "UPDATE trust_entry SET actor_name = 'Nobody' WHERE id = (SELECT max(id::text)::uuid FROM "
    "trust_entry)": (Wrong.CHANGED, "entry"),
    "UPDATE trust_entry SET happened_at = happened_at + interval '1 microsecond' WHERE "
    "event = 'production.delivery-promised'": (Wrong.CHANGED, "entry"),
    "UPDATE trust_change SET new = jsonb_set(new, '{reference}', '\"D-2\"') WHERE "
    "new ->> 'reference' = 'D-1'": (Wrong.CHANGED, "change"),
    "DELETE FROM trust_change WHERE new ->> 'reference' = 'D-1'": (Wrong.MISSING, "change"),
    "INSERT INTO trust_change (entry_id, audience, table_name, row_id, operation, new) SELECT "
    "entry_id, audience, table_name, gen_random_uuid(), operation, new FROM trust_change "
    "WHERE operation = 'DELETE' OR table_name = 'x' OR new ->> 'reference' = 'D-1'": (
        Wrong.ADDED,
        "change",
    ),
    "UPDATE trust_sealmember SET leaf_no = -1 WHERE seal_id = 1 AND leaf_no = 0; "
    "UPDATE trust_sealmember SET leaf_no = 0 WHERE seal_id = 1 AND leaf_no = 1; "
    "UPDATE trust_sealmember SET leaf_no = 1 WHERE seal_id = 1 AND leaf_no = -1": (
        Wrong.REORDERED,
        "leaf 0",
    ),
    "DELETE FROM trust_sealmember WHERE seal_id = 1 AND leaf_no = 3": (Wrong.MISSING, "leaf 3"),
    "DELETE FROM trust_sealmember WHERE seal_id = 2": (Wrong.MISSING, "its lines"),
    "DELETE FROM trust_seal WHERE number = 1": (Wrong.MISSING, "the seal itself"),
    "UPDATE trust_seal SET root = sha256('x') WHERE number = 1": (Wrong.BROKEN, "its signature"),
    "UPDATE trust_seal SET sealed_at = sealed_at - interval '1 day' WHERE number = 2": (
        Wrong.BROKEN,
        "its signature",
    ),
    "UPDATE trust_seal SET previous = sha256('x') WHERE number = 2": (Wrong.BROKEN, "its chain"),
    "UPDATE production_delivery SET quantity_promised = 7": (Wrong.CHANGED, "row"),
    "DELETE FROM production_delivery WHERE reference = 'D-1'": (Wrong.MISSING, "row"),
    "DELETE FROM trust_unsealed": (Wrong.ADDED, "entry"),
    "DELETE FROM trust_unsealedspan": (Wrong.ADDED, "change"),
    "UPDATE trust_unsealedspan SET last_id = first_id - 1": (Wrong.MISSING, "not sealed yet"),
    "UPDATE trust_change SET new = jsonb_set(new, '{reference}', '\"D-4\"') WHERE "
    "new ->> 'reference' = 'D-3'": (Wrong.CHANGED, "not sealed yet"),
    "DELETE FROM trust_change WHERE new ->> 'reference' = 'D-3'": (
        Wrong.MISSING,
        "not sealed yet",
    ),
    "INSERT INTO trust_change (id, entry_id, audience, table_name, row_id, operation, new) SELECT "
    "-id, entry_id, audience, table_name, gen_random_uuid(), operation, new FROM trust_change "
    "WHERE new ->> 'reference' = 'D-3'; UPDATE trust_unsealedspan SET first_id = -first_id": (
        Wrong.ADDED,
        "not sealed yet",
    ),
}


class TestVerify:
    def test_finds_nothing_wrong_with_what_the_product_wrote(self, owner, acme, zenith):
        made = a_delivery(acme, "D-1")
        _seal()
        commands.cancel_delivery(scope_for(acme, reason="Not wanted"), delivery=made, version=1)
        a_delivery(zenith, "Z-1")
        verdict = verify(owner, keys=KEYS)
        assert verdict.findings == ()
        assert verdict.waiting == 4
        _seal()
        assert verify(owner, keys=KEYS).waiting == 0

    def test_names_whatever_was_done_behind_the_products_back(self, owner, acme):
        a_delivery(acme, "D-1")
        _seal()
        a_delivery(acme, "D-2")
        _seal()
        a_delivery(acme, "D-3")
        said = {}
        for tampering, (wrong, where) in TAMPERED.items():
            with owner.transaction(force_rollback=True):
                owner.execute("SET LOCAL session_replication_role = replica")
                owner.execute("SET LOCAL app.verifying = 'on'")
                for table in ("trust_entry", "trust_change", "production_delivery"):
                    owner.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
                changed = owner.execute(tampering).rowcount
                assert changed > 0, tampering
                for table in ("trust_entry", "trust_change", "production_delivery"):
                    owner.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
                findings = verify(owner, keys=KEYS).findings
            first = findings[0] if findings else None
            if first is None or first.wrong is not wrong or where not in first.where:
                said[tampering] = str(first)
        assert said == {}
        assert verify(owner, keys=KEYS).findings == ()

    def test_trusts_no_seal_of_another_key(self, owner):
        seal_waiting(key_from("somebody else's secret, long enough"), now=NOW)
        first = verify(owner, keys=KEYS).findings[0]
        assert (first.seal, first.wrong) == (1, Wrong.BROKEN)
        assert "unknown key" in first.what

    @pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/St_Johns"])
    def test_reads_the_same_in_every_time_zone(self, owner, acme, zone):
        with connection.cursor() as cursor:
            cursor.execute(f"SET timezone = '{zone}'")
        try:
            a_delivery(acme, "D-1")
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SET timezone = 'UTC'")
        _seal()
        owner.execute(f"SET timezone = '{zone}'")
        owner.commit()
        assert verify(owner, keys=KEYS).findings == ()


class TestSealing:
    def test_seals_each_line_once_whatever_the_order_of_commits(self, owner, acme, monkeypatch):
        """An earlier number that commits later is not lost: no line is passed by."""
        monkeypatch.setattr(seals, "LEAVES", 16)
        _seal()
        slow = threading.Event()
        wrote = threading.Event()

        def write_slowly():
            from django.db import transaction  # noqa: PLC0415

            with transaction.atomic():
                a_delivery(acme, "slow")
                wrote.set()
                slow.wait(120)
            connection.close()

        def write(name):
            for number in range(5):
                a_delivery(acme, f"{name}-{number}")
            connection.close()

        def seal():
            for _time in range(4):
                _seal()
            connection.close()

        late = threading.Thread(target=write_slowly)
        late.start()
        assert wrote.wait(120)
        threads = [threading.Thread(target=write, args=(name,)) for name in "abc"]
        threads += [threading.Thread(target=seal) for _each in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        _seal()
        slow.set()
        late.join()
        _seal()
        verdict = verify(owner, keys=KEYS)
        assert verdict.findings == ()
        assert verdict.waiting == 0
        members = owner.execute("SELECT count(*), count(DISTINCT leaf) FROM trust_sealmember")
        assert members.fetchone() == (verdict.lines, verdict.lines)

    def test_lets_the_application_forge_nothing(self, acme):
        for statement in (
            "INSERT INTO trust_unsealed (leaf) VALUES ('x')",
            "UPDATE trust_unsealed SET leaf = 'x'",
            "UPDATE trust_unsealedspan SET lines = 1",
            "DELETE FROM trust_unsealedspan",
            "UPDATE trust_seal SET leaves = 1",
            "DELETE FROM trust_sealmember",
            "TRUNCATE trust_seal CASCADE",
        ):
            with pytest.raises(Exception, match=r"permission denied|refused"), _savepoint():
                connection.cursor().execute(statement)

    def test_signs_nothing_that_is_not_as_it_was_written(self, owner, acme):
        a_delivery(acme, "D-1")
        _seal()
        a_delivery(acme, "D-2")
        a_delivery(acme, "D-3")
        owner.execute("SET LOCAL session_replication_role = replica")
        owner.execute("SET LOCAL app.verifying = 'on'")
        owner.execute("ALTER TABLE trust_change NO FORCE ROW LEVEL SECURITY")
        forged = owner.execute(
            "UPDATE trust_change SET new = jsonb_set(new, '{item}', '\"Forged\"') "
            "WHERE new ->> 'reference' = 'D-2'"
        )
        assert forged.rowcount == 1
        owner.execute("ALTER TABLE trust_change FORCE ROW LEVEL SECURITY")
        owner.commit()
        _seal()
        verdict = verify(owner, keys=KEYS)
        assert verdict.waiting == 1
        assert [one.wrong for one in verdict.findings] == [Wrong.CHANGED, Wrong.CHANGED]
        assert "not sealed yet" in verdict.findings[0].where
        assert verdict.findings[1].where.endswith("production_delivery")

    def test_seals_many_lines_of_one_statement_a_few_thousand_at_a_time(self, owner, acme):
        owner.execute("SET app.verifying = 'on'")
        rows = [DeliveryRow(at, promise_facts(acme, f"D-{at:05}")) for at in range(2, 9_002)]
        commands.bulk_record_deliveries(scope_for(acme), rows=rows, import_id="I-1")
        ((spans, most),) = owner.execute(
            "SELECT count(*), max(lines) FROM trust_unsealedspan "
            "WHERE entry_id = (SELECT entry_id FROM trust_change ORDER BY id DESC LIMIT 1)"
        )
        assert (most, spans) in {(2048, 5), (2048, 6)}
        owner.commit()
        made = _seal()
        assert max(one.leaves for one in made) <= seals.LEAVES
        verdict = verify(owner, keys=KEYS)
        assert verdict.findings == ()
        assert (verdict.waiting, verdict.lines) == (0, sum(one.leaves for one in made))

    def test_seals_what_waited_line_by_line_before_there_were_spans(self, owner, acme):
        a_delivery(acme, "D-1")
        owner.execute("SET LOCAL app.verifying = 'on'")
        moved = owner.execute(
            f"INSERT INTO trust_unsealed (change_id, leaf) SELECT r.id, {leaf(change_content('r'))} "  # noqa: S608
            f"FROM trust_change r JOIN trust_unsealedspan s ON {in_span('r', 's')}"
        )
        assert moved.rowcount > 10
        owner.execute("DELETE FROM trust_unsealedspan")
        owner.commit()
        _seal()
        verdict = verify(owner, keys=KEYS)
        assert (verdict.findings, verdict.waiting) == ((), 0)

    def test_shows_the_journal_to_nobody_who_only_says_that_they_verify(self, acme):
        a_delivery(acme)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL app.verifying = 'on'")
            cursor.execute("SELECT count(*) FROM trust_change")
            assert cursor.fetchone() == (0,)


def _savepoint():
    from django.db import transaction  # noqa: PLC0415

    return transaction.atomic()


class TestKeys:
    def test_are_the_same_for_the_same_secret(self):
        assert key_from("a secret of the tests, long enough").public == KEY.public
        assert public_key_from(KEY.public.hex()) == KEY.public

    @pytest.mark.parametrize("text", ["", "zz", "ab" * 31])
    def test_are_refused_where_they_are_none(self, text):
        with pytest.raises(NoSuchKey):
            public_key_from(text)
        with pytest.raises(NoSuchKey):
            key_from(text[:31])


class TestExport:
    def _lines(self, acme, browse, query=""):
        answer = browse(acme).get(f"/c/acme/journal/lines/{query}")
        return b"".join(answer.streaming_content).decode().splitlines()

    def test_is_verified_without_the_database(self, acme, zenith, browse, django_db_blocker):
        a_delivery(acme, "D-1", quantity_promised=Decimal("1000.50"), item='Ünï "cödé" \\ 1')
        a_delivery(zenith, "Z-1")
        _seal()
        a_delivery(acme, "D-2")
        lines = self._lines(acme, browse)
        assert not any("Z-1" in line for line in lines)
        with django_db_blocker.block():
            verdict = verify_export(lines, keys=KEYS)
        assert verdict.findings == ()
        assert verdict.seals == 1
        assert verdict.waiting == 2
        assert verdict.lines > 10

    def test_shows_whatever_was_changed_in_it(self, acme, browse):
        a_delivery(acme, "D-1")
        _seal()
        lines = self._lines(acme, browse, "?q=D-1")
        assert verify_export(lines, keys=KEYS).findings == ()
        forged = [line.replace("Rotterdam", "Antwerp") for line in lines]
        first = verify_export(forged, keys=KEYS).findings[0]
        assert first.wrong is Wrong.CHANGED
        assert "entry" in first.where
        unsealed = [line for line in lines if '"kind":"seal"' not in line]
        assert verify_export(unsealed, keys=KEYS).findings[0].wrong is Wrong.MISSING
        moved = [line.replace('"leaf_no":', '"leaf_no":1') for line in lines]
        assert verify_export(moved, keys=KEYS).findings
        other = [key_from("somebody else's secret, long enough").public]
        assert verify_export(lines, keys=other).findings[0].wrong is Wrong.BROKEN

    def test_survives_another_spelling_of_the_same_json(self, acme, browse):
        a_delivery(acme, "D-1")
        _seal()
        lines = self._lines(acme, browse, "?event=people.person-assigned")
        spelt = [json.dumps(json.loads(line), sort_keys=True) for line in lines]
        assert len(spelt) > 10
        assert spelt != lines
        assert verify_export(spelt, keys=KEYS).findings == ()


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@hypothesis_settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(JSON)
def test_json_is_spelt_as_the_database_spells_it(db, value):
    text = as_stored(value)
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::jsonb::text", [text])
        assert cursor.fetchone()[0] == text


def test_json_refuses_what_lost_digits():
    with pytest.raises(TypeError):
        as_stored(math.pi)
