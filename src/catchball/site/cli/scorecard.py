"""`./catchball scorecard`: the numbers of a relationship, for eyes or for scripts."""

import argparse
import json
import sys
from typing import Any

EXAMPLES = """examples:
  ./catchball scorecard --client acme --as maya@cmo.example
  ./catchball scorecard --client acme --as maya@cmo.example --month 2026-11 --grain quarter
  ./catchball scorecard --client acme --as maya@cmo.example --program P-1 --json

With --json every number is unrounded and written as a string, with its counts, how it stands,
its period (the first day, and the first day after it) and the hash of all numbers shown.
"""


def add_to(commands: Any) -> None:
    """Add the command to the parser of all commands."""
    parser = commands.add_parser(
        "scorecard",
        help="show the numbers of a client against its promises",
        description="Show every promise of both companies over twelve periods, as a person sees it.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--client", required=True, help="short name of the client")
    parser.add_argument("--as", dest="person", required=True, help="address of who is looking")
    parser.add_argument("--month", default="", help="the last month shown, such as 2026-11")
    parser.add_argument("--grain", default="", choices=("month", "quarter", "rolling", "year"))
    parser.add_argument("--program", default="", help="code of one program")
    parser.add_argument("--known", default="", help="day of the cut-off, such as 2026-10-31")
    parser.add_argument("--json", action="store_true", help="for scripts")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """Print the scorecard."""
    from catchball.site.serving.opening import open_catchball

    open_catchball()
    from catchball.site.cli._acting import acting_as
    from catchball.workplace.scorecards.queries import read_scorecard

    scope = acting_as(arguments.person, arguments.client)
    card = read_scorecard(
        scope,
        month=arguments.month,
        grain=arguments.grain,
        program=_program(scope, arguments.program),
        known=arguments.known,
    )
    if arguments.json:
        json.dump(told(card), sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        print(drawn(card))


def _program(scope: Any, code: str) -> Any:
    from catchball.kernel.errors import NotFound
    from catchball.workplace.programs.queries import list_programs

    if not code:
        return None
    for program in list_programs(scope):
        if program.code.lower() == code.lower():
            return program.id
    raise NotFound(f"The client has no program with the code {code}.")


def told(card: Any) -> dict[str, Any]:
    """Return a scorecard as JSON can hold it, with nothing rounded."""
    return {
        "client": card.client_name,
        "program": card.program or None,
        "grain": card.span.choice,
        "known_at": card.known_at.isoformat(),
        "headline": card.headline,
        "promises": [
            {
                "promise": str(row.promise),
                "metric": row.whole.metric.key,
                "title": row.title,
                "promised_by": row.party.value,
                "program": row.program or None,
                "unit": row.unit.value,
                "better": row.better.value,
                "target": f"{row.target:f}",
                "floor": f"{row.floor:f}",
                "periods": [_cell(one) for one in row.cells],
                "whole": _cell(row.whole),
                "variation": row.chart.variation.value,
                "assurance": row.chart.assurance.value,
            }
            for row in card.rows
        ],
        "sha256": card.content_hash,
    }


def _cell(cell: Any) -> dict[str, Any]:
    reading = cell.reading
    return {
        "first": cell.period.first.isoformat(),
        "until": cell.period.until.isoformat(),
        "value": None if reading.value is None else f"{reading.value:f}",
        "top": f"{reading.top:f}",
        "bottom": f"{reading.bottom:f}",
        "per": reading.per,
        "n": reading.n,
        "pending": reading.pending,
        "standing": cell.standing.value,
    }


def drawn(card: Any) -> str:
    """Return a scorecard as a table of characters, at most 120 wide for twelve periods."""
    from catchball.kernel.words import period_name
    from catchball.workplace.scorecards.rules import kept_from, standing_word

    heads = [period_name(one).split()[0] for one in card.span.periods]
    lines = [card.headline, *card.lead, ""]
    if not card.rows:
        return "\n".join(lines).rstrip()
    rows = [
        [
            f"{row.title} {kept_from(row.target, row.unit, row.better)}",
            *map(_shown, row.cells),
            f"{_shown(row.whole)} {standing_word(row.whole.standing, row.better).lower()}",
        ]
        for row in card.rows
    ]
    table = [["", *heads, "Together"], *rows]
    widths = [max(len(line[at]) for line in table) for at in range(len(table[0]))]
    for line in table:
        first, *middle, last = line
        cells = [one.rjust(width) for one, width in zip(middle, widths[1:-1], strict=True)]
        lines.append("  ".join([first.ljust(widths[0]), *cells, last]).rstrip())
    known = f"Known at {card.known_at:%Y-%m-%d %H:%M} UTC, SHA-256 {card.content_hash}"
    marks = "! below target, !! below floor, ? too few facts, ~ provisional, - nothing to show"
    return "\n".join([*lines, "", marks, known])


_MARKS = {"below-target": "!", "below-floor": "!!", "low-n": "?", "provisional": "~"}


def _shown(cell: Any) -> str:
    if cell.value is None:
        return "-"
    return f"{_MARKS.get(cell.standing.value, '')}{cell.value:.{cell.decimals}f}"
