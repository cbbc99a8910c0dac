"""The maps of the project name what is there."""

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent
GENERATOR = ROOT / "generator"


def modules() -> list[Path]:
    """Every module of the generator but the package's own."""
    found = sorted(GENERATOR.rglob("*.py"))
    modules = [path for path in found if path != GENERATOR / "__init__.py"]
    return [path for path in modules if "_data" not in path.parts]


def test_the_map_of_the_generator_is_whole() -> None:
    """generator/README.md has a row for each module, with the module's own first sentence."""
    text = (GENERATOR / "README.md").read_text(encoding="utf-8")
    for path in modules():
        name = path.relative_to(GENERATOR).as_posix().removesuffix("__init__.py")
        docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        first = docstring.split("\n")[0]
        assert f"| `{name}` | {first.replace('|', '/')} |" in text


def test_every_module_says_its_job() -> None:
    """Each module of the generator begins with a docstring."""
    silent = [p for p in modules() if not ast.get_docstring(ast.parse(p.read_text("utf-8")))]
    assert silent == []
