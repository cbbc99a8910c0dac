"""The modules of models and of what can be sent: what those of each namespace hold and offer.

Job: put together for one namespace what `models`, `params`, `exports` and `former` say of it.
"""

from __future__ import annotations

from typing import Final

from generator.languages.python.models.imports import imports
from generator.languages.python.modules.data import FormerNames, ModelsModule, ParamsModule
from generator.languages.python.plan import (
    exports,
    facades,
    former,
    placement,
)
from generator.languages.python.plan.exports import Place
from generator.languages.python.plan.models import declared_models
from generator.languages.python.plan.params import params, reexported, sent
from generator.spelled import Api

LINE: Final = 96
"""Characters of a first sentence that stand in one line, behind the quotes."""


def heading(sentence: str, brief: str) -> str:
    """Return a module's first sentence, one without names where it takes more than a line.

    The first line of a docstring is all that may stand before a second one, where Python looks for
    an encoding.
    """
    return sentence if len(sentence) <= LINE else brief


def models_module(api: Api, namespace: str, client: str = "") -> ModelsModule | None:
    """Return the models of a namespace; nothing where it has none and offers none."""
    names = exports.shared_names(api, namespace) if namespace else ()
    places = () if namespace else exports.elsewhere(api)
    if not exports.has_models(api, namespace) and not names and not places:
        return None
    of_client = heading(
        f"All models of {client}: its own, and those that it shares.", "All models."
    )
    doc = of_client if namespace else "All models."
    if exports.offers_whole(api, namespace):
        return _all_models(api, namespace, doc, names)
    dots = ".." if namespace else "."
    former_names = former.in_models(api, namespace)
    models = declared_models(api, namespace)
    return ModelsModule(
        lazy=f"{dots}_runtime.lazy",
        doc=doc,
        imports=imports(models.used | _more_imports(places, former_names), dots),
        declarations=models.declarations,
        reexported=names,
        places=places,
        former=former_names,
    )


def _all_models(api: Api, namespace: str, doc: str, names: tuple[str, ...]) -> ModelsModule:
    """Return the module of a namespace that offers all models that there are."""
    dots = ".." if namespace else "."
    return ModelsModule(
        doc=doc,
        lazy=f"{dots}_runtime.lazy",
        whole="..models",
        table=() if placement.models(api) else facades.offered([Place("..models", names)]),
        imports=imports({"TYPE_CHECKING"}, dots),
        declarations=(),
        reexported=(),
        places=(),
        former=former.of_whole(former.in_models(api, namespace)),
    )


def _more_imports(places: tuple[Place, ...], former_names: FormerNames | None) -> set[str]:
    """Return what a module of models needs beside what its declarations use."""
    checks = {"TYPE_CHECKING"} if places or former_names else set[str]()
    return checks if places else {*checks, "public"}


def params_module(api: Api, namespace: str) -> ParamsModule | None:
    """Return what can be sent to a namespace; nothing where that is nothing."""
    declarations = params(api, namespace)
    names = reexported(api, namespace) if namespace else ()
    former_names = former.in_params(api, namespace, sent(api))
    places = () if namespace else exports.params_elsewhere(api)
    if not declarations and not names and not places:
        return None
    is_whole = exports.offers_whole(api, namespace)
    has_table = is_whole and not placement.params(api)
    return ParamsModule(
        whole="..params" if is_whole else "",
        table=facades.offered([Place("..params", names)]) if has_table else (),
        doc="Objects that can be sent.",
        lazy=f"{'..' if namespace else '.'}_runtime.lazy",
        typed_dicts=f"{'..' if namespace else '.'}_runtime.vocabulary.typed_dicts",
        declarations=declarations,
        reexported=() if is_whole else names,
        places=places,
        former=former.of_whole(former_names) if is_whole else former_names,
    )
