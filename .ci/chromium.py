"""Prints the path of a Chromium or Chrome for the browser tests, and installs one when there is none and we may.

`--zoek` only looks. Exit status 1, with what to do in Dutch, when there is none.
"""

import os
import shutil
import sys

from machine import install

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
# A bare machine has no fonts either, and text without one has no width to test.
PACKAGES = {
    "apt-get": ("chromium", "fonts-liberation"),
    "dnf": ("chromium", "liberation-sans-fonts"),
    "apk": ("chromium", "font-liberation"),
}
REMEDY = (
    "De browsertests hebben Chromium of Google Chrome nodig. {reason}\n"
    "Installeer er een (Debian: apt-get install chromium; Fedora: dnf install chromium; macOS: Google Chrome),\n"
    "of zet de omgevingsvariabele CHROMIUM op het pad van een bestaande browser."
)


def find() -> str | None:
    """The browser named by CHROMIUM, else the first known one on this machine."""
    named = os.environ.get("CHROMIUM")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, (*NAMES, MAC))), None)


def main() -> int:
    """Find, else install and find again."""
    path, reason = find(), "Er is er geen gevonden."
    if os.environ.get("CHROMIUM") and path is None:
        reason = f"CHROMIUM wijst naar '{os.environ['CHROMIUM']}', maar dat is geen programma."
    elif path is None and "--zoek" not in sys.argv:
        print("Er is nog geen browser voor de tests; we installeren Chromium.", file=sys.stderr, flush=True)
        reason = install(PACKAGES)
        path = find()
    print(path or "", end="")
    if path is None:
        print(REMEDY.format(reason=reason), file=sys.stderr)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
