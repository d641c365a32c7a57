"""What a password may be: long, uncommon, and not made of words that anybody would try here."""

import pytest

from catchball.trust.rules import PasswordTooWeak, check_password_strength

EMAIL = "ann.marlow@acme.example"


def _check(password):
    check_password_strength(password, email=EMAIL, common=frozenset({"qwertyuiop123"}))


@pytest.mark.parametrize(
    "password",
    [
        "Catchball2026!",
        "acme-catchball",
        "AnnMarlow2026",
        "ann.marlow@acme.example",
        "passwordpassword",
        "QwertyUiop123",
        "elevenchars",
    ],
)
def test_one_that_anybody_would_try_is_refused(password):
    with pytest.raises(PasswordTooWeak):
        _check(password)


@pytest.mark.parametrize(
    "password",
    ["a long enough password", "catchball demo 2026", "zwölf Boxkämpfer", "x" * 12, "1" * 200],
)
def test_any_other_of_any_composition_will_do(password):
    _check(password)
