"""The demo's reviews of who may see what: begun by the administrator, signed by both companies."""

from dataclasses import replace
from datetime import date, timedelta

from catchball.site.demo.company import ADMINISTRATOR, LEADS
from catchball.site.demo.promises import METHOD, As
from catchball.trust import commands, reviews
from catchball.trust.scope import Proof

# How many days ago the newest was done; where it is longer than a quarter, another is overdue.
DAYS_AGO = {"acme": 40, "zenith": 40, "tilia": 130, "sorrel-bay": 40, "quillmere": 40}


def review_access(slug: str, as_: As, today: date) -> None:
    """Review who may see one client, as its administrator and its lead do."""
    day = today - timedelta(days=DAYS_AGO[slug])
    ours = as_(ADMINISTRATOR, day)
    review = commands.begin_access_review(ours)
    for scope in (ours, as_(LEADS[slug], day + timedelta(days=1))):
        commands.sign_access_review(
            replace(scope, proof=Proof(METHOD, scope.now)),
            review=review,
            content_hash=reviews.get_review(scope, review).content_hash,
        )
