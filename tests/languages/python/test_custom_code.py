"""Whether what a project built upon its package still fits, where no type checker says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.languages.python import custom_code as fit

KEPT = (
    *("from . import Client, models", "from .azure import Answer", "from .models import Text"),
    *("from app.mine import Client", "import app.mine.azure.client", "from . import *"),
    *("from app import mine", "from app.mine.azure import Answer", "from app.mine2 import other"),
)
LOST = {
    "from . import Gone": "the package has no 'Gone'",
    "from . import yandex": "the package has no 'yandex'",
    "from .yandex import Answer": "the package has no module 'yandex'",
    "from .azure.gone import Answer": "the package has no module 'azure.gone'",
    "from app.mine import Client, Gone": "the package has no 'Gone'",
    "from app.mine.yandex import Answer": "the package has no module 'yandex'",
    "import app.mine.yandex.client": "the package has no module 'yandex.client'",
    "def late():\n    from . import Gone": "the package has no 'Gone'",
}


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package in a project, without a mypy that could look at it."""
    folder = tmp_path / "src/app/mine"
    (folder / "azure").mkdir(parents=True)
    (folder.parent / "__init__.py").touch()
    (folder / "__init__.py").write_text("__all__ = ['Client', 'TeamClient']\n")
    for path in ("models.py", "azure/__init__.py", "azure/client.py"):
        (folder / path).touch()
    monkeypatch.setattr(fit, "_mypy", lambda: None)
    return folder


@pytest.mark.parametrize("text", KEPT)
def test_what_is_still_there_fits(package: Path, text: str) -> None:
    """Names and modules that the package has may be imported in any way."""
    (package / "_custom.py").write_text(text)
    assert fit.misfits(package, lambda _: None) == []


@pytest.mark.parametrize("text", LOST)
def test_what_is_gone_does_not_fit(package: Path, text: str) -> None:
    """A client that has another name now, or a provider that is left out, is told with its line."""
    path = package / "_custom.py"
    path.write_text(text)
    line = 1 + text.count("\n")
    assert fit.misfits(package, lambda _: None) == [f"{path}:{line}: error: {LOST[text]}"]
