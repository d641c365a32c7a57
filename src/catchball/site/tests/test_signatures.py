"""A signature is shown whichever way its signer proved who they are."""

from typing import get_args

import pytest
from django.template import engines

from catchball.site.demo.promises import METHOD
from catchball.trust.identity import Method
from world import NOW

SHOWN = '{% from "parts/signature.html" import signature %}{{ signature(one) }}'


@pytest.mark.parametrize("method", [*get_args(Method), METHOD])
def test_says_how_it_was_proven(method):
    one = {"name": "Maya", "side": "Acme", "meaning": "I agree", "at": NOW, "zone_shown": "today"}

    shown = (
        engines["jinja2"]
        .from_string(SHOWN)
        .render({"one": {**one, "hash": "0" * 64, "method": method}})
    )

    assert "roven by" in shown
