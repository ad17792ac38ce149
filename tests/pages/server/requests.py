"""The callback requests that a browser really sends to the example site, one for each callback."""

from __future__ import annotations

from typing import Any

Body = dict[str, Any]

QUESTION = "/_dash-update-component"
ANSWER: Body = {
    "output": "antwoord.children",
    "outputs": {"id": "antwoord", "property": "children"},
    "inputs": [{"id": "jaar", "property": "value", "value": "2023-2024"}],
    "changedPropIds": [],
    "parsedChangedPropsIds": [],
    "state": [{"id": "site-adres", "property": "pathname", "value": "/gemeente/aa"}],
}
PAGE: Body = {
    "output": "..site-pagina.children...site-titel.data..",
    "outputs": [{"id": "site-pagina", "property": "children"}, {"id": "site-titel", "property": "data"}],
    "inputs": [
        {"id": "site-adres", "property": "pathname", "value": "/gemeente/aa"},
        {"id": "site-adres", "property": "search", "value": ""},
    ],
    "changedPropIds": ["site-adres.pathname", "site-adres.search"],
    "parsedChangedPropsIds": ["site-adres.pathname", "site-adres.search"],
}
_KNOP = {"plek": 1, "soort": "knop"}
COLLECT: Body = {
    "output": "bewaard.data",
    "outputs": {"id": "bewaard", "property": "data"},
    "inputs": [[{"id": _KNOP, "property": "n_clicks", "value": 2}]],
    "changedPropIds": ['{"plek":1,"soort":"knop"}.n_clicks'],
    "parsedChangedPropsIds": [_KNOP],
}
COUNT: Body = {
    "output": '{"plek":["MATCH"],"soort":"uit"}.children',
    "outputs": {"id": {"plek": 1, "soort": "uit"}, "property": "children"},
    "inputs": [{"id": _KNOP, "property": "n_clicks", "value": 2}],
    "changedPropIds": ['{"plek":1,"soort":"knop"}.n_clicks'],
    "parsedChangedPropsIds": [_KNOP],
}


def shared(callbacks: dict[str, Any]) -> Body:
    """The request of the callback that shares its output and whose input need not be there."""
    output = next(name for name in callbacks if name.startswith("antwoord.children@"))
    return {
        "output": output,
        "outputs": {"id": "antwoord", "property": output.removeprefix("antwoord.")},
        "inputs": [{"id": "er-is-misschien", "property": "value", "allow_optional": True, "value": None}],
        "changedPropIds": [],
        "parsedChangedPropsIds": [],
    }


def without_output(callbacks: dict[str, Any]) -> Body:
    """The request of the callback that has no output."""
    output = next(name for name, callback in callbacks.items() if callback.get("no_output"))
    sent = {"id": "bewaard", "property": "data", "value": {"diep": [1, 2]}}
    return {"output": output, "inputs": [sent], "changedPropIds": ["bewaard.data"]}


def every(callbacks: dict[str, Any]) -> list[Body]:
    """All of them."""
    return [ANSWER, PAGE, COLLECT, COUNT, shared(callbacks), without_output(callbacks)]
