"""`python -m etl <opdracht>`: each file in `etl/verbs/` is a command.

Such a file has `add_parser(subparsers)`, which adds and returns its parser, and `run(args) -> int`, the exit status. It
imports what is heavy inside `run`, so that the help of one command does not load the others.

Every command has `--json`. What it says there it puts in `args.uitkomst`, a dict, as soon as it knows it: whatever
happens later, this is written, behind the exit status and, when that is not 0, `fout` and `remedie`.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
import traceback
from collections.abc import Sequence
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, NoReturn

from data.levering.metingen import write_measure
from data.publication.databases import OnbruikbarePublicatieError
from data.referentie.reference_csv import ReferentieFout
from etl import verbs
from etl.meldingen import AfgebrokenFout, Fout, GebruiksFout, fout_als_json, schrijf_json, zeg, zeg_fout
from etl.storingen import in_dutch

# argparse speaks English only; these are the faults a user can make.
_DUTCH = (
    (r"the following arguments are required: (.*)", r"dit ontbreekt: \1"),
    (r"unrecognized arguments: (.*)", r"dit ken ik niet: \1"),
    (r"argument (.*): invalid choice: (.*) \(choose from (.*)\)", r"\1: \2 bestaat niet; kies uit \3"),
    (r"argument (.*): expected at least one argument", r"\1: hier moet minstens één waarde achter"),
    (r"argument (.*): expected (one|\d+) arguments?", r"\1: hier moet een waarde achter"),
    (r"argument (.*): invalid .* value: (.*)", r"\1: \2 kan hier niet"),
    (r"argument (.*): not allowed with argument (.*)", r"\1 kan niet samen met \2"),
    (r"argument (.*): (.*)", r"\1: \2"),
)


class OproepFout(GebruiksFout):
    """The command was not written as it has to be: the remedy is how to write it."""


class DutchParser(argparse.ArgumentParser):
    """An argument parser that says in Dutch what is wrong."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **{**kwargs, "add_help": False})  # type: ignore[arg-type]
        self._optionals.title = "opties"
        self._positionals.title = "wat erachter komt"
        self.add_argument("-h", "--help", action="help", help="toon deze uitleg")

    def format_help(self) -> str:
        """The help, with its first word in Dutch."""
        return super().format_help().replace("usage:", "Gebruik:", 1)

    def error(self, message: str) -> NoReturn:
        """Raise OproepFout with the usage."""
        for pattern, dutch in _DUTCH:
            if re.fullmatch(pattern, message, flags=re.DOTALL):
                message = re.sub(pattern, dutch, message, count=1, flags=re.DOTALL)
                break
        raise OproepFout(message, self.format_usage().replace("usage:", "Gebruik:", 1).rstrip())


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands that stand in `etl/verbs/`."""
    parser = DutchParser(prog="python -m etl", description="De schrijfkant van Leerrecht in Beeld.")
    subparsers = parser.add_subparsers(title="opdrachten", metavar="OPDRACHT", required=True)
    for info in sorted(iter_modules(verbs.__path__), key=lambda info: info.name):
        verb = import_module(f"{verbs.__name__}.{info.name}")
        own = verb.add_parser(subparsers)
        own.add_argument("--json", action="store_true", help="schrijf de uitkomst als JSON op standaarduitvoer")
        own.set_defaults(run=verb.run)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command, tell what came of it, and return its exit status."""
    woorden = sys.argv[1:] if argv is None else argv
    # Asked of the words, because a call that cannot be read gets its answer in the same form; `--js` is enough.
    as_json = any(len(woord) > len("--") and "--json".startswith(woord) for woord in woorden)
    uitkomst: dict[str, Any] = {}
    begin = time.monotonic()
    try:
        status = perform(woorden, uitkomst)
    except (Exception, KeyboardInterrupt) as oorzaak:  # noqa: BLE001  whatever it is, it is told in Dutch
        fout = in_words(oorzaak)
        status, uitkomst = fout.status, {**fout_als_json(fout), **uitkomst}
        if isinstance(fout, OproepFout):
            zeg(f"Fout: {fout.melding}\n{fout.remedie}")
        elif isinstance(fout, AfgebrokenFout):
            zeg(fout.melding)
        else:
            zeg_fout(fout)
    if woorden and woorden[0] in {info.name for info in iter_modules(verbs.__path__)}:
        write_measure(woorden[0], time.monotonic() - begin, status)
    if as_json:
        schrijf_json(status, uitkomst)
    return status


def perform(argv: Sequence[str], uitkomst: dict[str, Any]) -> int:
    """Run one command and return its exit status; fills `uitkomst` with what it says to a machine. Raises any error."""
    args = build_parser().parse_args(argv, argparse.Namespace(uitkomst=uitkomst))
    return int(args.run(args))


def in_words(fout: BaseException) -> Fout:
    """An error as something to tell. Of an unforeseen one only the place, because its text may quote a cell."""
    if isinstance(fout, KeyboardInterrupt):
        return AfgebrokenFout("Afgebroken. Er is niets half opgeslagen.")
    if isinstance(fout, Fout):
        return fout
    if isinstance(fout, ReferentieFout):
        return GebruiksFout(str(fout))
    if isinstance(fout, OnbruikbarePublicatieError):
        return Fout(fout.melding, fout.remedie)
    if storing := in_dutch(fout):
        return storing
    plekken = [f"{f.filename}, regel {f.lineno}, {f.name}" for f in traceback.extract_tb(fout.__traceback__)[-5:]]
    return Fout(
        f"Er ging iets mis dat niet had mogen gebeuren ({type(fout).__name__}). Er is niets half opgeslagen.",
        "\n  ".join(["Meld dit aan de beheerder van het programma, met deze plekken erbij:", *plekken]),
    )


if __name__ == "__main__":
    sys.exit(main())
