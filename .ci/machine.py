"""Installs what only the system's package manager can give, where we may.

Standard library only: it runs before there is an environment.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence

# The commands in front of the names of the packages, per package manager.
COMMANDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "apt-get": (("apt-get", "update", "-qq"), ("apt-get", "install", "-qq", "-y", "--no-install-recommends")),
    "dnf": (("true",), ("dnf", "install", "-q", "-y")),
    "apk": (("true",), ("apk", "add", "-q", "--no-cache")),
}


def install(packages: Mapping[str, Sequence[str]]) -> str:
    """Install `packages` (names per package manager) and return "", or the reason in Dutch why that did not work."""
    manager = next((name for name in COMMANDS if name in packages and shutil.which(name)), None)
    if manager is None:
        return "Dit systeem heeft geen pakketbeheer dat wij kennen (apt-get, dnf of apk)."
    rights = _rights()
    if rights is None:
        return "Daarvoor zijn beheerdersrechten nodig."
    update, add = COMMANDS[manager]
    for command in (update, (*add, *packages[manager])):
        reason = _run([*rights, *command])
        if reason:
            return f"Het commando '{' '.join(command)}' is mislukt:\n{reason}"
    return ""


def _rights() -> list[str] | None:
    """What to put before a command to run it as administrator without being asked anything; None: not possible."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and not _run(["sudo", "-n", "true"]):
        return ["sudo", "-n"]
    return None


def _run(command: Sequence[str]) -> str:
    """The last lines of what a failed command said; "" when it succeeded."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    said = "\n".join(done.stdout.strip().splitlines()[-15:])
    return "" if done.returncode == 0 else said or f"(afgebroken met status {done.returncode})"
