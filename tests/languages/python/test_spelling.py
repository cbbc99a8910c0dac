"""Names in code: what a language may not be trusted with, and what it alone refuses."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import yaml

from generator import api as vocabulary
from generator.descriptions import Descriptions
from generator.findings import DescriptionError
from generator.job import Job
from generator.languages import LANGUAGE
from generator.languages.java.language import Java
from generator.languages.python.prove.misspelt import misspelt
from generator.languages.python.prove.spelling import faults
from generator.names_lock import read
from generator.pipeline import meaning
from generator.policy import Policy
from generator.spelled import Api, Model, Operation, Union
from tests.support.packages import documents_of
from tests.support.refusing import lower, spelled

Apis: TypeAlias = tuple[vocabulary.Api, Api]

THINGS = """\
openapi: 3.1.0
info: {title: Things, version: "1", x-provider: NAME, x-client: Things}
servers: [{url: "https://{region}.test", variables: {region: {default: eu}}}]
security: [{key: []}]
paths:
  /things:
    post:
      operationId: things.close
      parameters:
        - {name: page, in: query, schema: {type: integer}}
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}
      responses:
        "200":
          description: All.
          content: {application/json: {schema: {$ref: "#/components/schemas/List"}}}
      x-pagination: {style: page, items: /data, parameter: page}
components:
  securitySchemes: {key: {type: http, scheme: bearer}}
  schemas:
    Thing:
      type: object
      required: [kind]
      properties: {kind: {const: thing}, class: {type: string}}
    Other: {type: object, required: [kind], properties: {kind: {const: other}}}
    Either:
      oneOf: [{$ref: "#/components/schemas/Thing"}, {$ref: "#/components/schemas/Other"}]
    List:
      type: object
      properties: {data: {type: array, items: {$ref: "#/components/schemas/Either"}}}
"""


@pytest.fixture(scope="module")
def apis(tmp_path_factory: pytest.TempPathFactory) -> Apis:
    """A small Api, in words and in Python's names."""
    documents = documents_of(written(tmp_path_factory.mktemp("things"), "things"))
    return lower(documents, "many"), spelled(documents, "many")


def written(folder: Path, provider: str) -> Path:
    """The description of a provider, as a file."""
    path = folder / "things.yaml"
    path.write_text(THINGS.replace("NAME", provider))
    return path


def test_what_lower_means_has_no_names_of_code(apis: Apis) -> None:
    """Only the room of a language says what things are called there."""
    api, named = apis
    operation, call = api.providers[0].operations[0], named.providers[0].operations[0]
    assert operation.attributes == ("things", "close")
    assert call.attributes == ("things", "close")
    assert [d.identifier for d in named.declarations if d.name == "Thing"] == ["Thing"]
    assert not any(hasattr(declared, "identifier") for declared in api.declarations)
    assert [] == list(faults(api, named))


def of_model(**changes: Any) -> Callable[[Api], Api]:
    """What changes the model `Thing`."""

    def changed(api: Api) -> Api:
        declarations = (
            dataclasses.replace(d, **changes) if isinstance(d, Model) and d.name == "Thing" else d
            for d in api.declarations
        )
        return dataclasses.replace(api, declarations=tuple(declarations))

    return changed


def of_union(**changes: Any) -> Callable[[Api], Api]:
    """What changes the union."""

    def changed(api: Api) -> Api:
        declarations = (
            dataclasses.replace(d, **changes) if isinstance(d, Union) else d
            for d in api.declarations
        )
        return dataclasses.replace(api, declarations=tuple(declarations))

    return changed


def of_provider(**changes: Any) -> Callable[[Api], Api]:
    """What changes the provider."""
    return lambda api: dataclasses.replace(
        api, providers=(dataclasses.replace(api.providers[0], **changes),)
    )


def of_call(change: Callable[[Operation], Operation]) -> Callable[[Api], Api]:
    """What changes the operation."""

    def changed(api: Api) -> Api:
        return of_provider(operations=tuple(map(change, api.providers[0].operations)))(api)

    return changed


def renamed(identifier: str) -> Callable[[Operation], Operation]:
    """What calls the query parameter otherwise."""

    def changed(operation: Operation) -> Operation:
        (parameter,) = operation.parameters
        name = dataclasses.replace(parameter.name, identifier=identifier)
        return dataclasses.replace(
            operation, parameters=(dataclasses.replace(parameter, name=name),)
        )

    return changed


def paged(**changes: Any) -> Callable[[Operation], Operation]:
    """What changes the pages of the operation."""

    def changed(operation: Operation) -> Operation:
        assert operation.pagination is not None
        pages = dataclasses.replace(operation.pagination, **changes)
        return dataclasses.replace(operation, pagination=pages)

    return changed


def items_called(operation: Operation) -> Operation:
    """The operation, whose items are read from an attribute of another name."""
    assert operation.pagination is not None
    (name,) = operation.pagination.items
    return paged(items=(dataclasses.replace(name, identifier="rows"),))(operation)


def setting(api: Api) -> Api:
    """The Api, whose client takes its key by another name."""
    (credential,) = api.providers[0].credentials
    other = dataclasses.replace(credential, arguments=("token",))
    return of_provider(credentials=(other,))(api)


WRONG = {
    "a fact": (of_model(doc="Another."), "has 'Another.' where the Api has ''"),
    "a fact of a call": (of_call(lambda o: dataclasses.replace(o, path="/x")), "has '/x' where"),
    "one property less": (of_model(properties=()), "where the Api has (Property("),
    "a client of other words": (of_provider(client="Stuff"), "isn't how 'Things' is spelled"),
    "a method of other words": (
        of_call(lambda o: dataclasses.replace(o, attributes=("things", "shut"))),
        "'shut' isn't how 'close' is spelled",
    ),
    "a setting of other words": (setting, "'token' isn't how 'api_key' is spelled"),
    "a keyword": (of_call(renamed("class")), "'class' can't be a name"),
    "no identifier": (of_model(identifier="a b"), "'a b' can't be a name"),
    "a builtin": (of_model(identifier="ValueError"), "'ValueError' can't be a name"),
    "letters that nobody sees": (of_model(identifier="A\u034f"), "can't be a name"),
    "an option of every call": (of_call(renamed("timeout")), "'timeout' can't be a name"),
    "two arguments": (of_call(renamed("kind")), "'kind' is there 2 times"),
    "the client's class": (of_model(identifier="AsyncThings"), "'AsyncThings' is there 2 times"),
    "the class of the unknown": (of_union(unknown="Thing"), "'Thing' is there 2 times"),
    "another argument of pages": (of_call(paged(argument="kind")), "takes 'page' of its pages as"),
    "another attribute of items": (of_call(items_called), "'rows' leads to its items"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_plan_with_wrong_names_is_refused(apis: Apis, what: str) -> None:
    """What a plan adds to the Api is names, and these are sound."""
    change, told = WRONG[what]
    found = list(faults(apis[0], change(apis[1])))
    assert any(told in fault for fault in found), found


def test_what_was_locked_may_be_of_other_words(apis: Apis) -> None:
    """A class and an argument may be called otherwise than in JSON: somebody's lock says so."""
    changed = of_call(renamed("sheet"))(of_model(identifier="Stuff")(apis[1]))
    assert [] == list(misspelt(changed))


def test_pages_go_by_names_that_are_locked(apis: Apis, tmp_path: Path) -> None:
    """A locked argument is the one that pages are asked for with, a locked property their list."""
    path = tmp_path / "names.lock"
    path.write_text("things.close(page) sheet things\nList.data rows things\n")
    lock, _ = read(path)
    named, diagnosis = LANGUAGE.spelled(apis[0], lock)
    pages = named.providers[0].operations[0].pagination
    assert pages is not None
    assert (pages.argument, [name.identifier for name in pages.items]) == ("sheet", ["rows"])
    assert diagnosis.findings == ()
    assert [] == list(faults(apis[0], named))


def test_a_language_refuses_what_it_alone_cannot_have(tmp_path: Path) -> None:
    """A provider called like a module of Python packages is one for Java, and has its place."""
    path = written(tmp_path, "models")
    documents = documents_of(path)
    described = Descriptions(documents=documents, findings=(), policy=Policy(first_party=True))
    job = Job(description=path, package="many")
    with pytest.raises(DescriptionError) as caught:
        meaning(described, [job], lambda *_: None)
    (finding,) = caught.value.findings
    assert (finding.pointer, finding.where.line) == ("/info/x-provider", 2)
    assert "'models' can't be a provider's name" in finding.message
    in_java = dataclasses.replace(job, language=Java())
    api, _, _ = meaning(described, [in_java], lambda *_: None)
    assert [provider.name for provider in api.providers] == ["models"]


def described(folder: Path, **info: Any) -> Path:
    """The description with more in its `info`."""
    tree = yaml.safe_load(THINGS.replace("NAME", "things"))
    tree["info"].update(info)
    path = folder / "openapi.json"
    path.write_text(json.dumps(tree), "utf-8")
    return path


def test_a_description_may_say_what_a_client_is_called(tmp_path: Path) -> None:
    """Its name for Python goes before `x-client`; one for another language is nothing to it."""
    path = described(tmp_path, **{"x-names": {"python": "Acme.Things", "java": "AcmeClient"}})
    api = lower(documents_of(path), "many")
    named = spelled(documents_of(path), "many")
    assert named.providers[0].client == "AcmeThings"
    assert [] == list(faults(api, named))
    (fault,) = faults(api, of_provider(client="Things")(named))
    assert "'Things' isn't how 'AcmeThings' is spelled" in fault
    path = described(tmp_path, **{"x-names": {"java": "AcmeClient"}})
    assert spelled(documents_of(path), "many").providers[0].client == "Things"


def test_a_client_that_cant_be_called_so(tmp_path: Path) -> None:
    """A name for Python that no class can have is refused where it stands."""
    path = described(tmp_path, **{"x-names": {"python": "Model"}})
    with pytest.raises(DescriptionError) as caught:
        spelled(documents_of(path), "many")
    assert [each.pointer for each in caught.value.findings] == ["/info/x-names/python"]


def test_a_description_may_say_what_classes_are_called(tmp_path: Path) -> None:
    """What it says for Python is taken before names in JSON; for another language it is nothing."""
    tree = yaml.safe_load(THINGS.replace("NAME", "things"))
    schemas = tree["components"]["schemas"]
    schemas["Thing"]["x-names"] = {"python": "Either"}
    schemas["Other"]["x-names"] = {"python": "List.Entry", "java": "Entry"}
    schemas["List"]["x-names"] = {"java": "Things"}
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(tree), "utf-8")
    api = spelled(documents_of(path), "many")
    assert {each.name: each.identifier for each in api.declarations} == {
        "Thing": "Either",
        "Other": "ListEntry",
        "Either": "Either2",
        "List": "List",
    }
    assert LANGUAGE.misspelt(api) == ()
