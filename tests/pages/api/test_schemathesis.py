"""The running API held against its own description: what it promises it gives, and what it refuses it refuses."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import hypothesis
import schemathesis
from hypothesis import HealthCheck
from schemathesis import Case

from pages.api.install import make_api

_app = make_api()
_description = _app.test_client().get("/api/v1/openapi.json").get_json()
_description["servers"] = [{"url": "http://localhost/api/v1"}]
schema = schemathesis.openapi.from_dict(_description)


def _plain(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer without compression: who calls an application directly does not undo it."""
    environ.pop("HTTP_ACCEPT_ENCODING", None)
    return _app.wsgi_app(environ, start_response)


schema.app = _plain


@schema.parametrize()
@hypothesis.settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)
def test_it_does_what_it_says(case: Case[Any]) -> None:
    case.call_and_validate(base_url="http://localhost/api/v1")
