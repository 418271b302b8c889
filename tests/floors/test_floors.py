"""The house stands: imports run down the floors, steps do not import one another, the engine has no clock."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "timeline"
ENGINE = ("errors", "dates", "model", "sources", "language", "gazetteer", "extract", "link")
FLOORS = (*ENGINE, "pipeline", "show", "store", "dashboard", "cli")
STEPS = {
    "extract": {"sentences", "expressions", "anchors", "events"},
    "link": {"coreference", "references", "cues", "chronology", "dating"},
}
BELOW_THE_FACES = (*ENGINE, "pipeline")
CLOCKS = {"now", "today", "utcnow", "time_ns", "getlocale", "setlocale"}
MODULES = sorted(p.relative_to(PACKAGE) for p in PACKAGE.rglob("*.py") if p.name not in ("__main__.py",))


def imports(path: Path) -> set[str]:
    """Names of the package's modules that a file imports, also inside functions."""
    found = set()
    for node in ast.walk(ast.parse((PACKAGE / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "timeline":
            found |= {node.module} | {f"{node.module}.{a.name}" for a in node.names}
        elif isinstance(node, ast.Import):
            found |= {a.name for a in node.names if a.name.split(".")[0] == "timeline"}
    return found


def floor(parts: tuple[str, ...]) -> int:
    return FLOORS.index(parts[0])


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_imports_run_down_the_floors(path):
    parts = path.with_suffix("").parts
    if parts == ("__init__",):
        return
    own = floor(parts)
    rooms = [(name, tuple(name.split(".")[1:])) for name in imports(path)]
    assert not [name for name, rest in rooms if rest and rest[0] in FLOORS and floor(rest) > own]


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_steps_do_not_import_one_another(path):
    parts = path.with_suffix("").parts
    steps = STEPS.get(parts[0], set())
    if len(parts) < 2 or parts[1] not in steps:
        return
    others = {f"timeline.{parts[0]}.{step}" for step in steps - {parts[1]}}
    assert not imports(path) & others


def test_every_module_stands_on_a_floor():
    rooms = {p.parts[0].removesuffix(".py") for p in MODULES} - {"__init__"}
    assert rooms == set(FLOORS)


@pytest.mark.parametrize("path", [p for p in MODULES if p.parts[0].removesuffix(".py") in BELOW_THE_FACES], ids=str)
def test_no_clock_no_locale_and_no_randomness_below_the_faces(path):
    tree = ast.parse((PACKAGE / path).read_text(encoding="utf-8"))
    calls = {n.func.attr for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)}
    modules = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    assert not calls & CLOCKS
    assert not modules & {"random", "locale", "secrets"}


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_no_file_outgrows_its_room(path):
    assert len((PACKAGE / path).read_text(encoding="utf-8").splitlines()) <= 420
