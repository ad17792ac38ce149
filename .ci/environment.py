"""Makes a virtual environment and installs a lock file in it; the second time it sees that nothing changed.

    python3 .ci/environment.py requirements.txt .venv

Runs on a bare Python, so it uses the standard library only. What it says is in Dutch: it is the first thing that
someone who types `make run` sees.
"""

import hashlib
import importlib.util
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from machine import install

BAR = 24


def main(lock: Path, folder: Path) -> int:
    """Exit status 0 when every version in `lock` stands in `folder`."""
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    stamp = folder / f".{lock.name}.sha256"
    usable = _runs(folder)
    if usable and stamp.exists() and stamp.read_text() == wanted:
        return 0
    problem = "" if usable else _create(folder)
    problem = problem or _install(lock, folder)
    if problem:
        return _refuse(problem)
    stamp.write_text(wanted)
    return 0


def _runs(folder: Path) -> bool:
    """Whether the environment works: its Python may have been upgraded away, or an earlier run broken off."""
    python = folder / "bin" / "python"
    return python.exists() and subprocess.run([python, "-m", "pip", "--version"], capture_output=True).returncode == 0


def _create(folder: Path) -> str:
    _say(f"1/2  Een eigen omgeving voor Python maken in {folder.name}/")
    if importlib.util.find_spec("ensurepip") is None:
        # Debian and Ubuntu ship Python without the part that makes environments.
        version = f"python{sys.version_info.major}.{sys.version_info.minor}"
        reason = install({"apt-get": [f"{version}-venv"]})
        if reason:
            return f"Python mist het onderdeel 'venv'. {reason}\nInstalleer het: apt-get install {version}-venv"
    shutil.rmtree(folder, ignore_errors=True)
    made = subprocess.run([sys.executable, "-m", "venv", folder], capture_output=True, text=True)
    return "" if made.returncode == 0 else f"De omgeving maken is mislukt:\n{made.stdout}{made.stderr}".rstrip()


def _install(lock: Path, folder: Path) -> str:
    total = sum("==" in line for line in lock.read_text().splitlines())
    _say(f"2/2  {total} vastgelegde onderdelen ophalen en installeren ({lock.name}); dit duurt een paar minuten")
    pip_install = [str(folder / "bin" / "python"), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    started = time.monotonic()
    pip = subprocess.Popen(
        [*pip_install, "--require-hashes", "--only-binary", ":all:", "--requirement", str(lock)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert pip.stdout
    said = _follow(pip.stdout, total)
    if pip.wait() == 0:
        _say(f"     klaar in {time.monotonic() - started:.0f} seconden")
        return ""
    log = folder / "pip.log"
    log.write_text("\n".join(said))
    errors = [line for line in said if line.startswith("ERROR")] or said[-15:]
    return (
        "\n".join(errors[-15:])
        + f"\nHet installeren is mislukt. Is er internet, en ruimte op de schijf? Alles wat pip zei staat in {log}."
        + "\nDaarna kunt u hetzelfde commando opnieuw geven."
    )


def _follow(lines: Iterable[str], total: int) -> list[str]:
    """Draw pip's progress on a terminal; return all it said."""
    said, fetched = [], 0
    for line in lines:
        said.append(line.rstrip())
        if line.startswith(("Collecting ", "Requirement already satisfied")):
            fetched = min(fetched + 1, total)
            _draw(f"[{'#' * (fetched * BAR // total):-<{BAR}}] {fetched} van {total} opgehaald")
        elif line.startswith("Installing collected packages"):
            _draw(f"[{'#' * BAR}] alles opgehaald; nu uitpakken")
    _draw("")
    return said


def _draw(text: str) -> None:
    if sys.stdout.isatty():
        print(f"\r     {text:<60}", end="\n" if not text else "", flush=True)


def _say(text: str) -> None:
    print(text, flush=True)


def _refuse(problem: str) -> int:
    print(problem, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
