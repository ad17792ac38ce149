"""The editor of the jaarverslag: what is saved and never lost, what is pointed out, and what the public site gets."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from data.publication.readmodel import beeld
from data.publication.report_pictures import MEESTE_BYTES, PlaatjeFout, make_picture
from pages.report_content import all_tiles, content
from tests.pages.team.conftest import BASIS, audit, log_in, token_of

PAD = "/team/verslagen/hattem/2022-2023"
DEEL = f"{PAD}/verzuim"


@pytest.fixture
def server(
    published_data: Path, datamap: Path, lokaal: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Flask:
    """The site with the example published and an empty folder for texts."""
    for naam in ("publiek.duckdb", "publicaties"):
        (datamap / naam).symlink_to((published_data / naam).resolve())
    monkeypatch.setenv("LEERRECHT_TOELICHTINGEN", str(tmp_path / "teksten"))
    return lokaal


@pytest.fixture
def client(server: Flask) -> FlaskClient:
    return log_in(server, "redacteur")


def page(client: FlaskClient, pad: str = DEEL) -> str:
    antwoord = client.get(pad, base_url=BASIS)
    assert antwoord.status_code == 200, antwoord.text
    return antwoord.text


def basis_of(pagina: str) -> str:
    gevonden = re.search(r'name="basis"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="basis"', pagina)
    assert gevonden
    return gevonden[1] or gevonden[2]


def send(client: FlaskClient, tekst: str, doe: str = "bewaar", pad: str = DEEL, **meer: object) -> tuple[int, str]:
    """Send the form; what it answers."""
    velden = {"formulier": token_of(client, PAD), "tekst": tekst, "doe": doe, **meer}
    if "basis" not in velden:
        velden["basis"] = basis_of(page(client, pad))
    antwoord = client.post(pad, base_url=BASIS, data=velden)
    return antwoord.status_code, antwoord.text


def public(deel: str = "verzuim") -> str:
    """What the public site says in a chapter."""
    live = beeld()
    gebied = live.gebied_van_slug("hattem")
    assert gebied
    hoofdstuk = next(h for h in content(live, gebied, "2022-2023").hoofdstukken if h.sleutel == deel)
    return " ".join(stukje.tekst for alinea in hoofdstuk.eigen for stukje in alinea.stukjes)


def test_only_a_redacteur_of_the_gebied_gets_in(server: Flask, client: FlaskClient) -> None:
    assert "Hattem" in page(client, "/team/verslagen") and "Dalfsen" not in page(client, "/team/verslagen")
    assert client.get("/team/verslagen/dalfsen/2022-2023", base_url=BASIS).status_code == 403
    for vreemde in ("dalfsen", "beheer"):
        ander = log_in(server, vreemde)
        for pad in ("/team/verslagen", PAD, DEEL):
            assert ander.get(pad, base_url=BASIS).status_code == 403, pad
    for pad in (f"{PAD}/bestaat-niet", "/team/verslagen/hattem/1999-2000", f"{PAD}/verhaal-..%2Fx"):
        assert client.get(pad, base_url=BASIS).status_code == 404, pad
    lijst = client.get("/team/lijst", base_url=BASIS).text
    assert "Met de rol van redacteur" in lijst and "data-keuze" not in lijst


def test_a_form_of_another_site_changes_nothing(client: FlaskClient) -> None:
    for pad in (DEEL, f"{DEEL}/voorbeeld", f"{DEEL}/versies/1"):
        antwoord = client.post(pad, base_url=BASIS, data={"tekst": "x", "doe": "klaar", "basis": "0"})
        assert antwoord.status_code == 400
    assert "nog niets geschreven" in page(client, PAD) and public() == ""


def test_what_is_saved_is_not_public_and_what_is_klaar_is(client: FlaskClient, datamap: Path) -> None:
    assert send(client, "Eerst een concept.")[0] == 303
    assert "Eerst een concept." in page(client) and public() == ""
    assert send(client, "Nu {relatief_verzuim}, en klaar.", "klaar")[0] == 303
    assert "en klaar." in public() and "{" not in public()
    assert send(client, "", "klaar")[0] == 303 and public() == ""
    regels = [regel for regel in audit(datamap) if regel["gebeurtenis"] == "verslagtekst"]
    assert [(regel["stand"], regel.get("uitkomst")) for regel in regels] == [
        ("begonnen", None),
        ("klaar", "bewaard"),
        ("begonnen", None),
        ("klaar", "in het verslag"),
        ("begonnen", None),
        ("klaar", "in het verslag"),
    ]
    assert "concept" not in str(regels) and {regel["wie"] for regel in regels} == {"redacteur"}


def test_the_second_of_two_sees_what_the_first_changed_and_nothing_is_lost(server: Flask, client: FlaskClient) -> None:
    send(client, "Een oude zin.")
    basis = basis_of(page(client))
    assert send(log_in(server, "redacteur2"), "Een nieuwe zin.", basis=basis)[0] == 303
    status, pagina = send(client, "Mijn zin.", "klaar", basis=basis)
    assert status == 409 and "bewaarde redacteur2 ook een versie" in pagina
    assert re.search(r"<del>.*?oude.*?</del>", pagina) and re.search(r"<ins>.*?nieuwe.*?</ins>", pagina)
    assert re.search(r"<textarea[^>]*>\s*Mijn zin\.</textarea>", pagina) and public() == ""
    versies = page(client, f"{DEEL}/versies")
    assert (
        "niet overgenomen" in versies and versies.count('href="/team/verslagen/hattem/2022-2023/verzuim/versies/') == 3
    )
    assert "Een nieuwe zin." in page(client)
    assert send(client, "Een nieuwe zin. Mijn zin.", "klaar", basis=basis_of(pagina))[0] == 303
    assert public() == "Een nieuwe zin. Mijn zin."


def test_an_old_version_can_be_seen_and_put_back(client: FlaskClient) -> None:
    for tekst in ("Versie een.", "Versie twee."):
        send(client, tekst)
    oud = page(client, f"{DEEL}/versies/1")
    assert "Versie een." in oud and "redacteur" in oud
    velden = {"formulier": token_of(client, PAD), "basis": basis_of(oud)}
    assert client.post(f"{DEEL}/versies/1", base_url=BASIS, data=velden).status_code == 303
    assert re.search(r"<textarea[^>]*>\s*Versie een\.</textarea>", page(client))
    assert "teruggezet van versie 1" in page(client, f"{DEEL}/versies")
    assert "Versie twee." in page(client, f"{DEEL}/versies/2")


def test_a_file_that_was_changed_by_hand_is_a_version_too(client: FlaskClient, tmp_path: Path) -> None:
    send(client, "Van de redacteur.", "klaar")
    bestand = tmp_path / "teksten/hattem/jaarverslag-2022-2023/verzuim.md"
    assert bestand.read_text() == "Van de redacteur.\n"
    basis = basis_of(page(client))
    bestand.write_text("Met de hand.\n")
    status, pagina = send(client, "Weer van de redacteur.", "klaar", basis=basis)
    assert status == 409 and "Met de hand." in pagina and bestand.read_text() == "Met de hand.\n"


@pytest.mark.parametrize(
    ("tekst", "stuk", "vast"),
    [
        ("Het waren {bestaat_niet} zaken.", "{bestaat_niet}", True),
        ("Het relatief verzuim was 999 zaken.", "999", False),
        ("Wij spraken met drie leerlingen.", "drie leerlingen", False),
        ("Thuiszitters: 2.", "Thuiszitters: 2", False),
        ("Toen ging Kevin de Vries weer naar school.", "Kevin de Vries", False),
        ("Dat zei J.P. Jansen.", "J.P. Jansen", False),
    ],
)
def test_what_must_be_looked_at_stands_in_the_way_until_it_is_meant(
    client: FlaskClient, tekst: str, stuk: str, vast: bool
) -> None:
    status, pagina = send(client, f"Eerste regel.\n{tekst}", "klaar")
    assert status == 422 and f"Regel 2: ‘{stuk}’" in pagina and public() == ""
    sleutels = re.findall(r'name="bedoeld"[^>]*value="(\w+)"|value="(\w+)"[^>]*name="bedoeld"', pagina)
    assert bool(sleutels) != vast
    bedoeld = [een or twee for een, twee in sleutels]
    status, pagina = send(client, f"Eerste regel.\n{tekst}", "klaar", bedoeld=bedoeld)
    assert status == (422 if vast else 303)
    if not vast:  # it is remembered, for these words only
        assert send(client, f"Nog iets.\n{tekst}", "klaar", eerder=bedoeld)[0] == 303
        assert send(client, f"Eerste regel.\nEn ook, {tekst}", "klaar", eerder=bedoeld)[0] == 422


@pytest.mark.parametrize(
    "tekst",
    [
        "In schooljaar 2022-2023 waren er {relatief_verzuim} zaken, volgens artikel 25.",
        "Jongeren van 16 tot 18 jaar gaan naar school. Er kwamen 2 leerplichtambtenaren bij.",
        "De gemeente Hattem werkt samen met Halt en het Openbaar Ministerie in Zwolle. In Dalfsen ook.",
        "Het Agnieten College doet mee. Zie [de site](https://www.hattem.nl/J.P.Jansen).",
        "Op 3 maart was er een avond voor ouders van leerlingen in groep 4.",
    ],
)
def test_what_tells_nothing_of_a_child_is_let_be(client: FlaskClient, tekst: str) -> None:
    status, pagina = send(client, tekst, "klaar")
    assert status == 303, re.findall(r"Regel .*?</li>", pagina)


def test_the_preview_has_published_figures_only_and_says_what_it_takes_out(client: FlaskClient) -> None:
    velden = {"formulier": token_of(client, PAD), "zin-relatief_verzuim": "weg"}
    tekst = "**{relatief_verzuim}** zaken. <script>kwaad()</script> [x](http://elders.nl)"
    voorbeeld = client.post(f"{DEEL}/voorbeeld", base_url=BASIS, data={**velden, "tekst": tekst}).text
    assert "Weggelaten" in voorbeeld and "&lt;script&gt;" in voorbeeld and "https://" in voorbeeld
    assert "kwaad" not in voorbeeld and "elders.nl" not in voorbeeld
    assert "Verzuimmeldingen:" in voorbeeld and "Relatief verzuim:" not in voorbeeld
    live = beeld()
    gebied = live.gebied_van_slug("hattem")
    assert gebied
    verborgen = [t for t in all_tiles(live, gebied, "2022-2023") if t.cijfer.status == "onderdrukt"]
    pagina = page(client)
    assert verborgen
    for tegel in verborgen:
        regel = re.search(rf'data-invulplek="{tegel.indicator.key}">(.*?)</li>', pagina)
        assert regel and not re.search(r"<strong>\d", regel[1]), tegel.indicator.key


def test_a_sentence_of_the_site_is_left_out_or_taken_over_to_be_changed(client: FlaskClient) -> None:
    assert send(client, "Eigen.", "klaar", **{"zin-relatief_verzuim": "weg"})[0] == 303
    live = beeld()
    gebied = live.gebied_van_slug("hattem")
    assert gebied
    verzuim = next(h for h in content(live, gebied, "2022-2023").hoofdstukken if h.sleutel == "verzuim")
    assert "relatief_verzuim" not in [sleutel for sleutel, _ in verzuim.zinnen]
    status, pagina = send(client, "Eigen.", "", overnemen="verzuimmeldingen")
    gevonden = re.search(r"<textarea[^>]*>(.*?)</textarea>", pagina, re.DOTALL)
    assert status == 200 and gevonden and "Verzuimmeldingen:" in gevonden[1] and "Eigen." in gevonden[1]


def test_a_story_begins_with_its_title(client: FlaskClient) -> None:
    antwoord = client.get(f"{PAD}/nieuw-verhaal?titel=Geboren+op+14-03-2012", base_url=BASIS)
    assert antwoord.status_code == 400 and "14-03" not in antwoord.text
    antwoord = client.get(f"{PAD}/nieuw-verhaal?titel=Terug+naar+school", base_url=BASIS)
    assert antwoord.status_code == 303 and antwoord.location.startswith(f"{PAD}/verhaal-terug-naar-school?")
    pad = f"{PAD}/verhaal-terug-naar-school"
    assert "# Terug naar school" in page(client, antwoord.location)
    assert send(client, "Zonder titel.", "klaar", pad)[0] == 422
    assert send(client, "# Terug naar school\n\nHet ging goed.", "klaar", pad)[0] == 303
    assert "Terug naar school" in page(client, PAD)


def picture(breed: int = 60, hoog: int = 40) -> bytes:
    """A photo as a camera makes it: with a place and a comment in it, lying on its side."""
    uit, exif = io.BytesIO(), Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "GEHEIM van de camera"
    Image.new("RGB", (breed, hoog), "navy").save(uit, "JPEG", exif=exif, comment=b"GEHEIM")
    return uit.getvalue()


def send_picture(client: FlaskClient, inhoud: bytes, alt: str = "Een lege klas") -> tuple[int, str]:
    velden = {"formulier": token_of(client, PAD), "alt": alt, "plaatje": (io.BytesIO(inhoud), "IMG 1.JPG")}
    antwoord = client.post(f"{DEEL}/plaatje", base_url=BASIS, data=velden, content_type="multipart/form-data")
    return antwoord.status_code, antwoord.text


def test_a_picture_is_made_anew_and_is_public_once_its_text_is_klaar(client: FlaskClient, tmp_path: Path) -> None:
    status, pagina = send_picture(client, picture())
    gevonden = re.search(r"!\[Een lege klas\]\((een-lege-klas-\w+\.jpg)\)", pagina)
    assert status == 200 and gevonden
    openbaar = tmp_path / "teksten/hattem/jaarverslag-2022-2023" / gevonden[1]
    assert send(client, gevonden[0])[0] == 303 and not openbaar.exists()
    assert f'src="{PAD}/beeld/{gevonden[1]}"' in page(client)
    beeldje = client.get(f"{PAD}/beeld/{gevonden[1]}", base_url=BASIS)
    assert beeldje.mimetype == "image/jpeg" and b"GEHEIM" not in beeldje.data and b"Exif" not in beeldje.data
    assert Image.open(io.BytesIO(beeldje.data)).size == (40, 60)  # upright
    assert send(client, gevonden[0], "klaar")[0] == 303 and openbaar.read_bytes() == beeldje.data
    assert send(client, gevonden[0].replace("Een lege klas", " "), "klaar")[0] == 422
    assert send(client, "![x](bestaat-niet.jpg)", "klaar")[0] == 422


@pytest.mark.parametrize(
    ("inhoud", "alt", "gezegd"),
    [
        (b"geen plaatje", "x", "Dit is geen plaatje"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "x", "Dit is geen plaatje"),
        (picture()[:200], "x", "Dit is geen plaatje"),
        (picture(), " ", "ontbreekt. Schrijf wat erop te zien is"),
        (b"", "x", "Dit is geen plaatje"),
    ],
)
def test_what_is_no_picture_is_refused_with_what_to_do(
    client: FlaskClient, inhoud: bytes, alt: str, gezegd: str
) -> None:
    status, pagina = send_picture(client, inhoud, alt)
    assert status == 400 and gezegd in pagina and "plaatje-regel" not in pagina


def test_a_picture_of_thirty_megabytes_is_refused_before_it_is_read(client: FlaskClient) -> None:
    antwoord = client.post(
        f"{DEEL}/plaatje",
        base_url=BASIS,
        data={"formulier": token_of(client, PAD)},
        content_type="multipart/form-data",
        environ_overrides={"CONTENT_LENGTH": str(30 * 1024 * 1024)},
    )
    assert antwoord.status_code == 413 and "groter dan 10 MB. Maak het kleiner" in antwoord.text
    with pytest.raises(PlaatjeFout, match="groter dan 10 MB"):
        make_picture(b"\xff" * (MEESTE_BYTES + 1))


def test_a_picture_that_unfolds_to_more_than_a_machine_can_hold_is_refused(client: FlaskClient) -> None:
    uit = io.BytesIO()
    Image.new("1", (9000, 9000)).save(uit, "PNG")
    assert len(uit.getvalue()) < 100_000
    status, pagina = send_picture(client, uit.getvalue())
    assert status == 400 and "miljoen punten" in pagina
