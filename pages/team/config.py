"""What the team's site is told by its environment. Secrets come from there and from nowhere else."""

from __future__ import annotations

import os
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from data.publication.databases import datamap
from data.referentie.gebieden import gebieden
from data.team.bevoegd import GeenToegangError, from_roles
from pages.team.login.claims import key_of

MIB = 1024 * 1024
# What the addresses of this site begin with.
EIGEN = frozenset(
    [
        "team",
        "inloggen",
        "uitloggen",
        "uitgelogd",
        "gezond",
        "assets",
        "_dash-component-suites",
        "_dash-layout",
        "_dash-dependencies",
        "_dash-update-component",
        "_reload-hash",
        "_favicon.ico",
        "static",
    ]
)
_LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})


class InstellingFout(RuntimeError):
    """The environment asks for something that cannot be safe or cannot work. The text is Dutch."""


@dataclass(frozen=True)
class Provider:
    """The gemeente's own identity provider.

    rollen: the claim with the roles; a dot goes one level deeper, unless a backslash stands before it. groepen: the
    roles of each group, by its name in lower case. scope: what is asked for.
    """

    issuer: str
    client_id: str
    client_secret: str
    rollen: str
    groepen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    scope: str = "openid profile email"


@dataclass(frozen=True, slots=True, kw_only=True)
class Smtp:
    """The mail server that sends the message on Monday. gebruiker: empty when it asks for none."""

    host: str
    poort: int
    afzender: str
    gebruiker: str
    wachtwoord: str

    @property
    def eigen_machine(self) -> bool:
        """Whether the mail server is this machine: then nothing goes over a network."""
        return self.host in _LOCAL_HOSTS


@dataclass(frozen=True)
class Config:
    """Everything the environment says.

    provider: None when none is set. accounts: the file with local accounts, None when they are not asked for.
    rust, duur: how long a session lasts without and with use. url: where this site stands, without a slash at the end;
    empty means as the visitor asked for it. meeste_bytes: the largest delivery.
    """

    provider: Provider | None
    accounts: Path | None
    rust: timedelta
    duur: timedelta
    url: str
    meeste_bytes: int


def read_config() -> Config:
    """Read the environment. InstellingFout when a part of it is missing or unsafe."""
    accounts = os.environ.get("LEERRECHT_LOKALE_ACCOUNTS", "")
    return Config(
        provider=_provider(),
        accounts=Path(accounts) if accounts else None,
        rust=timedelta(minutes=_number("LEERRECHT_SESSIE_RUST", 30)),
        duur=timedelta(hours=_number("LEERRECHT_SESSIE_DUUR", 10)),
        url=_address(),
        meeste_bytes=_number("LEERRECHT_UPLOAD_MB", 1024) * MIB,
    )


def _address() -> str:
    """Where this site stands. InstellingFout for a path that begins as one of its own addresses.

    A proxy may leave the path on or take it off; with such a path nobody could tell which of the two it did.
    """
    adres = os.environ.get("LEERRECHT_TEAM_URL", "").strip().rstrip("/")
    eerste = urlsplit(adres).path.lstrip("/").partition("/")[0]
    if eerste in EIGEN:
        raise InstellingFout(
            f"LEERRECHT_TEAM_URL: het pad mag niet met /{eerste} beginnen. Zo beginnen adressen van deze site zelf. "
            f"Kies een ander pad, zoals /leerplicht of /leerplicht/{eerste}."
        )
    return adres


def _provider() -> Provider | None:
    names = ("ISSUER", "CLIENT_ID", "CLIENT_SECRET")
    values = {name: os.environ.get(f"LEERRECHT_OIDC_{name}", "").strip() for name in names}
    if not any(values.values()):
        return None
    missing = [f"LEERRECHT_OIDC_{name}" for name, value in values.items() if not value]
    if missing:
        raise InstellingFout(f"Voor inloggen ontbreekt: {', '.join(missing)}.")
    address = urlsplit(values["ISSUER"])
    if address.scheme != "https" and address.hostname not in _LOCAL_HOSTS:
        raise InstellingFout("LEERRECHT_OIDC_ISSUER moet met https:// beginnen.")
    rollen = os.environ.get("LEERRECHT_OIDC_ROLLEN", "").strip() or "roles"
    scope = os.environ.get("LEERRECHT_OIDC_SCOPE", "").strip() or "profile email"
    scope = " ".join(dict.fromkeys(["openid", *scope.split()]))
    return Provider(
        values["ISSUER"].rstrip("/"), values["CLIENT_ID"], values["CLIENT_SECRET"], rollen, _groups(), scope
    )


def _groups() -> dict[str, tuple[str, ...]]:
    """The table from group to roles: `[groepen]` in a TOML file. InstellingFout names the group that cannot be."""
    naam = os.environ.get("LEERRECHT_OIDC_GROEPEN", "").strip()
    if not naam:
        return {}
    try:
        groepen = tomllib.loads(Path(naam).read_text("utf-8")).get("groepen")
    except (OSError, ValueError) as fout:
        raise InstellingFout(f"LEERRECHT_OIDC_GROEPEN: {naam} is er niet of is geen TOML. {fout}") from fout
    if not isinstance(groepen, dict) or not groepen:
        raise InstellingFout(
            f'LEERRECHT_OIDC_GROEPEN: {naam} heeft geen tabel [groepen] met regels als "groep" = "rol".'
        )
    tabel: dict[str, tuple[str, ...]] = {}
    for groep, rollen in groepen.items():
        lijst = (rollen,) if isinstance(rollen, str) else tuple(rollen) if isinstance(rollen, list) else ()
        try:
            for rol in lijst or ("",):
                from_roles([str(rol)], gebieden())
        except GeenToegangError:
            raise InstellingFout(
                f"LEERRECHT_OIDC_GROEPEN: de rol van groep '{groep}' bestaat niet. Schrijf 'beheerder', of 'teamlead:' "
                "of 'redacteur:' met de code van een gemeente of regio van deze site."
            ) from None
        tabel[key_of(groep)] = lijst
    return tabel


def read_smtp() -> Smtp | None:
    """The mail server of the environment; None when none is set. InstellingFout when its sender is missing."""
    host = os.environ.get("LEERRECHT_SMTP_HOST", "").strip()
    if not host:
        return None
    afzender = os.environ.get("LEERRECHT_SMTP_AFZENDER", "").strip()
    if not afzender:
        raise InstellingFout("Voor e-mail ontbreekt: LEERRECHT_SMTP_AFZENDER.")
    return Smtp(
        host=host,
        poort=_number("LEERRECHT_SMTP_POORT", 587),
        afzender=afzender,
        gebruiker=os.environ.get("LEERRECHT_SMTP_GEBRUIKER", ""),
        wachtwoord=os.environ.get("LEERRECHT_SMTP_WACHTWOORD", ""),
    )


def _number(name: str, default: int) -> int:
    text = os.environ.get(name, "").strip() or str(default)
    if not text.isdecimal() or int(text) < 1:
        raise InstellingFout(f"{name} moet een heel getal van 1 of meer zijn.")
    return int(text)


def team_folder() -> Path:
    """The private folder of the team's site: sessions, settings, work in progress."""
    folder = datamap() / "team"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def private_folder(naam: str) -> Path:
    """A folder of that name in it, which nobody else on this machine can read."""
    folder = team_folder() / naam
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def session_key() -> bytes:
    """What cookies are signed with: LEERRECHT_SESSIE_SLEUTEL, else a key made once and shared by all workers."""
    given = os.environ.get("LEERRECHT_SESSIE_SLEUTEL", "").encode()
    if given:
        if len(given) < 32:
            raise InstellingFout("LEERRECHT_SESSIE_SLEUTEL moet minstens 32 tekens lang zijn.")
        return given
    file = team_folder() / "sessiesleutel"
    if not file.exists():
        fresh = file.with_name(f".sessiesleutel.{os.getpid()}")
        fresh.touch(0o600)
        fresh.write_bytes(secrets.token_bytes(48))
        try:
            os.link(fresh, file)  # of two workers that start together, one wins and both use its key
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return file.read_bytes()
