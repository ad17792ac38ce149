"""What cannot be read with certainty is refused whole: one clear message, a remedy, and nothing that counts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from etl.inname.forms import MAX_REGEL
from tests.etl.inname.hulp import KOP, delivery, load_text, query, row

GOED = delivery(*(row(nummer) for nummer in range(3)))
# A row that would identify a child if it were shown.
KIND = row(1, persoon="GEHEIM-7", geboortedatum="2009-05-06", start="2022-09-01")

WEIGERINGEN: dict[str, tuple[str | bytes, str]] = {
    "niets": ("", "leeg"),
    "alleen blanco": ("\ufeff \r\n\t\n", "leeg"),
    "alleen een kopregel": (KOP + "\n\n;;;\n", "kopregel maar geen regels"),
    "geen kopregel": (KIND + "\n" + KIND, "geen kopregel"),
    "kolom mist": (GOED.replace("afhandeling", "uitkomst"), "afhandeling ontbreekt"),
    "kolom dubbel": (GOED.replace("subsoort", "Soort", 1), "soort staat er meer dan een keer in (kolom 4 en 5)"),
    "twee datumvormen": (delivery(KIND, row(2), row(3, start="01-09-2022")), "dd-mm-jjjj (voor het eerst op regel 4)"),
    "derde vorm": (delivery(row(2), row(3, geboortedatum="20100101")), "jjjjmmdd (voor het eerst op regel 3)"),
    "maand voorop": (
        delivery(*(row(n, geboortedatum="06-25-2009", start="09-01-2022") for n in range(3))),
        "mm-dd-jjjj",
    ),
    "ZIP als csv": (b"PK\x03\x04" + b"x" * 100, "beschadigd"),
    "oud Excel": (b"\xd0\xcf\x11\xe0" + b"x" * 100, "oud Office-bestand"),
    "PDF": (b"%PDF-1.7 x", "PDF"),
    "gzip": (b"\x1f\x8b\x08x", "gzip"),
    "nulteken": (GOED.replace("W1", "W\0"), "Regel 3 bevat een nulteken"),
    "UTF-16 zonder merkteken": (GOED.encode("utf-16-le"), "nulteken"),
    "half UTF-16": (GOED.encode("utf-16") + b"\x00", "UTF-16"),
    "lange regel": (GOED + "x" * (MAX_REGEL + 1), "Regel 5 is langer dan 64 kB"),
}


@pytest.mark.parametrize("naam", WEIGERINGEN)
def test_it_is_refused_whole_and_nothing_counts(tmp_path: Path, naam: str) -> None:
    inhoud, fragment = WEIGERINGEN[naam]
    rapport = load_text(tmp_path, inhoud)
    assert rapport.status == "geweigerd" and rapport.fout and rapport.remedie
    assert fragment in rapport.fout
    assert query("SELECT count(*) FROM werkproces") == query("SELECT count(*) FROM actieve_dekking") == [(0,)]
    assert query("SELECT status, sha256 <> '' FROM levering") == [("geweigerd", True)]
    assert "GEHEIM" not in str(rapport) and "2009" not in str(rapport) and "05-06" not in str(rapport)


@pytest.mark.parametrize(
    ("goed", "slecht", "zin"),
    [
        (0, 1, "De enige regel is afgekeurd. Toegestaan zijn er 0."),
        (0, 2, "Van de 2 regels zijn er 2 afgekeurd. Toegestaan is er 1."),
        (1, 1, "Van de 2 regels is er 1 afgekeurd. Toegestaan zijn er 0."),
    ],
)
def test_how_many_rows_are_wrong_is_told_in_good_dutch(tmp_path: Path, goed: int, slecht: int, zin: str) -> None:
    rijen = [row(n) for n in range(goed)] + [row(n + goed, soort="x") for n in range(slecht)]
    rapport = load_text(tmp_path, delivery(*rijen), max_afgekeurd=0.0 if goed else None)
    assert rapport.fout == zin


def test_what_counted_before_still_counts(tmp_path: Path) -> None:
    load_text(tmp_path, GOED)
    load_text(tmp_path, GOED.replace("soort;", "sort;", 1), naam="later.csv")
    assert query("SELECT count(*) FROM actief") == [(3,)]


def test_a_line_as_long_as_allowed_is_read(tmp_path: Path) -> None:
    opmerking = "x" * (MAX_REGEL - len(row(1)) - 1)
    rapport = load_text(tmp_path, f"{KOP};Opmerking\n{row(1)};{opmerking}\n{row(2)};\n")
    assert (rapport.status, rapport.geaccepteerd) == ("geladen", 2)


def test_a_refusal_that_is_repeated_is_kept_once(tmp_path: Path) -> None:
    slecht = delivery(*(row(nummer, soort="x") for nummer in range(3)))
    for _ in range(2):
        assert load_text(tmp_path, slecht).status == "geweigerd"
    assert query("SELECT count(*) FROM levering") == [(1,)]
    assert query("SELECT count(*) FROM afgekeurd") == [(3,)]


def test_a_huge_line_takes_little_memory(tmp_path: Path) -> None:
    """A file of half a gigabyte without line ends, under a limit of memory that reading it would break."""
    bestand = tmp_path / "groot.csv"
    with bestand.open("wb") as handle:
        handle.write(KOP.encode() + b"\n")
        for _ in range(512):
            handle.write(b"x" * 1024 * 1024)
    # Not getrusage: its high-water mark starts at that of the process that started this one.
    program = (
        "import sys; from pathlib import Path; from etl.__main__ import main;"
        "status = main(['laden', sys.argv[1]]);"
        "piek = [r for r in Path('/proc/self/status').read_text().splitlines() if r.startswith('VmHWM')];"
        "print(status, int(piek[0].split()[1]) // 1024)"
    )
    klaar = subprocess.run([sys.executable, "-c", program, str(bestand)], capture_output=True, text=True)
    status, mebibytes = map(int, klaar.stdout.split())
    assert status == 3 and mebibytes < 300
    assert "Regel 2 is langer dan 64 kB" in klaar.stderr
