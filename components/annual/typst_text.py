"""A small writer of Typst: everything that is not ours goes in as a string, so that no text can be a command."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files

import typst

LETTER = "Lato"


@lru_cache(maxsize=1)
def letters() -> typst.Fonts:
    """Give the letters that come along, and no others: those of a machine are not those of another."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(files("font_lato") / "files")])


def string(tekst: str) -> str:
    """Give a text as a string of Typst."""
    kaal = tekst.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "").replace("\t", " ")
    return f'"{kaal}"'


def call(naam: str, *delen: str, **benoemd: str) -> str:
    """Give a call within code: `text("a", size: 9pt)`."""
    alle = [*delen, *(f"{key.replace('_', '-')}: {waarde}" for key, waarde in benoemd.items())]
    return f"{naam}({', '.join(alle)})"


def words(tekst: str, **benoemd: str) -> str:
    """Give a text with how it looks."""
    return call("text", string(tekst), **benoemd)


def array(delen: Iterable[str]) -> str:
    """Give an array; one of one element needs its comma."""
    return f"({''.join(f'{deel}, ' for deel in delen)})"


def joined(delen: Iterable[str]) -> str:
    """Give content of several parts, one after another."""
    return f"{{ {'; '.join(delen)} }}"


def script(instellingen: Mapping[str, str], regels: Iterable[str]) -> str:
    """Give a whole document. instellingen: what is set, and to what."""
    gezet = [f"#set {wat}({hoe})" for wat, hoe in instellingen.items()]
    return "\n".join([*gezet, *(f"#{regel}" for regel in regels), ""])
