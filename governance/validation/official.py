"""The official JSON Schemas of OpenAPI and AsyncAPI, from the packages that carry them; never from the network.

OpenAPI 2.0 and 3.0 come with openapi-spec-validator (whose code is not imported), OpenAPI 3.1 and 3.2 and AsyncAPI
with the npm packages that `catalog/portal/assets.py` copies at build time. A source install without those files
falls back to openapi-spec-validator's 3.1 and 3.2; for AsyncAPI it raises MissingOfficialSchema.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema_rs
import orjson

from catalog.frozen import dataclass
from catalog.model.schema import DRAFT_2020
from catalog.model.source import Json
from catalog.model.specification import Family, Specification
from governance.errors import MissingOfficialSchema

BUILT = Path(__file__).with_name("official")
LINES = {
    Family.OPENAPI: ("2.0", "3.0", "3.1", "3.2"),
    Family.ASYNCAPI: ("2.0", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "3.0", "3.1"),
}
_BUNDLED = {"2.0": "v2.0", "3.0": "v3.0", "3.1": "v3.1", "3.2": "v3.2"}
_PARTS = {
    "3.1": {"schema": "schema", "dialect": "dialect/base", "meta": "meta/base"},
    "3.2": {"schema": "schema", "dialect": "dialect", "meta": "meta"},
}
COMPOSED = "urn:treaty:official:openapi"

Schemas = dict[str, Any]


@dataclass(frozen=True, slots=True)
class OfficialSchema:
    """A compiled schema and, by absolute URI, the schemas it is made of (for what they allow at a place)."""

    name: str
    validator: jsonschema_rs.Validator
    documents: Schemas


def is_known(specification: Specification) -> bool:
    """Whether this version of the specification has an official schema at all."""
    return specification.line in LINES.get(specification.family, ())


@lru_cache(maxsize=32)
def official_schema(family: Family, line: str, dialect: str | None = None) -> OfficialSchema:
    """The compiled schema for `line` (`3.0`); `dialect` is the document's `jsonSchemaDialect`, from OpenAPI 3.1 on.

    Raises:
        MissingOfficialSchema: the file is not installed.
    """
    schema, documents = _written(family, line, dialect)
    uri = _uri(schema)
    registry = (
        jsonschema_rs.Registry([pair for pair in documents.items() if pair[0] != uri]) if uri == COMPOSED else None
    )
    validator = jsonschema_rs.validator_for(schema, base_uri=uri, registry=registry, offline=True)
    return OfficialSchema(f"{family.value}-{line}", validator, documents)


def official_documents(specification: Specification, tree: Json) -> tuple[Schemas, Schemas]:
    """The schema that `tree` must fit, and by URI the schemas it is made of, for other validators.

    Raises:
        MissingOfficialSchema: the file is not installed.
    """
    return _written(specification.family, specification.line, dialect_of(tree))


def dialect_of(tree: Json) -> str | None:
    """The document's `jsonSchemaDialect`."""
    dialect = tree.get("jsonSchemaDialect") if isinstance(tree, dict) else None
    return dialect if isinstance(dialect, str) else None


def _written(family: Family, line: str, dialect: str | None) -> tuple[Schemas, Schemas]:
    if family is Family.OPENAPI and (BUILT / f"openapi-{line}-schema.json").is_file():
        return _composed(line, dialect)
    path = BUILT / f"asyncapi-{line}.0.json" if family is Family.ASYNCAPI else _bundled(line)
    schema = _load(path)
    return schema, {_uri(schema): schema, **dict(_embedded(schema))}


def _uri(schema: Schemas) -> str:
    return str(schema.get("$id") or schema.get("id") or "urn:treaty:official").removesuffix("#")


def _composed(line: str, dialect: str | None) -> tuple[Schemas, Schemas]:
    """The document schema, with Schema Objects held to the dialect where we have it."""
    root = f"https://spec.openapis.org/oas/{line}"
    parts = _PARTS[line]
    documents = {f"{root}/{uri}": _load(BUILT / f"openapi-{line}-{part}.json") for part, uri in parts.items()}
    schema: Schemas = {"$schema": DRAFT_2020, "$id": COMPOSED, "$ref": f"{root}/schema"}
    held_to = DRAFT_2020 if dialect == DRAFT_2020 else f"{root}/{parts['dialect']}"
    if dialect is None or dialect == DRAFT_2020 or dialect.startswith(f"{root}/dialect"):
        schema["$defs"] = {"schema": {"$dynamicAnchor": "meta", "$ref": held_to}}
    return schema, documents


def _embedded(schema: Any) -> Iterator[tuple[str, Schemas]]:
    """Schemas that an AsyncAPI bundle carries under their own `$id`."""
    for definition in schema.get("definitions", {}).values():
        if isinstance(definition, dict) and isinstance(definition.get("$id"), str):
            yield definition["$id"].removesuffix("#"), definition


def _bundled(line: str) -> Path:
    package = find_spec("openapi_spec_validator")
    if package is None or package.origin is None:
        raise _missing(f"OpenAPI {line}", "pip install openapi-spec-validator")
    return Path(package.origin).parent / "resources" / "schemas" / _BUNDLED[line] / "schema.json"


def _load(path: Path) -> Schemas:
    try:
        loaded: Schemas = orjson.loads(path.read_bytes())
    except FileNotFoundError:
        raise _missing(path.stem, "run `make assets` in the source tree, or install a built wheel") from None
    return loaded


def _missing(what: str, hint: str) -> MissingOfficialSchema:
    return MissingOfficialSchema(f"the official schema {what} is not installed", hint=hint)
