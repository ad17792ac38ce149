"""What a browser may ask of a callback: exactly what the callback declares, and nothing that was relabelled.

Dash trusts the ids and properties in a request: a caller could ask one callback under the labels of another. Here each
request is laid beside the declaration first; what differs is refused before any callback sees it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from pages.server.dash_parts import stringify_id
from pages.server.payload import RefusedError, parse

_LONGEST_TEXT = 2_000
_LONGEST_INDEX = 200
_MOST_COMPONENTS = 500
_KEYS = frozenset({"output", "outputs", "inputs", "state", "changedPropIds", "parsedChangedPropsIds"})
_WILDCARDS = frozenset({"ALL", "ALLSMALLER", "MATCH"})
# What the browser itself fills in is text, and what it counts is a number; the rest is what a form field can hold.
_TEXTS = frozenset({"pathname", "search", "hash", "href"})
_COUNTS = frozenset({"n_clicks", "n_submit", "n_blur", "n_intervals", "n_clicks_timestamp", "n_submit_timestamp"})
_STRUCTURES = frozenset(
    {"data", "children", "figure", "options", "clickData", "hoverData", "selectedData", "relayoutData"}
)


class Dependency(NamedTuple):
    """One declared input, state or output. `pattern` is its id: text, or a mapping that may have wildcards in it.

    optional: the component need not be on the page. shared: several callbacks write to it; their requests have the
    property followed by `@` and a hash.
    """

    pattern: str | Mapping[str, Any]
    prop: str
    optional: bool = False
    shared: bool = False

    def is_property(self, sent: Any) -> bool:
        """Whether this is how a request names the property."""
        return isinstance(sent, str) and (sent.partition("@")[0] if self.shared else sent) == self.prop

    @property
    def many(self) -> bool:
        """True when the browser sends a list of components for it."""
        return not isinstance(self.pattern, str) and any(_wildcard(part) in _LISTS for part in self.pattern.values())


_LISTS = frozenset({"ALL", "ALLSMALLER"})
Found = tuple[dict[str, Any], Dependency]


def check(body: bytes, callbacks: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The question in `body`. RefusedError unless a page of ours can send it: one of `callbacks` declares it so."""
    request = parse(body)
    if not isinstance(request, dict) or not _KEYS.issuperset(request):
        raise RefusedError("De vraag heeft niet de vorm die deze site gebruikt.")
    name = request.get("output")
    callback = callbacks.get(name) if isinstance(name, str) else None
    if callback is None or "callback" not in callback:
        raise RefusedError("De vraag hoort bij geen onderdeel van deze site.")
    inputs = _components(request.get("inputs", []), list(map(_declared, callback["inputs"])))
    state = _components(request.get("state", []), list(map(_declared, callback["state"])))
    _check_matches([*inputs, *state, *_outputs(request.get("outputs", []), callback)])
    _check_changed(request.get("changedPropIds", []), inputs)
    return request


def _declared(dependency: Mapping[str, Any]) -> Dependency:
    """A dependency as Dash keeps it: the id is text, a pattern is JSON in that text (`{"index":["ALL"]}`)."""
    id_ = dependency["id"]
    pattern = json.loads(id_) if id_.startswith("{") else id_
    return Dependency(pattern, dependency["property"], bool(dependency.get("allow_optional")))


def _outputs(sent: Any, callback: Mapping[str, Any]) -> list[Found]:
    if callback.get("no_output"):
        return _components(sent, [])
    given = callback["output"]
    several = isinstance(given, list | tuple)
    declared = [
        _declared(each.to_dict())._replace(shared=each.allow_duplicate) for each in (given if several else [given])
    ]
    return _components(sent if several else [sent], declared)


def _components(sent: Any, declared: list[Dependency]) -> list[Found]:
    """The components in `sent`, each with its declaration; RefusedError when they are not those declared, in order."""
    if not isinstance(sent, list) or len(sent) != len(declared):
        raise RefusedError("De vraag noemt andere onderdelen dan dit deel van de site heeft.")
    return [found for each, one in zip(sent, declared, strict=True) for found in _matching(each, one)]


def _matching(sent: Any, declared: Dependency) -> Iterable[Found]:
    if not declared.many:
        return [_one(sent, declared)]
    if not isinstance(sent, list) or len(sent) > _MOST_COMPONENTS:
        raise RefusedError("De vraag noemt geen lijst van onderdelen waar die hoort.")
    return [_one(each, declared) for each in sent]


def _one(sent: Any, declared: Dependency) -> Found:
    allowed = {"id", "property", "value", *(["allow_optional"] if declared.optional else [])}
    if not isinstance(sent, dict) or not allowed.issuperset(sent):
        raise RefusedError("De vraag heeft niet de vorm die deze site gebruikt.")
    if not declared.is_property(sent.get("property")) or not _same_id(sent.get("id"), declared):
        raise RefusedError("De vraag noemt andere onderdelen dan dit deel van de site heeft.")
    if not _fits(declared.prop, sent.get("value")):
        raise RefusedError("De vraag bevat een waarde van de verkeerde soort.")
    return sent, declared


def _same_id(sent: Any, declared: Dependency) -> bool:
    pattern = declared.pattern
    if isinstance(pattern, str) or (declared.optional and sent == pattern):
        return bool(type(sent) is type(pattern) and sent == pattern)
    if not isinstance(sent, dict) or set(sent) != set(pattern):
        return False
    return all(_same_part(sent[key], part) for key, part in pattern.items())


def _same_part(sent: Any, part: Any) -> bool:
    if isinstance(sent, bool) or not isinstance(sent, str | int | float):
        return False
    if _wildcard(part):
        return not isinstance(sent, str) or len(sent) <= _LONGEST_INDEX
    return type(sent) is type(part) and bool(sent == part)


def _wildcard(part: Any) -> str:
    """`ALL`, `ALLSMALLER` or `MATCH` when this part of an id is one, else nothing."""
    return part[0] if isinstance(part, list) and len(part) == 1 and part[0] in _WILDCARDS else ""


def _fits(prop: str, value: Any) -> bool:
    """Whether a browser can hold such a value in this property."""
    if value is None or prop in _STRUCTURES:
        return True
    if prop in _TEXTS:
        return isinstance(value, str) and len(value) <= _LONGEST_TEXT
    if prop in _COUNTS:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return all(map(_is_scalar, value if isinstance(value, list) else [value]))


def _is_scalar(value: Any) -> bool:
    return value is None or isinstance(value, int | float) or (isinstance(value, str) and len(value) <= _LONGEST_TEXT)


def _check_matches(found: list[Found]) -> None:
    """MATCH stands for one and the same value everywhere in a request."""
    bound: dict[str, Any] = {}
    for sent, declared in found:
        if isinstance(declared.pattern, str) or sent["id"] == declared.pattern:
            continue
        for key, part in declared.pattern.items():
            if _wildcard(part) == "MATCH" and bound.setdefault(key, sent["id"][key]) != sent["id"][key]:
                raise RefusedError("De vraag noemt onderdelen die niet bij elkaar horen.")


def _check_changed(sent: Any, inputs: list[Found]) -> None:
    """What is said to have changed must be among the inputs."""
    known = {f"{stringify_id(each['id'])}.{each['property']}" for each, _ in inputs}
    if not isinstance(sent, list) or not all(isinstance(each, str) and each in known for each in sent):
        raise RefusedError("De vraag noemt een verandering die niet kan.")
