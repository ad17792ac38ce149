"""Parts are of one source and one teleenheid, in one order, and a chart that cannot be made says where it can."""

from __future__ import annotations

from dataclasses import replace

from components.pieces.breakdown_chart import breakdown_chart
from components.words.parts_words import parts_sentence
from data.cells.cells import TOTAAL, CelSleutel
from data.cells.tableplan import Tafel
from data.cells.tafels import Tafels, Vindplaats
from data.publication.figures import Cijfer
from data.publication.readmodel import SOORTEN_BRON, Beeld
from data.registry.indicators import INDICATOREN, tegels
from data.reports.targets import target
from data.views.development import follow
from data.views.missing import why_missing
from data.views.parts import SOORTEN_VERZUIM, STAPPEN, Vraag, split, split_years
from data.views.themes import THEMAPAGINAS, Grafiekplan
from tests.components.reading import text_of
from tests.data.klein_beeld import JAAR, LEVERING, VERSLAG, VOORBEELD, beeld, cel, cijfer

EERDER = "2021-2022"


def afloop(waarde: float | None, categorie: str, bron: object = LEVERING, jaar: str = JAAR) -> Cijfer:
    sleutel = cel("afgehandeld", "werkprocessen", "GM1", jaar, "soort_afhandeling", categorie)
    return cijfer(sleutel, waarde, bron, "gepubliceerd" if waarde is not None else "onderdrukt")  # type: ignore[arg-type]


def make(*cijfers: Cijfer) -> Beeld:
    return beeld({"GM1": "R", "GM2": "R"}, cijfers)


def test_the_endings_of_one_soort_have_the_total_of_that_soort() -> None:
    soort = cel("afgehandeld", "werkprocessen", "GM1", JAAR, "soort", "verlof")
    live = make(afloop(7, "verlof:toegekend"), afloop(9, "vsv:werk"), cijfer(soort, 12, LEVERING))
    delen = split(live, Vraag(INDICATOREN["afgehandeld"], "GM1", "soort_afhandeling", "verlof"), JAAR)
    assert delen and [d.waarde for d in delen.delen] == [7] and delen.totaal.waarde == 12


def test_a_report_counts_parts_in_its_own_teleenheid_and_comes_before_the_example() -> None:
    sleutel = cel("afgehandeld", "meldingen", "GM1", JAAR, "soort_afhandeling", "jib:werk")
    live = make(cijfer(sleutel, 18, VERSLAG), afloop(99, "jib:werk", VOORBEELD))
    vraag = Vraag(INDICATOREN["afgehandeld"], "GM1", "soort_afhandeling", "jib")
    delen = split(live, vraag, JAAR)
    assert delen and delen.soort == "verslag" and [d.waarde for d in delen.delen] == [18]
    assert split(live, Vraag(INDICATOREN["afgehandeld"], "GM1", "soort_afhandeling", "vsv"), JAAR) is None


def test_kinds_of_verzuim_stand_together_only_from_one_source_and_teleenheid() -> None:
    luxe = cel("relatief_verzuim", "jongeren", "GM1", JAAR, "subsoort", "luxe")
    absoluut = cel("absoluut_verzuim", "jongeren", "GM1")
    vraag = Vraag(INDICATOREN["verzuim_totaal"], "GM1", SOORTEN_VERZUIM)
    samen = split(make(cijfer(luxe, 8, LEVERING), cijfer(absoluut, 6, LEVERING)), vraag, JAAR)
    assert samen and [d.sleutel.indicator for d in samen.delen] == ["absoluut_verzuim", "relatief_verzuim"]
    for ander in (
        cijfer(absoluut, 6, VERSLAG),
        cijfer(absoluut._replace(teleenheid="werkprocessen"), 6, LEVERING),
    ):
        assert split(make(cijfer(luxe, 8, LEVERING), ander), vraag, JAAR) is None


def test_steps_need_two_known_ones() -> None:
    eerste = cijfer(cel("absoluut_verzuim_administratief", "werkprocessen", "R"), 648, VERSLAG)
    tweede = cijfer(cel("absoluut_verzuim_onderzocht", "meldingen", "R"), 125, VERSLAG)
    vraag = Vraag(INDICATOREN["absoluut_verzuim"], "R", STAPPEN)
    assert split(make(eerste), vraag, JAAR) is None
    stappen = split(make(eerste, tweede), vraag, JAAR)
    assert stappen and [d.waarde for d in stappen.delen] == [648, 125, None]


def test_parts_over_the_years_keep_a_hidden_one_in_its_place() -> None:
    live = make(
        afloop(7, "verlof:toegekend", jaar=EERDER),
        afloop(None, "verlof:toegekend"),
        afloop(6, "verlof:afgewezen"),
    )
    verloop = split_years(live, Vraag(INDICATOREN["afgehandeld"], "GM1", "soort_afhandeling", "verlof"), JAAR)
    assert verloop and verloop.jaren == (EERDER, JAAR)
    gevonden = {r[0].sleutel.categorie: [(c.waarde, c.status) for c in r] for r in verloop.reeksen}
    assert gevonden["verlof:toegekend"] == [(7, "gepubliceerd"), (None, "onderdrukt")]
    assert gevonden["verlof:afgewezen"] == [(None, "onbekend"), (6, "gepubliceerd")]


def test_a_chart_that_cannot_be_made_says_where_it_can() -> None:
    ind = INDICATOREN["verlof"]
    plan = Grafiekplan(ind, "delen", "leeftijdsgroep")
    in_regio = cijfer(CelSleutel("verlof", "jongeren", "R", JAAR, "leeftijdsgroep", "5-11"), 40, LEVERING)
    live = make(in_regio, cijfer(cel("verlof", "jongeren", "GM1"), 9, LEVERING))
    plaats = live.gebieden["GM1"]
    assert why_missing(live, plan, plaats, JAAR, SOORTEN_BRON).reden == "alleen_regio"
    assert why_missing(live, plan, live.gebieden["R"], JAAR, SOORTEN_BRON).jaren == (JAAR,)
    assert why_missing(live, plan, live.gebieden["R"], JAAR, ("verslag",)).reden == "andere_bron"
    assert (
        why_missing(live, Grafiekplan(ind, "jaren"), live.gebieden["R"], JAAR, SOORTEN_BRON).reden == "alleen_gemeenten"
    )
    thuis = Grafiekplan(INDICATOREN["thuiszitters"], "jaren")
    assert why_missing(live, thuis, plaats, JAAR, SOORTEN_BRON).reden == "geen_verslag"
    vsv = Grafiekplan(INDICATOREN["vsv"], "jaren")
    assert why_missing(live, vsv, plaats, JAAR, SOORTEN_BRON).reden == "niet_geleverd"


def test_a_report_of_other_years_stands_beside_where_this_year_is_told() -> None:
    plan, halt = Grafiekplan(INDICATOREN["halt"], "jaren"), cel("halt", "werkprocessen", "GM1")
    live = make(
        cijfer(halt._replace(schooljaar=EERDER), 12, VERSLAG),
        cijfer(cel("verlof", "werkprocessen", "GM1"), 30, LEVERING),
        cijfer(halt._replace(gebied="R"), 40, LEVERING),
    )
    live.tafels = Tafels({"R": {Tafel("halt", TOTAAL, "werkprocessen", "gemeente"): "niet"}})
    mist = why_missing(live, plan, live.gebieden["GM1"], JAAR, SOORTEN_BRON)
    assert (mist.reden, mist.jaren) == ("andere_jaren", (EERDER,))
    assert mist.grover and mist.grover.plek == Vindplaats("R", JAAR, "jaar")
    eigen = why_missing(live, plan, live.gebieden["GM1"], JAAR, ("levering",))
    assert (eigen.reden, eigen.jaren) == ("grover", ())


def test_what_a_report_counts_in_meldingen_is_found_and_comes_before_the_example() -> None:
    rijen = [cijfer(cel("halt", "meldingen", "GM1", jaar), w, VERSLAG) for jaar, w in ((EERDER, 8), (JAAR, 2))]
    live = make(*rijen, cijfer(cel("halt", "werkprocessen", "GM1"), 77, VOORBEELD))
    halt = INDICATOREN["halt"]
    assert live.keuze(halt, "GM1", JAAR).waarde == 2 and live.keuze(halt, "GM1", JAAR, "jongeren").waarde == 2
    assert live.soorten_bron(halt, "GM1") == ("verslag", "voorbeeld")
    verloop = follow(live, halt, "GM1", JAAR, "verslag")
    assert [c.waarde for c in verloop.cijfers] == [8, 2] and verloop.teleenheid == "meldingen"


def test_every_tile_and_every_published_breakdown_has_a_place_on_a_theme_page() -> None:
    plannen = [plan for thema in THEMAPAGINAS.values() for plan in thema.plans()]
    assert len(plannen) == len(set(plannen))
    jaren = {plan.indicator.key for plan in plannen if plan.vorm == "jaren"}
    assert {ind.key for ind in tegels()} <= jaren
    zonder_totaal = {"vsv_na_1_jaar", "vrijstellingen_verslag"}
    assert set(INDICATOREN) - jaren == zonder_totaal
    delen = {(plan.indicator.key, plan.uitsplitsing) for plan in plannen}
    assert not [(i.key, u) for i in INDICATOREN.values() for u in i.uitsplitsingen if (i.key, u) not in delen]
    assert not [(i.key, u) for i in INDICATOREN.values() for u in i.regio_uitsplitsingen if (i.key, u) not in delen]


def test_a_goal_is_a_percentage_that_a_report_names() -> None:
    doel = target(INDICATOREN["vsv_percentage"])
    assert doel and (doel.waarde, doel.wanneer) == (1.77, "2026")
    assert target(INDICATOREN["nieuwe_vsv"]) is None  # 18.000 in the whole country says nothing of a gemeente
    assert target(INDICATOREN["schoolgaand"]) is None


def test_without_a_total_nothing_is_a_part_of_it() -> None:
    """`Daarvan` says of what: of the months of three schooljaren there is no total beside them."""
    maanden = [cel("preventie", "werkprocessen", "GM1", JAAR, "maand", maand) for maand in ("09", "10")]
    totaal = cijfer(cel("preventie", "werkprocessen", "GM1"), 30, LEVERING)
    delen = [cijfer(sleutel, waarde, LEVERING) for sleutel, waarde in zip(maanden, (18, 12), strict=True)]
    vraag = Vraag(INDICATOREN["preventie"], "GM1", "maand")
    met, zonder = split(make(*delen, totaal), vraag, JAAR), split(make(*delen), vraag, JAAR)
    assert met and "in totaal om 30 zaken. Daarvan waren de meeste in september: 18." in parts_sentence(met)
    assert zonder and parts_sentence(zonder) == "De meeste waren in september: 18."


def test_a_remark_about_one_part_says_which() -> None:
    """`In deze regel` points at a row of the report that is not on the page."""
    algemeen, bijzonder = "De koppen zijn weg.", "De koppen zijn weg. In deze regel staan drie getallen."
    noten = {"vsv:werk": algemeen, "vsv:hulpverlening": algemeen, "vsv:inburgering": bijzonder}
    live = make(
        *(replace(afloop(7, deel, VERSLAG), zekerheid="afgeleid", toelichting=noot) for deel, noot in noten.items())
    )
    delen = split(live, Vraag(INDICATOREN["afgehandeld"], "GM1", "soort_afhandeling", "vsv"), JAAR)
    assert delen
    tekst = text_of(breakdown_chart(delen, live.gebieden["GM1"]))
    assert tekst.count("De koppen zijn weg.") == 1
    assert "Bij ‘Inburgering’: In deze regel staan drie getallen." in tekst
