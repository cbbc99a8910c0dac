"""The maps of the project name what is there."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
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


PROVIDERS = GENERATOR.parent / "generated" / "responses_compact" / "PROVIDERS.md"


def _anchor(heading: str) -> str:
    """The anchor of a heading, as Markdown sites make it: no punctuation, hyphens for spaces."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_the_links_of_the_tables_lead_to_headings() -> None:
    """Each link within PROVIDERS.md names a heading, and each heading but the first has one."""
    text = PROVIDERS.read_text(encoding="utf-8")
    headings = [_anchor(line) for line in re.findall(r"(?m)^##+ (.*)$", text)]
    links = re.findall(r"\]\(#([^)]*)\)", text)
    assert sorted(links) == sorted(headings)
    assert len(set(links)) == len(links)


def test_what_a_provider_lacks_is_said_in_one_place() -> None:
    """A reader who asks what Azure lacks finds the kinds that only others document."""
    text = PROVIDERS.read_text(encoding="utf-8")
    section = text.split("## What azure lacks\n")[1].split("\n## ")[0]
    kinds = "additional_tools, compaction_trigger, program, program_output, configuration_update"
    assert f"| kind of InputItem | {kinds} |" in section
    assert "output_message" not in section
