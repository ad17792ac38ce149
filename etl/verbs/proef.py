"""`proef`: what would a publication change? Counts, protects and checks, and publishes nothing."""

from __future__ import annotations

import argparse
from typing import Any

from etl.meldingen import KLAAR, stap, zeg


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Add the command."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "proef", help="laat zien wat publiceren nu zou veranderen, zonder te publiceren"
    )
    parser.add_argument(
        "--vernieuwen",
        action="store_true",
        help="ook de cijfers van een regio waar weinig veranderde; dat kost cijfers, die voortaan afgeschermd blijven",
    )
    return parser


def run(args: argparse.Namespace) -> int:
    """Do all of publishing but the last step."""
    from etl.intern import open_intern
    from etl.publicatie.voorproef import preview

    # Writing, because protecting looks back on what was published, and that has to stay as it is meanwhile.
    with open_intern(schrijven=True) as verbinding, stap("Afschermen") as voortgang:
        proef = preview(verbinding, zeg, voortgang, vernieuwen=args.vernieuwen)
    args.uitkomst.update(proef.as_dict())
    zeg("Als u nu publiceert:")
    for regel in proef.regels:
        zeg(f"  - {regel}")
    return KLAAR
