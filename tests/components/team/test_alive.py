"""A chart of the team says the value where one points, and a click on a month leads to its list."""

from __future__ import annotations

from components.frame.canvas import CONFIG, alive
from components.team.charts import Lijn, year_chart


def test_only_the_chosen_trace_speaks_and_leads_somewhere() -> None:
    lijnen = [Lijn("2021-2022", [1.0, 2.0]), Lijn("2022-2023", [3.0, 4.0], eigen=True)]
    figuur = alive(year_chart(lijnen, ["aug", "sep"]), -1, ["aug: 3", "sep: 4"], ["/team/lijst?van=a", ""])
    ander, eigen = figuur["data"]
    assert ander["hoverinfo"] == "skip" and "customdata" not in ander
    assert eigen["hovertext"] == ["aug: 3", "sep: 4"] and eigen["customdata"] == ["/team/lijst?van=a", ""]
    assert len(eigen["hovertext"]) == len(eigen["y"]) and figuur["layout"]["hovermode"] == "closest"


def test_another_chart_keeps_a_layout_of_its_own() -> None:
    lijn = [Lijn("2022-2023", [3.0], eigen=True)]
    alive(year_chart(lijn, ["aug"]), -1, ["aug: 3"])
    assert year_chart(lijn, ["aug"])["layout"]["hovermode"] is False


def test_no_button_sends_a_chart_anywhere() -> None:
    assert CONFIG["displayModeBar"] is False
