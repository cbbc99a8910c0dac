"""The one step that pyproject.toml can't state: `spec/` and `templates/` travel in the wheel.

They stand beside the package, where maintainers look for them; an installed package finds its copy
in `_data/` (see `generator/places.py`).
"""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class WithData(build_py):
    """Builds the package, with the description and the templates inside it."""

    def run(self) -> None:
        """Copy the folders, unless the package is used from where it stands."""
        super().run()
        if self.editable_mode:
            return
        for name in ("spec", "templates"):
            target = Path(self.build_lib, "generator", "_data", name)
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(name, target, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))


setup(cmdclass={"build_py": WithData})
