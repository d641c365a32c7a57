"""Each page on the demo: CPU a request beside a minimal page of Django and Jinja2 (G10, G11).

The limit reads a session, a user and plain tables without walls, and fills a bare table; it runs
in turn with ours, in the same process, against the same server. CPU is of this process.
"""

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from catchball.kernel.days import Grain, period_of
from catchball.site.demo.company import LEADS, MANAGER, PASSWORD
from ground import as_owner, demo, in_turn, middle, near_worst, scope_of, tidy

ROUNDS = 25
MANY = 100_000


def main():
    seconds = demo()
    print(f"  demo loaded in {seconds:.1f} s")
    with as_owner() as owner:
        from ground import minimal

        owner.execute(minimal.TABLES)
        owner.execute("ANALYZE")
    manager, lead, plain = _askers()
    print("\n  demo data: queries, CPU ms, ms until answered: median, p95, kB")
    for name, path in (_pages() | _contexts(manager)).items():
        _show(name, manager, path)
    _show("scorecard, as the client", lead, "/c/acme/scorecards/")
    _limits("the demo's own", manager, plain)
    _many_deliveries()
    _limits(f"{MANY:,} more deliveries", manager, plain)


def _askers():
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.wsgi import get_wsgi_application

    from catchball.site import settings
    from ground import minimal
    from ground.asking import Asker

    product = get_wsgi_application()
    manager, lead, plain = Asker(product), Asker(product), Asker(minimal.handler())
    manager.sign_in(MANAGER.email, PASSWORD)
    lead.sign_in(LEADS["acme"].email, PASSWORD)
    session = SessionStore()
    session["person"] = 1
    session.create()
    plain.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return manager, lead, plain


def _pages():
    from catchball.workplace.agreements.queries import list_promises
    from catchball.workplace.production.queries import (
        BatchFilters,
        DeliveryFilters,
        list_batches,
        list_deliveries,
    )

    scope = scope_of(MANAGER.email, "acme")
    delivery = list_deliveries(scope, filters=DeliveryFilters()).items[0].id
    batch = list_batches(scope, filters=BatchFilters()).items[0].id
    promise = next(one.id for one in list_promises(scope) if one.metric_key == "on-time-delivery")
    month = period_of(scope.today.replace(day=1) - timedelta(days=1), Grain.MONTH)
    at = "/c/acme/production"
    return {
        "sign-in": "/sign-in/",
        "home of all clients": "/floor/home/",
        "home of a client": "/c/acme/home/",
        "deliveries": f"{at}/deliveries/",
        "deliveries, late, page 2": f"{at}/deliveries/?late=1&page=2",
        "delivery": f"{at}/deliveries/{delivery}/",
        "batches": f"{at}/batches/",
        "batch": f"{at}/batches/{batch}/",
        "promises": "/c/acme/agreements/",
        "promise": f"/c/acme/agreements/{promise}/",
        "scorecard": "/c/acme/scorecards/",
        "scorecard by quarter": "/c/acme/scorecards/?grain=quarter",
        "chart": f"/c/acme/scorecards/{promise}/",
        "passport": f"/c/acme/scorecards/{promise}/passport/?first={month.first}&until={month.until}",
        "scorecard as PDF": "/c/acme/scorecards/scorecard.pdf",
        "scorecard as XLSX": "/c/acme/scorecards/scorecard.xlsx",
        "imports": "/c/acme/exchange/",
        "journal": "/c/acme/journal/",
        "journal of all clients": "/floor/journal/",
        "a client without facts": "/c/quillmere/scorecards/",
    }


def _contexts(asker):
    """Return the main pages of the other contexts, and of each the first record that it shows."""
    from catchball.workplace.programs.queries import list_programs

    programs = list_programs(scope_of(MANAGER.email, "acme"))
    program = next(one.id for one in programs if one.code == "TT-1")
    found = {"program": f"/c/acme/programs/{program}/", "plan": f"/c/acme/plans/{program}/"}
    for name, under in (
        ("calendar", "calendars"),
        ("agreement", "agreement"),
        ("incident", "incidents"),
        ("action", "actions"),
        ("exclusion", "exclusions"),
        ("risk assessment", "risks"),
        ("close", "closes"),
        ("statement", "consequences"),
        ("person", "people"),
    ):
        path = f"/c/acme/{under}/"
        _status, body = asker.ask(path)
        first = re.search(rf'href="({path}[0-9a-f-]{{36}}/)"', body.decode())
        found |= {f"list: {under}": path} | ({name: first[1]} if first else {})
    risk = re.search(
        r'href="(/c/acme/risks/of/[^"/]+/)"', asker.ask(found["risk assessment"])[1].decode()
    )
    return found | {
        "risk": risk[1],
        "list: programs": "/c/acme/plans/",
        "charter": f"/c/acme/programs/{program}/charter/",
        "team": f"/c/acme/programs/{program}/team/",
        "load of all clients": "/floor/load/",
        "portfolio": "/floor/scorecards/portfolio/",
    }


def _show(name, asker, path):
    status, body = asker.ask(path)
    if status != 200:
        print(f"  {name:26} answered {status}: {path}")
        return
    cpu, wall = in_turn(ROUNDS, page=lambda: asker.ask(path))["page"]
    print(
        f"  {name:26} {asker.queries(path):3}  {middle(cpu):6.1f}  {middle(wall):6.1f}"
        f" {near_worst(wall):6.1f}  {len(body) / 1024:5.0f}"
    )


def _limits(data, manager, plain):
    """Print ours beside the limits, as ratios."""
    times = in_turn(
        ROUNDS,
        ours_list=lambda: manager.ask("/c/acme/production/deliveries/"),
        plain_list=lambda: plain.ask("/list/"),
        ours_grid=lambda: manager.ask("/c/acme/scorecards/"),
        plain_grid=lambda: plain.ask("/grid/"),
    )
    print(f"\n  {data}: CPU ms a request, ours, limit, ratio (wanted); wall p95")
    for kind, goal, wanted in (("list", "G10", 2.5), ("grid", "G11", 3)):
        ours, limit = middle(times[f"ours_{kind}"][0]), middle(times[f"plain_{kind}"][0])
        print(
            f"  {goal} {kind}: {ours:.1f}  {limit:.1f}  {ours / limit:.1f} × (≤ {wanted});"
            f" {near_worst(times[f'ours_{kind}'][1]):.0f} ms"
        )


def _many_deliveries():
    from catchball.workplace.production.commands import bulk_record_deliveries
    from catchball.workplace.production.rules import DeliveryFacts, DeliveryRow, DeliveryState
    from catchball.workplace.programs.queries import list_programs

    scope = scope_of(MANAGER.email, "acme")
    program = list_programs(scope)[0].id
    usual = DeliveryFacts(
        reference="",
        program=program,
        item="Corvalin 10 mg tablets",
        destination="Rotterdam",
        unit="packs",
        first_promised_on=scope.today,
        state=DeliveryState.DELIVERED,
        quantity_promised=Decimal(6000),
        quantity_delivered=Decimal(6000),
    )

    def rows():
        for number in range(MANY):
            day = scope.today - timedelta(days=1 + number % 1_500)
            yield DeliveryRow(
                number,
                replace(
                    usual,
                    reference=f"MANY-{number:06}",
                    first_promised_on=day,
                    delivered_on=day if number % 20 else day + timedelta(days=1),
                ),
            )

    made = bulk_record_deliveries(scope, rows=rows(), import_id="many")
    if made.created != MANY:
        raise RuntimeError(made.refused[:3])
    tidy()


if __name__ == "__main__":
    main()
