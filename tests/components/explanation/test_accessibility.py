"""Whom to tell of a fault: a link that works, or plainly that there is none."""

import pytest

from components.explanation.accessibility import report
from tests.components.reading import text_of, walk


@pytest.mark.parametrize(
    ("adres", "doel"),
    [
        ("toegankelijk@gemeente.invalid", "mailto:toegankelijk@gemeente.invalid"),
        ("https://gemeente.invalid/melden", "https://gemeente.invalid/melden"),
    ],
)
def test_contact_is_a_link(adres: str, doel: str) -> None:
    melden = report(adres)
    assert [deel.href for deel in walk(melden) if hasattr(deel, "href")] == [doel]
    assert adres in text_of(melden)


def test_no_contact_is_said() -> None:
    melden = report("")
    assert "nog geen adres ingesteld" in text_of(melden)
    assert not [deel for deel in walk(melden) if hasattr(deel, "href")]
