"""The imports that a module of models needs, by the names that it uses."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

_MODULES: Final = {
    "Annotated": "typing",
    "Any": "typing",
    "Literal": "typing",
    "TYPE_CHECKING": "typing",
    "TypeAlias": "typing",
    "Former": "_runtime.former.attributes",
    "Field": "_runtime.model.fields",
    "StringConstraints": "_runtime.model.fields",
    "Model": "_runtime.model.model",
    "Nullable": "_runtime.model.model",
    "ResponseModel": "_runtime.model.model",
    "Unknown": "_runtime.model.model",
    "Rule": "_runtime.model.unions",
    "Variants": "_runtime.model.unions",
    "Deprecation": "_runtime.vocabulary.deprecation",
    "part": "_runtime.lazy",
    "public": "_runtime.lazy",
    "models": "",
}
"""Where the names come from that the modules of models use."""


@dataclass(frozen=True, slots=True)
class Import:
    """Names from a module."""

    module: str
    names: tuple[str, ...]


def imports(wanted_names: Collection[str], dots: str) -> tuple[tuple[Import, ...], ...]:
    """Return the imports that a module of models needs: of the standard library, then others.

    Args:
        wanted_names: the names that it uses.
        dots: what leads from the module to the package.
    """
    names: dict[str, list[str]] = {}
    for name, module in _MODULES.items():
        if name in wanted_names:
            local = not module or module.startswith("_")
            names.setdefault(f"{dots}{module}" if local else module, []).append(name)
    groups: dict[int, list[Import]] = {}
    for module, of_module in sorted(names.items()):
        in_order = sorted(of_module, key=lambda name: (not name.isupper(), name))
        groups.setdefault(_rank(module), []).append(Import(module, tuple(in_order)))
    return tuple(tuple(groups[rank]) for rank in sorted(groups))


def _rank(module: str) -> int:
    return 2 if module.startswith(".") else int(module != "typing")
