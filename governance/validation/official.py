"""The official JSON Schemas of OpenAPI and AsyncAPI, from the packages that carry them; never from the network.

OpenAPI 2.0 and 3.0 come with openapi-spec-validator (whose code is not imported), OpenAPI 3.1 and 3.2 and AsyncAPI
with the npm packages that `catalog/portal/assets.py` copies at build time. A source install without those files
falls back to openapi-spec-validator's 3.1 and 3.2; for AsyncAPI it raises MissingOfficialSchema.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema_rs
import orjson

from catalog.model.specification import Family, Specification
from governance.errors import MissingOfficialSchema

BUILT = Path(__file__).with_name("official")
LINES = {
    Family.OPENAPI: ("2.0", "3.0", "3.1", "3.2"),
    Family.ASYNCAPI: ("2.0", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "3.0", "3.1"),
}
_BUNDLED = {"2.0": "v2.0", "3.0": "v3.0", "3.1": "v3.1", "3.2": "v3.2"}
_PARTS = {"schema": "schema", "dialect/base": "dialect", "meta/base": "meta"}
_BASE_DIALECTS = (None, "https://json-schema.org/draft/2020-12/schema")

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
    """The schema for `line` (`3.0`); `dialect` is the document's `jsonSchemaDialect`, from OpenAPI 3.1 on.

    Raises:
        MissingOfficialSchema: the file is not installed.
    """
    if family is Family.ASYNCAPI:
        return _alone(f"asyncapi-{line}.0", BUILT / f"asyncapi-{line}.0.json")
    if line in ("2.0", "3.0"):
        return _alone(f"openapi-{line}", _bundled(line))
    if not (BUILT / f"openapi-{line}-schema.json").is_file():
        return _alone(f"openapi-{line}", _bundled(line))
    return _composed(line, dialect)


def _alone(name: str, path: Path) -> OfficialSchema:
    schema = _load(path)
    uri = str(schema.get("$id") or schema.get("id") or f"urn:treaty:official:{name}").removesuffix("#")
    validator = jsonschema_rs.validator_for(schema, base_uri=uri, offline=True)
    return OfficialSchema(name, validator, {uri: schema, **dict(_embedded(schema))})


def _composed(line: str, dialect: str | None) -> OfficialSchema:
    """The document schema, with Schema Objects held to the dialect where we have it."""
    root = f"https://spec.openapis.org/oas/{line}"
    documents = {f"{root}/{uri}": _load(BUILT / f"openapi-{line}-{part}.json") for uri, part in _PARTS.items()}
    known = dialect if dialect in _BASE_DIALECTS else None
    schema: Schemas = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$ref": f"{root}/schema"}
    if dialect in (*_BASE_DIALECTS, f"{root}/dialect/base") or _is_dated_base(dialect, root):
        schema["$defs"] = {"schema": {"$dynamicAnchor": "meta", "$ref": known or f"{root}/dialect/base"}}
    registry = jsonschema_rs.Registry(list(documents.items()))
    validator = jsonschema_rs.validator_for(schema, registry=registry, offline=True)
    return OfficialSchema(f"openapi-{line}", validator, documents)


def _is_dated_base(dialect: str | None, root: str) -> bool:
    return dialect is not None and dialect.startswith(f"{root}/dialect/")


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
