"""Prints the path of a Chromium or Chrome for the browser tests, and installs what they miss where we may.

`--zoek` only looks. Exit status 1, with what to do in Dutch, when there is no browser to be had.
"""

import ctypes
import os
import shutil
import sys
from collections.abc import Mapping, Sequence

from machine import install

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
# A bare machine has no fonts either, and text without one has no width to test.
BROWSER = {
    "apt-get": ("chromium", "fonts-liberation"),
    "dnf": ("chromium", "liberation-sans-fonts"),
    "apk": ("chromium", "font-liberation"),
}
# Playwright drives the browser from a program of its own that needs this one library of the system.
LIBRARY = {"apt-get": ("libatomic1",), "dnf": ("libatomic",), "apk": ("libatomic",)}
REMEDY = (
    "De browsertests hebben Chromium of Google Chrome nodig. {reason}\n"
    "Installeer er een (Debian: apt-get install chromium; Fedora: dnf install chromium; macOS: Google Chrome),\n"
    "of zet de omgevingsvariabele CHROMIUM op het pad van een bestaande browser."
)


def find() -> str | None:
    """The browser named by CHROMIUM, else the first known one on this machine."""
    named = os.environ.get("CHROMIUM")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, (*NAMES, MAC))), None)


def has_library() -> bool:
    """Whether Playwright's own program can start; only Linux keeps this library apart."""
    try:
        return not sys.platform.startswith("linux") or bool(ctypes.CDLL("libatomic.so.1"))
    except OSError:
        return False


def add(what: str, packages: Mapping[str, Sequence[str]]) -> str:
    """Install `packages` and say so; returns why it did not work, or ""."""
    print(f"Voor de browsertests ontbreekt {what}; we installeren dat nu.", file=sys.stderr, flush=True)
    return install(packages)


def main() -> int:
    """Find, else install and find again."""
    named, path, reason = os.environ.get("CHROMIUM"), find(), "Er is er geen gevonden."
    if "--zoek" not in sys.argv:
        if not has_library() and (problem := add("de bibliotheek libatomic", LIBRARY)):
            print(f"{problem}\nInstalleer die zelf (Debian: apt-get install libatomic1).", file=sys.stderr)
            return 1
        if path is None and not named:
            reason = add("een browser (Chromium)", BROWSER)
            path = find()
    if path is None:
        reason = f"CHROMIUM wijst naar '{named}', maar dat is geen programma." if named else reason
        print(REMEDY.format(reason=reason), file=sys.stderr)
        return 1
    print(path, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
