"""Put what a bench measured in a document, between two marks; what is around it is written by hand."""

from __future__ import annotations

from pathlib import Path


def write_between(file: Path, name: str, text: str) -> None:
    """Replace what stands between the marks of this name. ValueError when the document does not have them."""
    begin, end = f"<!-- begin van {name} -->", f"<!-- einde van {name} -->"
    document = file.read_text("utf-8")
    if begin not in document or end not in document:
        raise ValueError(f"{file} has no marks for {name}.")
    before, after = document.partition(begin)[0], document.partition(end)[2]
    file.write_text(f"{before}{begin}\n{text.rstrip()}\n{end}{after}", "utf-8")
