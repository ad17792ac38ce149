"""Which compression a browser takes, and the compressing of what is made while serving.

Files are compressed beforehand, see static_files.py; this is for pages, answers and messages.
"""

from __future__ import annotations

import gzip
from functools import lru_cache

import brotli
from flask import Request, Response
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

# Below this the header costs more than the compression saves.
_SMALLEST = 600
_TYPES = frozenset(
    {"text/html", "text/plain", "text/css", "text/csv", "text/javascript", "application/json", "application/xml"}
    | {"application/ld+json", "application/atom+xml", "image/svg+xml"}
)
# What is made once and sent often may take longer to compress than what is made once and sent once. Above 6 a page gets
# no smaller than 1%, and takes seven times as long.
ONCE, KEPT = 4, 6
# What is made before anybody asks: 7% smaller, for thirty times as long.
AHEAD = 11


def to_brotli(content: bytes, quality: int = ONCE) -> bytes:
    """The content compressed with brotli; quality 4 keeps up with a request, 6 is for what is kept."""
    return brotli.compress(content, quality=quality)


def preferred(request: Request) -> str:
    """`br`, `gzip` or nothing: the best that this browser says it takes."""
    return best(request.headers.get("Accept-Encoding", ""))


@lru_cache(maxsize=256)
def best(header: str) -> str:
    """Choose `br`, `gzip` or nothing from an Accept-Encoding header."""
    accepted = parse_accept_header(header, Accept)
    return next((name for name in ("br", "gzip") if accepted.quality(name) > 0), "")


def encode(content: bytes, encoding: str) -> bytes:
    """Compress content in an encoding that a browser takes; as it is when that is none."""
    if encoding == "br":
        return to_brotli(content)
    return gzip.compress(content, compresslevel=5, mtime=0) if encoding == "gzip" else content


def from_brotli(packed: bytes, encoding: str) -> bytes:
    """Content that is kept in brotli, in the encoding that a browser asked for."""
    if encoding == "br":
        return packed
    return encode(brotli.decompress(packed), encoding)


def mark(response: Response, encoding: str) -> Response:
    """Say in the headers how the content is compressed, and that this depends on who asks."""
    response.vary.add("Accept-Encoding")  # beside what it depends on already
    if encoding:
        response.headers["Content-Encoding"] = encoding
    return response


def compress(request: Request, response: Response) -> Response:
    """Compress an answer that gains by it; what comes bit by bit, or compressed already, is let through as it is."""
    whole = response.status_code != 206 and not response.is_streamed
    if response.mimetype not in _TYPES or not whole or "Content-Encoding" in response.headers:
        return response
    content = response.get_data()
    encoding = preferred(request) if len(content) >= _SMALLEST else ""
    if encoding:
        response.set_data(encode(content, encoding))
    return mark(response, encoding)
