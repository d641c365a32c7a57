"""The lives that the demo tells: the same each time, and possible on any day of any year."""

from collections import Counter
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catchball.site.demo.chances import Line, batches_of, deliveries_of
from catchball.site.demo.company import PASSWORD, PEOPLE, SPONSORS
from catchball.site.demo.stories import bad_quarter_before
from catchball.site.demo.telling import KNOWN_AHEAD, file_days
from catchball.trust.permissions import Role, Side
from catchball.trust.rules import check_password_strength
from catchball.workplace.production.rules import clean_batch, clean_delivery, yield_share

TODAY = date(2026, 11, 30)
TOLD = [one for one in SPONSORS if one.story]


def lines_of(sponsor):
    return tuple(
        Line(UUID(int=number), UUID(int=100 + number), made)
        for number, made in enumerate(sponsor.products)
    )


class TestPeople:
    def test_are_of_every_role(self):
        assert {one.role for one in PEOPLE} == set(Role)

    def test_of_a_client_belong_to_that_one_alone(self):
        assert all(len(one.clients) == 1 for one in PEOPLE if one.role.side is Side.CLIENT)

    def test_have_addresses_that_can_belong_to_nobody(self):
        assert all(one.email.endswith(".example") for one in PEOPLE)

    @pytest.mark.parametrize("person", PEOPLE, ids=lambda one: one.email)
    def test_have_a_password_that_the_rules_let_pass(self, person):
        check_password_strength(PASSWORD, email=person.email, common=frozenset())


class TestLives:
    @pytest.mark.parametrize("sponsor", TOLD, ids=lambda one: one.slug)
    def test_are_the_same_each_time(self, sponsor):
        story, lines = sponsor.story, lines_of(sponsor)

        assert deliveries_of(story, lines, TODAY) == deliveries_of(story, lines, TODAY)
        assert batches_of(story, lines, TODAY) == batches_of(story, lines, TODAY)

    @pytest.mark.parametrize("sponsor", TOLD, ids=lambda one: one.slug)
    @given(day=st.dates(date(2024, 1, 1), date(2032, 12, 31)), ago=st.integers(0, 400))
    @settings(max_examples=6, deadline=None)
    def test_pass_the_rules_on_any_day(self, sponsor, day, ago):
        story, lines = sponsor.story, lines_of(sponsor)
        then = day - timedelta(days=ago)

        for life in deliveries_of(story, lines, day):
            clean_delivery(life.facts_on(then), today=then)
        for life in batches_of(story, lines, day):
            clean_batch(life.facts_on(then), today=then)

    @pytest.mark.parametrize("sponsor", TOLD, ids=lambda one: one.slug)
    @given(day=st.dates(date(2024, 1, 1), date(2032, 12, 31)))
    @settings(max_examples=6, deadline=None)
    def test_are_known_as_plans_before_anything_happens_to_them(self, sponsor, day):
        story, lines = sponsor.story, lines_of(sponsor)
        files = file_days(story, day)
        assert files == sorted(set(files))
        following = [*files[1:], day - timedelta(days=1)]

        for life in [*deliveries_of(story, lines, day), *batches_of(story, lines, day)]:
            first = next(
                (
                    file
                    for file, until in zip(files, following, strict=True)
                    if life.planned_on <= until + KNOWN_AHEAD
                ),
                None,
            )
            move = getattr(life, "move", None)
            happened = [life.ended_on, life.cancelled_on, move.on if move else None]
            assert first is None or all(on > first for on in happened if on)

    @pytest.mark.parametrize("sponsor", TOLD[:3], ids=lambda one: one.slug)
    def test_are_as_many_as_such_a_client_has(self, sponsor):
        story, lines = sponsor.story, lines_of(sponsor)
        for lives, fewest, most in (
            (deliveries_of(story, lines, TODAY), 10, 85),
            (batches_of(story, lines, TODAY), 4, 32),
        ):
            months = Counter(
                f"{life.planned_on:%Y-%m}" for life in lives if life.planned_on < TODAY
            )
            assert fewest <= min(months.values())
            assert max(months.values()) <= most
            assert len(months) == 37

    def test_of_one_batch_alone_give_more_than_theory_allows(self):
        shares = [
            yield_share(actual=life.quantity, theoretical=life.plan.quantity_theoretical)
            for sponsor in TOLD
            for life in batches_of(sponsor.story, lines_of(sponsor), TODAY)
        ]
        assert sum(share > 1 for share in shares if share is not None) == 1

    def test_hold_both_companies_wishes_and_reasons(self):
        acme = TOLD[0]
        lives = deliveries_of(acme.story, lines_of(acme), TODAY)
        assert {life.move.asked_by for life in lives if life.move} == set(Side)
        assert all(life.why_cancelled for life in lives if life.cancelled_on)


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 11, 27), date(2026, 4, 1)),
        (date(2027, 1, 1), date(2026, 7, 1)),
        (date(2028, 2, 29), date(2027, 7, 1)),
    ],
)
def test_the_bad_quarter_has_healed_by_today(today, first):
    assert bad_quarter_before(today).first == first
