"""The ledger beside plain SQL on covering indexes and DuckDB, over a million facts (G1 to G5).

Forty clients with eight programs, twelve promises and five years of facts, one in twenty corrected
late. CATCHBALL_BENCH_FACTS names other numbers of facts, such as `1000000,10000000`: the last is
read beside the peers, and held against the first. Each read is one client's twelve numbers by
twelve months as of the end of a quarter; all ways must give the same.
"""

import os
import tempfile
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path
from time import perf_counter
from zoneinfo import ZoneInfo

import duckdb

from catchball.kernel.days import Grain, month_start, periods_until
from ground import as_owner, in_turn, middle, said_of, tidy
from ground.forty import clients, fill, keep_versions, programs, walled
from ground.price import price
from ground.twelve import numbers_of, statement

SIZES = [int(size) for size in os.environ.get("CATCHBALL_BENCH_FACTS", "100000,1000000").split(",")]
ROUNDS, TURNS = 40, 4


def main():
    alone = {}
    for size in SIZES:
        began = perf_counter()
        fill(size)
        filled = perf_counter()
        built = _build()
        print(
            f"  {size:>10,} facts filled in {filled - began:.0f} s, ledgers built in {built:.0f} s"
        )
        alone[size] = in_turn(ROUNDS, ours=_one_after_other(_ours))["ours"][1]
        print(f"  {'':>10} one client as of a past day: {said_of(alone[size])}")
    first, last = SIZES[0], SIZES[-1]
    ratio = middle(alone[last]) / middle(alone[first])
    print(f"  G3 {last:,} ÷ {first:,} facts: {ratio:.2f} (wanted ≤ 1.5)")
    _sizes()
    _beside_peers()
    _exact()
    price(_ours)


def _build():
    from catchball.workplace.ledger.commands import rebuild

    began = perf_counter()
    for scope in clients():
        rebuild(scope)
    took = perf_counter() - began
    tidy()
    return took


def _known():
    """Return the end of the last whole quarter but one, as a scorecard of a review is read."""
    today = clients()[0].today
    return month_start(today, -((today.month - 1) % 3) - 3) - timedelta(days=1)


def _asked(scope, known):
    from catchball.workplace.scorecards.queries.reading import asked_of, list_chains

    return asked_of(list_chains(scope, until=scope.today), {}, program=None)


def _back(scope, known):
    end = datetime.combine(known, time.max, ZoneInfo("UTC"))
    return replace(scope, now=end, looks_back=True)


def _one_after_other(read):
    """Return what reads the next client each time it is called."""
    turn = iter(range(10**9))
    scopes = clients()
    return lambda: read(scopes[next(turn) * 7 % len(scopes)])


_kept = {}


def _spans():
    return periods_until(_known(), Grain.MONTH, 12)


def _ours(scope):
    """Return a client's numbers, in a transaction and behind walls of their own."""
    from catchball.trust.wall import opened

    if scope.client not in _kept:
        with opened(scope):
            _kept[scope.client] = _asked(scope, _known())
    back = _back(scope, _known())
    with opened(back):
        return _numbers(back, _spans())


def _numbers(back, spans):
    from catchball.workplace.scorecards.queries.numbers import read_numbers

    return read_numbers(back, _kept[back.client], spans)


def _question(back, spans):
    """Return the rows that those numbers are made of: what is fetched of the peers, too."""
    from catchball.workplace.ledger.queries import read_held
    from catchball.workplace.scorecards.queries.numbers import measures_asked, whole_of

    return read_held(back, measures_asked(_kept[back.client]), whole_of(spans))


def _floor():
    return replace(clients()[0], sees=frozenset(scope.client for scope in clients()))


def _numbers_of_all():
    from catchball.workplace.scorecards.queries.numbers import read_numbers_of_all

    scopes = {scope.client: scope for scope in clients()}
    spans = periods_until(clients()[0].today, Grain.MONTH, 12)
    return read_numbers_of_all(scopes, _kept, dict.fromkeys(scopes, spans))


def _question_of_all():
    from catchball.workplace.ledger.queries import Wanted, read_held_of_all
    from catchball.workplace.scorecards.queries.numbers import measures_asked, whole_of

    wanted = [
        Wanted(scope.client, scope.zone, scope.today, measures_asked(_kept[scope.client]))
        for scope in clients()
    ]
    spans = periods_until(clients()[0].today, Grain.MONTH, 12)
    return read_held_of_all(wanted, whole_of(spans))


def _span(known):
    spans = periods_until(known, Grain.MONTH, 12)
    return {"known": known, "first": spans[0].first, "until": spans[-1].until}


def _beside_peers():
    from catchball.trust.wall import opened

    keep_versions()
    lake = _lake()
    owner = walled(*clients())
    one = {scope.client: [programs(scope)[0]] for scope in clients()}

    texts = {
        client: statement(**_span(_known()), client=client, one=mine)
        for client, mine in one.items()
    }

    def plain(scope):
        return owner.execute(texts[scope.client]).fetchall()

    def duck(scope):
        return lake.execute(texts[scope.client]).fetchall()

    for place, scope in enumerate(clients()):
        ours = _ours(scope)  # reads what is asked for of each client once
        if place < 3:
            _same(_told(scope, ours), plain(scope), duck(scope))
    spans = _spans()
    times = _by_turns(
        plain=_in_a_row(_one_after_other(plain)),
        duck=_in_a_row(_one_after_other(duck)),
        asked=_behind_walls(partial(_question, spans=spans)),
        made=_behind_walls(partial(_numbers, spans=spans)),
        own=_in_a_row(_one_after_other(_ours)),
    )
    _beside(
        "G1 one client, 12 × 12, as of a past day: the question, its rows fetched",
        times,
        plain=80,
        duck=20,
    )
    print(f"     … and 144 numbers made of them: {said_of(times['made'])}")
    print(f"     … in a transaction and walls of their own: {said_of(times['own'])}")

    every = [program for each in one.values() for program in each]
    whole = statement(**_span(clients()[0].today), one=every)
    with opened(_floor()):
        times = _by_turns(
            asked=_in_a_row(_question_of_all, 3),
            made=_in_a_row(_numbers_of_all, 3),
            plain=_in_a_row(lambda: owner.execute(whole).fetchall(), 2),
            duck=_in_a_row(lambda: lake.execute(whole).fetchall(), 2),
        )
    _beside("G2 all clients, 40 × 12 × 12, as known now", times, plain=80, duck=8)
    print(f"     … and 5,760 numbers made of them: {said_of(times['made'])}")


def _behind_walls(read):
    """Return what times reading for each eighth client, within the walls of its page.

    The page has its transaction, its walls and its months anyhow, and the peers' text is ready.
    """
    from catchball.trust.wall import opened

    def timed(turn):
        found = []
        for scope in clients()[turn :: 5 * TURNS]:
            back = _back(scope, _known())
            with opened(back):
                found += in_turn(ROUNDS // TURNS, it=partial(read, back))["it"][1]
        return found

    return timed


def _in_a_row(run, rounds=ROUNDS // TURNS):
    """Return what times some rounds of one contender, with its own rows in the caches."""
    return lambda _turn: in_turn(rounds, it=run)["it"][1]


def _by_turns(**contenders):
    """Let the contenders take turns, so that a machine whose pace changes changes it for all.

    Not round by round: a scan of millions empties the caches of whoever comes after it.
    """
    times = {name: [] for name in contenders}
    for turn in range(TURNS):
        for name, timed in contenders.items():
            times[name] += timed(turn)
    return times


def _beside(said, times, **wanted):
    ours = middle(times["asked"])
    print(f"  {said}: {said_of(times['asked'])}")
    for peer, name in (("plain", "plain SQL, covering indexes"), ("duck", "DuckDB, native table")):
        theirs = times[peer]
        ratio = middle(theirs) / ours
        print(
            f"     {name}: {said_of(theirs)} = {ratio:.0f} × ours (wanted at ten million ≥ {wanted[peer]})"
        )


def _lake():
    """Return a DuckDB that holds the same versions, sorted by client."""
    folder = Path(tempfile.mkdtemp())
    lake = duckdb.connect(str(folder / "lake.duckdb"))
    lake.execute("SET threads = 2")
    for name in ("delivery", "batch"):
        path = folder / f"{name}.csv"
        copied = f"COPY bench_{name} TO STDOUT (FORMAT csv, HEADER)"
        with (
            walled(*clients()) as owner,
            path.open("wb") as file,
            owner.cursor().copy(copied) as lines,
        ):
            for line in lines:
                file.write(line)
        lake.execute(
            f"CREATE TABLE bench_{name} AS SELECT * FROM read_csv('{path}', header = true, "
            "sample_size = -1) ORDER BY client_id"
        )
        path.unlink()
    return lake


def _told(scope, readings):
    """Return our readings by client, number and month, as `numbers_of` tells those of the peers."""
    from catchball.trust.wall import opened
    from catchball.workplace.scorecards.queries.reading import list_chains

    with opened(scope):
        names = {
            str(terms.id): f"{'one ' if terms.program_id else ''}{terms.metric_key}"
            for chain in list_chains(scope, until=scope.today)
            for terms in chain.terms
        }
    return {
        (str(scope.client), names[key], period.first): (float(one.top), float(one.bottom))
        for (key, period), one in readings.items()
    }


def _same(ours, *others):
    for rows in others:
        theirs = numbers_of(rows)
        for key, sides in ours.items():
            found = theirs.get(key, (0.0, 0.0))
            assert max(abs(a - b) for a, b in zip(sides, found, strict=True)) < 1e-6, (
                key,
                sides,
                found,
            )


def _sizes():
    with as_owner() as owner:
        for table in (
            "ledger_contribution",
            "ledger_total",
            "production_delivery",
            "production_batch",
        ):
            ((rows, size),) = owner.execute(
                "SELECT reltuples::bigint, pg_size_pretty(pg_total_relation_size(oid)) "
                "FROM pg_class WHERE oid = %s::regclass",
                [table],
            ).fetchall()
            print(f"     {table}: {rows:,} rows, {size}")


def _exact():
    from catchball.workplace.scorecards.queries import check_ledger

    count = wrong = 0
    for place, scope in enumerate(clients()[:: len(clients()) // 8]):
        days = [
            scope.today - timedelta(days=back)
            for back in (1, 37 * (place + 1), 400 + 97 * place, 900, 1300)
        ]
        found = check_ledger(scope, days=days)
        count, wrong = count + found.numbers, wrong + len(found.differences)
    print(f"  G4 {count:,} numbers of random days also counted from the facts: {wrong} different")
    assert not wrong


if __name__ == "__main__":
    main()
