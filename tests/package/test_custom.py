"""What a user puts into `_custom.py` is offered as type checkers see it, whatever kind it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.package.test_vendoring import copied, run

MADE = """
from __future__ import annotations
import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Optional, TypeAlias
from . import Limits, OpenAI
from .models import InputText
from .models import InputFile as Renamed, InputImage as InputImage
if TYPE_CHECKING:
    from .models import Nowhere
try:
    from json import dumps as written
except ImportError:
    written = None

class Team(OpenAI): ...
Text: TypeAlias = InputText
Ids: TypeAlias = list[str]
PATTERN, ROOT = re.compile("x"), Path("x")
limits, short = Limits(), partial(print)
default_client = OpenAI(api_key="k")
def late():
    from json import loads
loads = 1
"""


def test_every_kind_of_value_is_offered(tmp_path: Path) -> None:
    """Instances and other names for classes are offered like classes; what is imported is not."""
    (copied(tmp_path, "mine") / "_custom.py").write_text(MADE)
    code = "import mine as p; had = {*vars(p), *p.__all__, '_custom'}; print(*({*dir(p)} - had))"
    made = "Team Text Ids PATTERN ROOT limits short default_client late loads InputImage"
    assert sorted(run(code, path=tmp_path).split()) == sorted(made.split())
    run(f"from mine import {', '.join(made.split())}", path=tmp_path)


def test_it_is_offered_from_compiled_files_too(tmp_path: Path) -> None:
    """Without its source nothing tells what was imported, and everything is offered."""
    package = copied(tmp_path, "mine")
    (package / "_custom.py").write_text("from json import dumps\nmade = 1\n")
    run("import compileall; compileall.compile_dir('mine', quiet=2, legacy=True)", path=tmp_path)
    (package / "_custom.py").unlink()
    assert run("import mine; print(mine.made)", path=tmp_path) == "1"


@pytest.mark.parametrize("name", ["absent", "elsewhere"])
def test_a_list_of_names_that_are_not_there(tmp_path: Path, name: str) -> None:
    """`__all__` with a name that nothing makes is no name of the package, and hides none."""
    (copied(tmp_path, "mine") / "_custom.py").write_text('__all__ = ["absent", "made"]\nmade = 1')
    code = f"import mine; print(mine.made, hasattr(mine, {name!r}), {name!r} in dir(mine))"
    assert run(code, path=tmp_path) == "1 False False"
