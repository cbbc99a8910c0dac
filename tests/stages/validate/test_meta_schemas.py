"""The meta-schemas of OpenAPI, and how little is imported for them."""

from __future__ import annotations

import subprocess
import sys

import pytest
from jsonschema import Draft202012Validator
from openapi_schema_validator import OAS31Validator, OAS32Validator
from openapi_schema_validator._specifications import REGISTRY
from openapi_spec_validator.schemas import schema_v30, schema_v31, schema_v32

from generator.standard.versions import Version
from generator.validate import meta_schemas

DOCUMENTS = {Version.V3_0: schema_v30, Version.V3_1: schema_v31, Version.V3_2: schema_v32}
SCHEMAS = {Version.V3_1: OAS31Validator, Version.V3_2: OAS32Validator}


@pytest.mark.parametrize("version", DOCUMENTS)
def test_documents_have_the_published_meta_schema(version: Version) -> None:
    """What is read is what openapi-spec-validator gives who imports it."""
    assert dict(DOCUMENTS[version]) == meta_schemas.of_documents(version)


@pytest.mark.parametrize("version", SCHEMAS)
def test_schemas_have_the_published_meta_schema(version: Version) -> None:
    """So is that of schemas, with all that it refers to; OpenAPI's own dialect holds a value to no
    more than JSON Schema's does.
    """
    dialect = SCHEMAS[version]
    assert dialect.META_SCHEMA == meta_schemas.of_schemas(version)
    assert {*REGISTRY} == {*meta_schemas.registry()}
    more = dialect.VALIDATORS.keys() - Draft202012Validator.VALIDATORS.keys()
    assert {"description", "discriminator", "example", "externalDocs", "xml"} == more


def test_only_their_texts_are_read() -> None:
    """Checking a description imports neither of the packages, nor the settings of one of them."""
    asked = "import sys, generator.validate as v; print(sorted(sys.modules))"
    run = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True, text=True)
    assert "'jsonschema'" in run.stdout
    for each in ("openapi_schema_validator", "openapi_spec_validator", "pydantic_settings"):
        assert f"'{each}'" not in run.stdout
