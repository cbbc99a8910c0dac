"""Where the generator's own description and templates are.

In a checkout they stand beside the package; an installed package carries a copy.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).parent

_CARRIED: Final = PACKAGE / "_data"
_HOME: Final = _CARRIED if _CARRIED.is_dir() else PACKAGE.parent

SPEC: Final = _HOME / "spec" / "openapi.yaml"
TEMPLATES: Final = _HOME / "templates"
