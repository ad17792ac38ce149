"""What every response tells the browser to allow: only what this site itself sends, and no more than it needs."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from typing import Any

from flask import Request, Response

_POWERS = (
    "accelerometer, autoplay, browsing-topics, camera, display-capture, encrypted-media, fullscreen, geolocation, "
    "gyroscope, magnetometer, microphone, midi, payment, picture-in-picture, publickey-credentials-get, "
    "screen-wake-lock, usb, xr-spatial-tracking"
)
# The same for every response, files included.
ALWAYS: dict[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
# What a page that may stand in a frame of another site does without.
ANY_FRAME = "frame-ancestors *"
_AGAINST_FRAMES = frozenset({"X-Frame-Options", "Cross-Origin-Resource-Policy"})
# What only means something for a page.
_PAGE: dict[str, str] = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{power}=()" for power in _POWERS.split(", ")),
}
_YEAR = 365 * 24 * 3600
# A response that is no page runs and shows nothing.
_NOTHING_ALLOWED = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
_FOR_OTHERS = {**ALWAYS, "Content-Security-Policy": _NOTHING_ALLOWED, "Cache-Control": "no-store"}
_FOR_PAGES = {**_FOR_OTHERS, **_PAGE}
# A file is loaded by a page, under that page's policy; opened by itself, a drawing may not run or fetch anything.
FOR_FILES = {**ALWAYS, "Content-Security-Policy": _NOTHING_ALLOWED}
# A page about a fault has our styles and our icon, and nothing else.
FAULT_POLICY = f"{_NOTHING_ALLOWED}; style-src 'self'; img-src 'self'"

# What a policy gains for who came over TLS.
UPGRADE = "upgrade-insecure-requests"

# Style rules that Dash, its components and Plotly put into the page themselves: the hash of each, as Chromium reports
# it. They change with the versions in requirements.txt; the browser tests then say which hash is missing.
_LIBRARY_STYLES: tuple[str, ...] = (
    "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",  # an empty style element, filled rule by rule
    "Do5Z9ZqsPvCQTUBQS9BnDm/2+on7omuzuLYk5sbA+2s=",
    "ITR5T9OwskhdqdsliUJRmgp9ltOFAHgXe1F7eRvGnmQ=",
    "0IJGrxhCP5NUIafylLkj5118xkZH1kp5FmNio7NOckI=",
    "Z8VokGxeiKThZOEmkdUgfW+jxbvItBwAXC8M1c4wqAM=",
    "VUA+tqvhK3niMn7AdszqidMFPRh9FLqxB2iINUrsiTw=",
    "Aq43X0SlmB69maWGob4rp/UuSHhwePalkRRExtsxOJ8=",
    "SkhFDxgIcEjMhRh19uSHWrkdnAlZ9rlskgr9yLsipa8=",
    "uDiOZWps1U7E8/0BTaQrclYMhVhRVE4dT0vb5X6nXOw=",
    "+QoPrsxO0auPnxSulD3bAr9CoDGgzv7YRfYE0vfxeQI=",
    "MJs2ke1SA6Cy3tTCZu2QH0rj0r//iNqU0idy9bM4leg=",
    "X2TqJwnIiE/ceDVeAdr7v7BOWBU6CEzE6qxlNzBzvBk=",
    "A4M82qpFcs4fh4BcX78xvLxBsvCreJUzTY4AaTi749I=",
    "ji27qzEtxXZW+7dun6UwjHXJ18e6WAin1VvNtkzIE/o=",
)


def source_hash(content: str) -> str:
    """The content security policy's name for one inline script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def content_security_policy(
    scripts: Iterable[str], styles: Iterable[str], *, libraries: bool, framed: bool = False
) -> str:
    """The policy of a page; `scripts` and `styles` are the hashes of what stands inline in it.

    libraries: Dash runs in it, and puts its own style rules there. framed: any site may show it in a frame.

    No style attribute at all, no script but our own files and the hashed ones. Pictures may also be data: and blob:,
    because that is how a chart is saved as a picture.
    """
    rules = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *scripts],
        "style-src": ["'self'", *(f"'sha256-{each}'" for each in _LIBRARY_STYLES if libraries), *styles],
        "style-src-attr": ["'none'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["*" if framed else "'none'"],
    }
    return "; ".join(" ".join([name, *sources]) for name, sources in rules.items())


def strict_transport() -> dict[str, str]:
    """What a browser that came over TLS has to know: never come here without."""
    return {"Strict-Transport-Security": f"max-age={_YEAR}; includeSubDomains"}


def is_secure(request: Request) -> bool:
    """True when the visitor came over TLS, here or at the proxy before us."""
    return came_over_tls(request.environ)


def came_over_tls(environ: dict[str, Any]) -> bool:
    """The same, of a request that is no Flask request yet."""
    forwarded = str(environ.get("HTTP_X_FORWARDED_PROTO", "")).split(",")[0].strip()
    return environ.get("wsgi.url_scheme") == "https" or forwarded == "https"


def protect(request: Request, response: Response) -> Response:
    """Add to a response whatever it does not have yet."""
    extra = _FOR_PAGES if response.mimetype == "text/html" else _FOR_OTHERS
    if is_secure(request):
        extra = {**extra, **strict_transport()}
    if ANY_FRAME in response.headers.get("Content-Security-Policy", ""):
        extra = {name: value for name, value in extra.items() if name not in _AGAINST_FRAMES}
    response.headers.pop("Set-Cookie", None)
    present = {name.lower() for name in response.headers.keys()}  # noqa: SIM118 - these are no keys of a dict
    response.headers.extend({name: value for name, value in extra.items() if name.lower() not in present})
    return response
