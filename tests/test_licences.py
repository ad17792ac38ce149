"""The table of dependencies in docs/ontwikkelen.md: every library is in it, under the licence that it states itself."""

from __future__ import annotations

import re
from importlib.metadata import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# They say nothing in their metadata; looked up in their repositories.
SILENT = {"axe-playwright-python"}
# How packages write a licence that has another name on the SPDX list.
SPDX = {
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "SIL Open Font License 1.1 (OFL-1.1)": "OFL-1.1",
    "Python Software Foundation License": "PSF-2.0",
    "MIT OR Apache-2.0": "MIT or Apache-2.0",
}


def pinned() -> set[str]:
    """What we ask for ourselves."""
    bestanden = ("requirements.in", "requirements-dev.in")
    return {
        naam.lower()
        for bestand in bestanden
        for naam in re.findall(r"^([\w.-]+)(?:\[\w+\])?==", (ROOT / bestand).read_text(), re.MULTILINE)
    }


def in_table() -> dict[str, str]:
    """Per library the licence in the table; one licence in a row of several libraries is that of each."""
    uit: dict[str, str] = {}
    tekst = (ROOT / "docs" / "ontwikkelen.md").read_text().partition("| library |")[2]
    for namen, licenties in re.findall(r"^\| ([^|]+) \| ([^|]+) \| ", tekst, re.MULTILINE):
        lijst = [naam.strip() for naam in namen.replace("*tests only:*", "").split(",")]
        delen = re.sub(r" \(.*\)", "", licenties).split(", ")
        uit |= {naam.lower(): delen[i] if len(delen) > 1 else delen[0] for i, naam in enumerate(lijst)}
    return uit


def stated(naam: str) -> str | None:
    """The licence that a package states; None when it states none."""
    gegevens = metadata(naam)
    soorten = [regel.rpartition(" :: ")[2] for regel in gegevens.get_all("Classifier") or [] if "License" in regel]
    eigen = [*(gegevens.get_all("License-Expression") or []), *soorten, *(gegevens.get_all("License") or [])]
    return SPDX.get(eigen[0], eigen[0]) if eigen else None


def test_the_table_lists_what_is_asked_for() -> None:
    assert set(in_table()) == pinned()


@pytest.mark.parametrize("naam", sorted(pinned()))
def test_the_licence_is_the_one_that_the_package_states(naam: str) -> None:
    licentie = stated(naam)
    assert licentie == in_table()[naam] or (licentie is None and naam in SILENT)
