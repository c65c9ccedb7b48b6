"""Acronyms that a text introduces."""

import pytest

from timeline.entities.acronyms import introduced


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        (
            "The Ostrova River Authority (ORA) closed it.",
            {"ORA": "Ostrova River Authority"},
        ),
        ("ORA (Ostrova River Authority) closed it.", {"ORA": "Ostrova River Authority"}),
        ("ORA, or the Ostrova River Authority, did.", {"ORA": "Ostrova River Authority"}),
        (
            "Officials of the Bureau of Bridges and Roads (BBR) came.",
            {"BBR": "Bureau of Bridges and Roads"},
        ),
        ("The Northland Force (NFOR) left.", {"NFOR": "Northland Force"}),
        ("Anna Berg (Oslo) spoke.", {}),
        ("The Harbour Board (UTC) met.", {}),
        ("He is the Labour (UK) leader.", {}),
    ],
)
def test_letters_must_run_through_the_name(text, pairs):
    assert introduced(text) == pairs


def test_an_acronym_with_two_names_is_left_out():
    text = "The Ostrova River Authority (ORA) and the Oslo Road Agency (ORA) met."
    assert introduced(text) == {}
