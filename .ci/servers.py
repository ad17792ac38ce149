"""Installs the programs that tests start themselves, where we may: PostgreSQL, pgbouncer, nginx and R.

Exit status 1, with what to do in Dutch, when it is not to be had.
"""

import shutil
import sys
from pathlib import Path

from machine import install

PACKAGES = {
    "apt-get": ("postgresql", "pgbouncer", "nginx-light", "r-base-core"),
    "dnf": ("postgresql-server", "pgbouncer", "nginx", "R-core"),
    "apk": ("postgresql15", "pgbouncer", "nginx", "R"),
}
BY_VERSION = Path("/usr/lib/postgresql")


def missing() -> list[str]:
    """What is not here. Debian keeps the server outside the PATH, in a folder per version."""
    found = {
        "PostgreSQL": shutil.which("initdb") or next(BY_VERSION.glob("*/bin/initdb"), None),
        "pgbouncer": shutil.which("pgbouncer"),
        "nginx": shutil.which("nginx"),
        "R": shutil.which("Rscript"),
    }
    return [name for name, path in found.items() if not path]


def main() -> int:
    """Install what is missing and look again."""
    if not (wanted := missing()):
        return 0
    print(f"Voor de tests ontbreekt {' en '.join(wanted)}; we installeren dat nu.", file=sys.stderr, flush=True)
    reason = install(PACKAGES)
    if wanted := missing():
        print(
            f"{reason}\nDe tests hebben {' en '.join(wanted)} nodig.\n"
            "Installeer die (Debian: apt-get install postgresql pgbouncer nginx-light r-base-core).",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
