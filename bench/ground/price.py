"""What a change and a bulk load cost with the note that they leave for the ledger (G5)."""

from time import perf_counter

from django.db import connection

from ground import as_owner, in_turn, middle, said_of
from ground.forty import clients, programs

CHANGED, BULK = 40, 20_000
TURNS = 4


def price(read):
    """Print what a change and a bulk load cost with the note for the ledger and without it."""
    scope = clients()[0]
    numbers = iter(range(10**9))

    def change():
        from django.db import transaction

        with transaction.atomic(), _command(scope), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE production_delivery SET delivered_on = first_promised_on + 1, state = "
                "'delivered' WHERE client_id = %s AND reference = %s",
                [scope.client, f"BD-{1 + next(numbers)}"],
            )
            assert cursor.rowcount == 1

    def bulk():
        first = 10**8 + BULK * next(numbers)
        with _command(scope), connection.cursor() as cursor:
            cursor.execute(_BULK, [scope.client, programs(scope)[0], first, first + BULK - 1])

    for name, act, warming, rounds, wanted in (
        ("one change", change, 5, CHANGED, "≤ 1.4"),
        (f"{BULK:,} rows in one statement", bulk, 1, 2, "≤ 1.43"),
    ):
        noted, bare = (middle(times) for times in _by_turns(act, warming, rounds))
        print(
            f"  G5 {name}: {noted:.2f} ms, without the ledger's note {bare:.2f}: {noted / bare:.2f} × (wanted {wanted})"
        )
    _after(scope, read)


_BULK = """
INSERT INTO production_delivery (id, client_id, program_id, reference, client_reference, item,
  origin, destination, category, transport, unit, state, first_promised_on, promised_on, version)
SELECT gen_random_uuid(), %s, %s, 'BN-' || n, '', '', '', '', '', '', '', 'promised', '2026-01-05',
  '2026-01-05', 1 FROM generate_series(%s::bigint, %s::bigint) n
"""


def _command(scope):
    """Return the inside of a command, for what no command does in one statement."""
    from contextlib import ExitStack

    from catchball.kernel.ids import new_id
    from catchball.trust.models import Entry
    from catchball.trust.wall import opened_for

    inside, entry = ExitStack(), new_id()
    inside.enter_context(opened_for(scope, entry))
    Entry.objects.create(
        id=entry,
        client_id=scope.client,
        actor_name="Bench",
        actor_side="cmo",
        event="bench",
        audience="shared",
        happened_at=scope.now,
    )
    return inside


def _by_turns(act, warming, rounds):
    """Return the times of acting with the note and without it, in turns of so many rounds.

    Not one by one: after each switch the session plans anew, which rounds that warm it up bear.
    """
    times = {"ENABLE": [], "DISABLE": []}
    for _turn in range(TURNS):
        for how, found in times.items():
            _switch(how)
            in_turn(warming, it=act)
            found.extend(in_turn(rounds, it=act)["it"][1])
    _switch("ENABLE")
    return times["ENABLE"], times["DISABLE"]


def _switch(how):
    with as_owner() as owner:
        owner.execute(f"ALTER TABLE production_delivery {how} TRIGGER waits_for_ledger")


def _after(scope, read):
    """Print what taking in costs, and reading before it."""
    from catchball.workplace.ledger.commands import keep_up

    began = perf_counter()
    keep_up(scope)
    print(f"     taking in what those rounds left for the worker: {perf_counter() - began:.1f} s")
    for lines in (1, 100):
        for number in range(lines):
            with _command(scope), connection.cursor() as cursor:
                cursor.execute(
                    "UPDATE production_batch SET deviations = 1 WHERE client_id = %s AND reference = %s",
                    [scope.client, f"BB-{number + 1}"],
                )
        times = in_turn(15, ours=lambda: read(scope))["ours"][1]
        print(f"     reading while {lines + (lines > 1)} changes wait: {said_of(times)}")
