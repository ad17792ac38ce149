"""The examples on /data: the same question in three languages. The tests run them."""

from __future__ import annotations

from collections.abc import Mapping

VRAAG = "indicator=absoluut_verzuim&gebied={slug}"

_CURL = """curl -H 'Accept: text/csv' '{basis}/api/v1/cijfers?{vraag}'"""
_PYTHON = """import json
from urllib.request import urlopen

adres = "{basis}/api/v1/cijfers?{vraag}"
cijfers = []
while adres:
    with urlopen(adres) as antwoord:
        bladzijde = json.load(antwoord)
    cijfers += bladzijde["cijfers"]
    adres = bladzijde["volgende"] and "{basis}" + bladzijde["volgende"]

for cijfer in cijfers:
    print(cijfer["schooljaar"], cijfer["teleenheid"], cijfer["waarde"], cijfer["status"])
"""
_R = """cijfers <- read.csv("{basis}/download/cijfers.csv?{vraag}")
cijfers[c("schooljaar", "teleenheid", "waarde", "status")]
"""


def examples(basis: str, slug: str) -> Mapping[str, str]:
    """Return the examples by the name of their language. basis: where the site stands; slug: of a gemeente."""
    waarden = {"basis": basis, "vraag": VRAAG.format(slug=slug)}
    return {"curl": _CURL.format(**waarden), "Python": _PYTHON.format(**waarden), "R": _R.format(**waarden)}
