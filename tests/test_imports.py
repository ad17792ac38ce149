"""Who may import whom, and who may speak SQL. Every rule is also shown to fail on a planted violation."""

import ast
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# The imports run one way. app.py puts the read side together, so it may reach all of it.
MAY_IMPORT: dict[str, set[str]] = {
    "data": set(),
    "etl": {"data"},
    "components": {"data"},
    "pages": {"components", "data"},
    "app": {"pages", "components", "data"},
}
# Within a layer the rooms stand in order: a room may use those after it, never one before it. What lies beside them
# (`data/__init__.py`) imports nothing.
ROOMS: dict[str, tuple[str, ...]] = {
    "data": (
        "team",
        "opendata",
        "views",
        "levering",
        "publication",
        "reports",
        "cells",
        "statistics",
        "referentie",
        "registry",
    ),
    "components": ("team", "annual", "pieces", "explanation", "tables", "frame", "svg", "words"),
}
# What may reach further than its layer, and why.
MAY_REACH: dict[str, set[str]] = {
    "etl/verbs/verslag.py": {"pages", "components"},  # a file in Word is renewed by what made it
}
PRESENTATION = {"app", "pages", "components"}
DATABASES = {"sqlalchemy", "duckdb", "duckdb_sqlalchemy", "psycopg", "sqlite3"}
# An open connection may be handed on, and its errors caught, without a word of SQL.
HANDLES = {"Connection", "Engine", "Row", "RowMapping", "exc", "Error", "IOException"}

# Everything else calls a function of one of these.
SQL_MODULES = {
    "etl/intern/schema.py": "states the internal tables",
    "data/publication/schema_publiek.py": "states the public tables",
    "data/publication/databases.py": "opens the databases",
    "data/publication/queries.py": "all the read side asks",
    "data/opendata/parquet.py": "lets DuckDB write the table as Parquet",
    "data/publication/server.py": "reads a publication from a database server",
    "data/publication/server_faults.py": "knows the errors of a database server",
    "data/team/schema.py": "states the tables of the team's snapshot",
    "data/team/bestand.py": "opens the team's snapshot",
    "data/team/queries.py": "all the team's site counts",
    "data/team/openbaar.py": "what the publication says of a region, beside the team's own",
    "data/team/lijsten.py": "the team's werkprocessen one by one, and the deliveries",
    "etl/intern/verbinding.py": "closes the internal database off from all other files",
    "etl/intern/bestand.py": "opens the internal database",
    "etl/intern/bijwerken.py": "makes its tables and brings them up to date",
    "etl/intern/migraties.py": "states how older tables become those of today",
    "etl/intern/actief.py": "says which of the delivered rows count",
    "etl/intern/opschonen.py": "takes out of older reports what may be about a child",
    "etl/intern/vergelijken.py": "lays a delivery beside the one before it",
    "etl/intern/teambeeld.py": "makes the team's snapshot where the rows are",
    "etl/intern/wettelijke_telling.py": "has it count what the minister is sent",
    "etl/intern/sleutel.py": "holds the key against the one the database was filled with",
    "etl/intern/leveringen.py": "keeps the list of deliveries",
    "etl/inname/staging.py": "puts the lines of a delivery in temporary tables",
    "etl/inname/dates.py": "reads the dates of a delivery where they are",
    "etl/inname/rules.py": "states the rules of a row as conditions",
    "etl/inname/nummers.py": "holds the numbers of jongeren beside each other, all at once",
    "etl/inname/pseudoniemen.py": "makes pseudonyms where the rows are, and looks for known ones",
    "etl/inname/werkprocessen.py": "states the columns and rules of a werkproces",
    "etl/inname/standen.py": "states the columns and rules of the standen",
    "etl/inname/namen.py": "lays the name of a gemeente beside its code",
    "etl/inname/checking.py": "holds every row of a delivery against the rules",
    "etl/inname/andere_leveringen.py": "lays a delivery beside what counts already",
    "etl/inname/remarks.py": "counts what is allowed but worth a remark",
    "etl/inname/storing.py": "writes what was accepted and what was refused",
    "etl/tellen.py": "counts the rows, which must happen where they are",
    "etl/counting_sql.py": "states how they are counted",
    "etl/werelden/zaken.py": "reads the rows that count, to find deliveries that could have been",
    "etl/werelden/effecten.py": "hands made-up rows to the counting",
    "etl/werelden/bewaren.py": "keeps worlds in the internal database",
    "etl/afstemming/recount.py": "counts them a second time, in another way, to check the first",
    "etl/storingen.py": "knows the errors of DuckDB for those of the machine",
    "etl/publicatie/bouwen.py": "fills the public database",
    "etl/publicatie/nazien.py": "checks the public database before it goes live",
    "etl/publicatie/servertabellen.py": "states the tables on a database server",
    "etl/publicatie/overzetten.py": "copies a publication to a database server",
    "etl/publicatie/logboek.py": "keeps, in the internal database, what was ever published",
    "etl/publicatie/uitgaven.py": "seals it, and sees whether all of it is still there",
    "etl/publicatie/overnemen.py": "carries over what was published before that was done",
}
SQL = re.compile(
    r"\b(SELECT\b.+\bFROM|INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|(DROP|ALTER)\s+TABLE|COPY\s+\S+\s+(TO|FROM)"
    r"|CREATE\s+(OR\s+REPLACE\s+)?(TEMP\w*\s+)?(TABLE|VIEW|INDEX|MACRO)|PRAGMA\s+\w|ATTACH\s+(DATABASE|'))",
    re.IGNORECASE | re.DOTALL,
)


def modules() -> list[str]:
    """The Python files of the product, as paths from the root."""
    folders = [path for name in MAY_IMPORT for path in (ROOT / name).rglob("*.py")]
    return sorted(path.relative_to(ROOT).as_posix() for path in (*folders, ROOT / "app.py") if path.exists())


def imports(path: str, tree: ast.AST) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """Line, module and names of each import; a relative one is written out."""
    package = Path(path).parent.parts
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name, ()) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            names = tuple(alias.name for alias in node.names)
            yield node.lineno, ".".join((*base, *filter(None, [node.module]))), names


def strings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and text of each string that is no docstring; the fixed parts of an f-string are joined."""
    values: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            values.add(id(node.value))
        elif isinstance(node, ast.JoinedStr):
            parts = [part.value if isinstance(part, ast.Constant) else "x" for part in node.values]
            values.update(map(id, node.values))
            yield node.lineno, "".join(map(str, parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in values:
            yield node.lineno, node.value


def wrong_imports(path: str, source: str) -> list[str]:
    """The imports in `path` that its layer may not do."""
    layer = Path(path).parts[0].removesuffix(".py")
    forbidden = set(MAY_IMPORT) - MAY_IMPORT[layer] - {layer} - MAY_REACH.get(path, set())
    if layer in PRESENTATION:
        forbidden |= DATABASES
    found = imports(path, ast.parse(source))
    return [f"{path}:{line}: imports {module}" for line, module, _ in found if module.split(".")[0] in forbidden]


def climbs(path: str, source: str) -> list[str]:
    """The imports in `path` of a room that stands above its own, or of a folder that is no room."""
    layer, room, *_ = (*Path(path).parts, "")
    if layer not in ROOMS or room.endswith(".py"):
        return [f"{path}: stands in no room"] if layer in ROOMS and room != "__init__.py" else []
    below = ROOMS[layer][ROOMS[layer].index(room) :] if room in ROOMS[layer] else ()
    found = []
    for line, module, names in imports(path, ast.parse(source)):
        first, *rest = module.split(".")
        reached = rest[:1] or list(names)
        if first == layer and not set(reached) <= set(below):
            found.append(f"{path}:{line}: climbs to {module}")
    return found if below else [f"{path}: stands in no room", *found]


def stray_sql(path: str, source: str) -> list[str]:
    """The places in `path` that speak SQL, in words or through a library, unless the path is one of SQL_MODULES."""
    if path in SQL_MODULES:
        return []
    tree = ast.parse(source)
    library = [
        f"{path}:{line}: uses {module}"
        for line, module, names in imports(path, tree)
        if module.split(".")[0] in DATABASES
        and not (module == "sqlalchemy.exc" or (names and HANDLES.issuperset(names)))
    ]
    return library + [f"{path}:{line}: SQL in a string" for line, text in strings(tree) if SQL.search(text)]


# What Dash does not promise: its own helpers, and what it keeps of a component or of its pages.
PRIVATE_OF_DASH = re.compile(
    r"\bdash\._|\._(type|namespace|traverse\w*|prop_names)\b|interpolate_index|\.callback_map\b"
)
KNOWS_DASH = "pages/server/dash_parts.py"


def private_of_dash(path: str, source: str) -> list[str]:
    """Where a module but the one that may leans on what a release of Dash can change."""
    if path == KNOWS_DASH:
        return []
    return [f"{path}: {found[0]}" for found in PRIVATE_OF_DASH.finditer(source)]


@pytest.mark.parametrize(
    "source",
    ["from dash._utils import to_json", "naam = deel._type", "app.callback_map", "for d in deel._traverse(): ..."],
)
def test_planted_private_part_of_dash_is_seen(source: str) -> None:
    assert private_of_dash("pages/home.py", source) and not private_of_dash(KNOWS_DASH, source)


def test_every_module_named_for_sql_is_there() -> None:
    assert set(SQL_MODULES) <= set(modules())


def test_every_module_that_reaches_further_is_there_and_does() -> None:
    for path, further in MAY_REACH.items():
        source = (ROOT / path).read_text("utf-8")
        assert {module.split(".")[0] for _, module, _ in imports(path, ast.parse(source))} >= further


@pytest.mark.parametrize("path", modules())
def test_module_keeps_to_its_layer(path: str) -> None:
    source = (ROOT / path).read_text("utf-8")
    problems = (
        wrong_imports(path, source) + climbs(path, source) + stray_sql(path, source) + private_of_dash(path, source)
    )
    assert not problems


def test_the_rooms_are_the_folders_that_are_there() -> None:
    """Folders with data beside the code hold no Python, so they are no rooms."""
    for layer, rooms in ROOMS.items():
        assert sorted(rooms) == sorted(
            {Path(path).parts[1] for path in modules() if path.count("/") > 1 and path.startswith(f"{layer}/")}
        )


@pytest.mark.parametrize(
    ("path", "source"),
    [
        *(
            (f"{layer}/{lower}/some.py", source)
            for layer, rooms in ROOMS.items()
            for upper, lower in itertools.pairwise(rooms)
            for source in (
                f"from {layer}.{upper} import some",
                f"from {layer}.{upper}.some import f",
                f"def f():\n    from {layer} import {upper}",
                f"import {layer}.{upper}.some",
                f"from ..{upper} import some",
            )
        ),
        ("data/registry/some.py", "from data.team.sub.deep import f"),
        ("data/stray.py", ""),
        ("data/attic/stray.py", ""),
    ],
)
def test_planted_climb_is_seen(path: str, source: str) -> None:
    assert climbs(path, source)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("data/team/some.py", "from data.registry.vocabulary import SOORTEN\nfrom data.team import keuze"),
        ("data/views/some.py", "from .tiles import tile_of\nfrom data.cells import cells"),
        ("components/pieces/some.py", "from components.words.nouns import words_for\nfrom data.team import queries"),
        ("data/__init__.py", ""),
        ("etl/tellen.py", "from data.views import tiles"),
    ],
)
def test_a_step_down_passes(path: str, source: str) -> None:
    assert not climbs(path, source)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("data/measures.py", "from etl.count import count"),
        ("data/measures.py", "def f():\n    import components.pieces.tile"),
        ("data/sub/deep.py", "from ...pages import home"),
        ("etl/count.py", "from pages import gemeente"),
        ("components/pieces/tile.py", "import pages.home"),
        ("components/pieces/tile.py", "from sqlalchemy import Engine"),
        ("pages/home.py", "import app"),
        ("pages/home.py", "if TYPE_CHECKING:\n    import duckdb"),
        ("app.py", "import etl.__main__"),
        ("app.py", "from sqlalchemy.engine import Engine"),
    ],
)
def test_planted_import_is_seen(path: str, source: str) -> None:
    assert wrong_imports(path, source)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("data/measures.py", "from sqlalchemy import Engine, select"),
        ("data/measures.py", "import duckdb"),
        ("etl/count.py", "QUESTION = 'select count(*)\\nfrom werkproces'"),
        ("etl/count.py", "run(f'INSERT INTO {table} VALUES (1)')"),
        ("pages/home.py", "drop = 'drop table cijfer'"),
    ],
)
def test_planted_sql_is_seen(path: str, source: str) -> None:
    assert stray_sql(path, source)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("data/publication/readmodel.py", "from sqlalchemy import Engine\nfrom . import queries"),
        ("data/publication/readmodel.py", "'''Select a figure from the publication.'''"),
        ("data/publication/queries.py", "from sqlalchemy import select"),
        ("etl/__main__.py", "from data import cells\nfrom etl import intern\nHELP = 'Kies een gemeente uit de lijst.'"),
        ("app.py", "from pages import home\nimport dash"),
    ],
)
def test_what_is_allowed_passes(path: str, source: str) -> None:
    problems = wrong_imports(path, source) + stray_sql(path, source)
    assert not problems
