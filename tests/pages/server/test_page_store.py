"""Pages that workers keep together: made once, never of another version or software, whole or not at all, bounded."""

from __future__ import annotations

import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from dash.development.base_component import Component

from pages.server.ahead import Ahead
from pages.server.page_store import PageStore, StoredPage, software
from pages.server.site import Site
from tests.pages.server import example_site
from tests.pages.server.conftest import Publish

PAGINA = StoredPage(b"\x00brotli\n" * 50, "etag", "default-src 'self'")


def files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.pagina"))


def test_what_one_keeps_another_reads_and_only_of_the_same_version_software_and_address(tmp_path: Path) -> None:
    PageStore(tmp_path, "a").write("een", "/x?y=1", PAGINA)
    assert PageStore(tmp_path, "a").read("een", "/x?y=1") == PAGINA
    for maker, version, url in (("b", "een", "/x?y=1"), ("a", "twee", "/x?y=1"), ("a", "een", "/x?y=2")):
        assert PageStore(tmp_path, maker).read(version, url) is None


@pytest.mark.parametrize("harm", [lambda b: b[:-1], lambda b: b[:40], lambda _: b"", lambda b: b.replace(b"/x", b"/z")])
def test_a_file_that_is_not_whole_is_no_page(tmp_path: Path, harm: object) -> None:
    store = PageStore(tmp_path, "a")
    store.write("een", "/x", PAGINA)
    (file,) = files(tmp_path)
    file.write_bytes(harm(file.read_bytes()))  # type: ignore[operator]
    assert store.read("een", "/x") is None
    store.write("een", "/x", PAGINA)
    assert store.read("een", "/x") == PAGINA


def test_how_much_is_kept_is_bounded_and_what_was_read_last_stays(tmp_path: Path) -> None:
    store = PageStore(tmp_path, "a", most_bytes=20_000)
    store.write("een", "/vaak", PAGINA)
    for n in range(200):
        store.write("een", f"/{n}", PAGINA)
        for i, file in enumerate(files(tmp_path)):
            os.utime(file, (i, i))
        assert store.read("een", "/vaak")
        assert sum(file.stat().st_size for file in files(tmp_path)) <= 20_000 + 1_000
    store.write("een", "/groot", PAGINA._replace(html=b"x" * 5_000))
    assert store.read("een", "/groot") is None


def test_versions_of_long_ago_go(tmp_path: Path) -> None:
    for n in range(8):
        PageStore(tmp_path, "a").write(f"versie {n}", "/", PAGINA)
        for place in tmp_path.iterdir():
            os.utime(place, (place.stat().st_mtime - 100,) * 2)
    assert len(list(tmp_path.iterdir())) == 3
    assert PageStore(tmp_path, "a").read("versie 7", "/") == PAGINA


def test_a_folder_that_cannot_be_written_costs_no_page(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("geen map")
    store = PageStore(tmp_path / "bestand", "a")
    with store.turn("een", "/"):
        assert store.read("een", "/") is None
        store.write("een", "/", PAGINA)
    assert store.only_one("een") is None


def test_an_error_while_a_page_is_made_comes_out_and_the_turn_is_over(tmp_path: Path) -> None:
    store = PageStore(tmp_path, "a")
    with pytest.raises(OSError, match="stuk"), store.turn("een", "/"):
        raise OSError("stuk")
    with store.turn("een", "/"):
        store.write("een", "/", PAGINA)
    assert store.read("een", "/") == PAGINA


def test_other_code_or_settings_are_other_software(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    code = tmp_path / "pages" / "een.py"
    code.write_text("1")
    eerst = software(tmp_path, ["pages", "weg.py"], ["A=1"])
    assert eerst == software(tmp_path, ["pages", "weg.py"], ["A=1"])
    assert eerst != software(tmp_path, ["pages", "weg.py"], ["A=2"])
    code.write_text("2")
    assert eerst != software(tmp_path, ["pages", "weg.py"], ["A=1"])


def test_a_page_is_made_once_for_all_workers(publish: Publish, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish("eerste")
    made: Counter[str] = Counter()
    place = example_site.place

    def counted(slug: str, year: str) -> Component:
        made[f"{slug} {year}"] += 1
        return place(slug, year)

    monkeypatch.setattr(example_site, "place", counted)
    monkeypatch.setattr(Ahead, "notice", lambda *_: None)
    workers = [example_site.build(PageStore(tmp_path / "paginas", "a")).server.test_client() for _ in range(3)]
    url = "/gemeente/aa?schooljaar=2022-2023"
    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(lambda worker: worker.get(url), workers * 2))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.data for answer in answers}) == len({answer.headers["ETag"] for answer in answers}) == 1
    assert made == {"aa 2022-2023": 1}


def test_pages_are_made_ahead_by_one_worker_until_another_version_comes(tmp_path: Path) -> None:
    versie, gemaakt = ["een"], []
    site = Site(view=lambda *_: None, publication=lambda: versie[0], urls=lambda: ["/a?x=1", "/b", "/c"])  # type: ignore[arg-type]
    store = PageStore(tmp_path, "a")

    def make(path: str, query: str) -> None:
        gemaakt.append((path, query))
        if path == "/b" and len(gemaakt) > 3:
            versie[0] = "twee"

    Ahead(site, store, make).run("een ")
    assert gemaakt == [("/a", "x=1"), ("/b", ""), ("/c", "")]
    task = store.only_one("een ")
    assert task is not None
    Ahead(site, store, make).run("een ")
    assert len(gemaakt) == 3
    os.close(task)
    Ahead(site, store, make).run("een ")
    assert gemaakt[3:] == [("/a", "x=1"), ("/b", "")]
