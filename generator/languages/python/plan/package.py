"""The Api to a Package: what each module of the output will hold.

Job: hand each module of the plan its part and put the parts together. It must not spell a type or
choose a name: that is for the modules beside it.
"""

from __future__ import annotations

from collections.abc import Collection

from generator.api import SHARED
from generator.languages import differences
from generator.languages.python.modules import (
    CommandModule,
    ExceptionsModule,
    NamespaceExports,
    PackageExports,
)
from generator.languages.python.package import (
    MigrationPage,
    Package,
    PackageReadme,
    ProviderNamespace,
    SharedNamespace,
)
from generator.languages.python.plan import (
    clients,
    exports,
    facades,
    former,
    placement,
)
from generator.languages.python.plan.client_modules import (
    client_modules,
    operation_modules,
    part_modules,
    resource_modules,
)
from generator.languages.python.plan.command import calls, program, rows
from generator.languages.python.plan.data_modules import heading, models_module, params_module
from generator.languages.python.plan.migration import moves
from generator.languages.python.plan.params import params, reexported, sent
from generator.languages.python.plan.readme import examples, kinds
from generator.languages.python.rooms import unneeded
from generator.spelled import Api, Provider
from generator.version import VERSION


def plan(api: Api, exceptions: tuple[str, ...] = (), without: Collection[str] = ()) -> Package:
    """Return the package that the Api becomes.

    Args:
        api: what it means.
        exceptions: the names of the runtime's exceptions and warnings.
        without: rooms of the runtime that it goes without.
    """
    errors = _exceptions(api, exceptions)
    return Package(
        name=api.package,
        api=api,
        without=unneeded(api) | frozenset(without),
        exports=_package_exports(api, errors, without),
        exceptions=errors,
        command=CommandModule(program=program(api)),
        readme=_readme(api, errors, without),
        migration=_migration(api),
        differences=differences.tables(api) if len(api.providers) > 1 else None,
        shared=_shared(api),
        providers=tuple(_provider(api, provider) for provider in api.providers),
    )


def _provider(api: Api, provider: Provider) -> ProviderNamespace:
    both = clients.clients(api, provider)
    return ProviderNamespace(
        name=provider.name,
        exports=_exports(api, provider),
        clients=client_modules(provider, both),
        resources=resource_modules(provider, both),
        parts=part_modules(provider, both),
        **operation_modules(api, provider),
        models=models_module(api, provider.name, provider.client),
        params=params_module(api, provider.name),
        calls=calls(api, provider),
        rows=rows(api, provider),
    )


def _shared(api: Api) -> SharedNamespace:
    """Return what providers share: each kind in one module, or in one for each resource."""
    models, params = facades.models_parts(api), facades.params_parts(api)
    return SharedNamespace(
        models=None if models else models_module(api, SHARED),
        params=None if params else params_module(api, SHARED),
        models_facade=facades.facade(
            "All models.",
            facades.places_of_models(models),
            exports.elsewhere(api),
            former.of_facade(former.in_models(api, SHARED)),
        ),
        models_parts=models,
        params_facade=facades.facade(
            "Objects that can be sent.",
            facades.places_of_params(params),
            exports.params_elsewhere(api),
            former.of_facade(former.in_params(api, SHARED, sent(api))),
        ),
        params_parts=params,
    )


def _exports(api: Api, provider: Provider) -> NamespaceExports:
    former_names = former.in_models(api, provider.name)
    places = exports.of_provider(api, provider)
    own = bool(params(api, provider.name) or reexported(api, provider.name))
    return NamespaceExports(
        doc=heading(
            f"Everything of {provider.client}: its clients and all of its models.",
            "Clients and all of their models.",
        ),
        whole=_whole(api, provider),
        places=places,
        table=facades.offered(places),
        own_models=exports.has_models(api, provider.name),
        own_params=own,
        shared_models=exports.has_models(api, SHARED),
        shared_params=bool(params(api, SHARED)),
        former=former.of_whole(former_names) if _whole(api, provider) else former_names,
    )


def _whole(api: Api, provider: Provider) -> str:
    """Return the module whose table says which models the only provider of a package offers."""
    if not exports.offers_whole(api, provider.name):
        return ""
    return "..models" if placement.models(api) else ".models"


def _package_exports(
    api: Api, errors: ExceptionsModule, without: Collection[str]
) -> PackageExports:
    names = {*errors.known, *errors.roots, *(code.exception for code in errors.codes)}
    places = exports.of_package(api, tuple(sorted(names)))
    modules = exports.modules(api, without)
    every = [name for place in places for name in place.names]
    return PackageExports(
        doc=f"{api.title}.",
        version=VERSION,
        modules=modules,
        places=places,
        table=facades.offered(places),
        every_name=tuple(sorted([*every, *modules])),
    )


def _exceptions(api: Api, runtime_names: tuple[str, ...]) -> ExceptionsModule:
    codes = {c.exception: c for p in api.providers for c in p.errors.codes}
    occupied = {
        *runtime_names,
        *codes,
        *(f"{x}{p.client}" for x in clients.PREFIXES for p in api.providers),
    }
    roots = (name for name in map(clients.root_error, api.providers) if name not in occupied)
    return ExceptionsModule(known=runtime_names, codes=tuple(codes.values()), roots=tuple(roots))


def _readme(api: Api, errors: ExceptionsModule, without: Collection[str]) -> PackageReadme:
    return PackageReadme(
        api=api,
        command=program(api).name,
        log=_log(api),
        several=len(api.providers) > 1,
        has_command="command" not in without,
        has_testing="testing" not in without,
        kinds=kinds(api),
        examples=examples(api),
        roots=errors.roots,
        moves=moves(api),
    )


def _migration(api: Api) -> MigrationPage | None:
    pieces = moves(api)
    return MigrationPage(package=api.package, log=_log(api), moves=pieces) if pieces else None


def _log(api: Api) -> str:
    return f"{api.package}_log".upper()
