"""Parameters, headers and form fields are text on the wire: what is sent, as the receiver decodes it (SEMANTICS §3).

null is absence; a receiver that wants text takes the text of a number or a truth value; one that wants an array takes
a single text as an array of one; which branch of a union a text decodes to does not matter.
"""

from __future__ import annotations

from catalog.model.source import Json
from catalog.wire.scalars import write_scalar

UNSIGNED = "0|[1-9][0-9]*"
POSITIVE = "[1-9][0-9]*"
FRACTION = r"(\.[0-9]+)?([eE][+-]?[0-9]+)?"
BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "format", "type")


def as_decoded(sent: Json, received: Json, text: str) -> Json:
    """What is sent, in the types that the receiver of this place decodes texts to; in a `part`, members are JSON."""
    sent, wanted = without_null(sent), types_of(received)
    wraps = wanted == {"array"} and "array" not in types_of(sent)
    if wraps:
        wanted = types_of(_items(received))
    if wanted and wanted <= {"string", "object"}:
        sent = numbers_as_text(sent, members=text != "part")
    return {"type": "array", "items": sent, "minItems": 1, "maxItems": 1} if wraps else sent


def _items(schema: Json) -> Json:
    if isinstance(schema, dict):
        if "items" in schema:
            return schema["items"]
        for word in ("allOf", "anyOf"):
            for member in _list(schema, word):
                return _items(member)
    return {}


def _list(schema: dict[str, Json], word: str) -> list[Json]:
    held = schema.get(word)
    return held if isinstance(held, list) else []


def types_of(schema: Json) -> set[str]:
    """The types that a schema names, branches included; empty where it names none."""
    if not isinstance(schema, dict):
        return set()
    named = schema.get("type", [])
    found = {str(name) for name in (named if isinstance(named, list) else [named])}
    for word in ("allOf", "anyOf", "oneOf"):
        for member in _list(schema, word):
            found |= types_of(member)
    return found - {"null"}


def without_null(schema: Json) -> Json:
    """Null has no text; oneOf is read as anyOf, for texts do not tell types apart."""
    if not isinstance(schema, dict):
        return schema
    kept = {key: value for key, value in schema.items() if key != "nullable"}
    if isinstance(kept.get("type"), list):
        kept["type"] = [name for name in _list(kept, "type") if name != "null"]
    if isinstance(kept.get("enum"), list):
        kept["enum"] = [value for value in _list(kept, "enum") if value is not None]
    for word in ("oneOf", "anyOf"):
        if isinstance(kept.get(word), list):
            branches = [without_null(member) for member in _list(kept, word) if not _only_null(member)]
            kept.pop(word)
            kept["anyOf"] = [*_list(kept, "anyOf"), *branches]
    if isinstance(kept.get("allOf"), list):
        kept["allOf"] = [without_null(member) for member in _list(kept, "allOf")]
    return kept


def _only_null(schema: Json) -> bool:
    return isinstance(schema, dict) and (schema.get("type") in ("null", ["null"]) or schema.get("enum") == [None])


def numbers_as_text(schema: Json, *, members: bool) -> Json:
    """Numbers and truth values as the texts that they are written as; bounds are kept as far as a sign shows them."""
    if not isinstance(schema, dict):
        return {"type": "string"} if schema is True else schema
    kept = dict(schema)
    for word in ("anyOf", "allOf"):
        if isinstance(kept.get(word), list):
            kept[word] = [numbers_as_text(member, members=members) for member in _list(kept, word)]
    if members and kept.get("additionalProperties") in (True, {}):
        kept["additionalProperties"] = {"type": "string"}
    if isinstance(kept.get("enum"), list):
        rest = {key: value for key, value in kept.items() if key not in BOUNDS}
        return {**rest, "enum": [_text(value) for value in _list(kept, "enum")]}
    named = kept.get("type")
    names = named if isinstance(named, list) else [named]
    if not {"integer", "number", "boolean"} & set(map(str, names)):
        return kept
    rest = {key: value for key, value in kept.items() if key not in BOUNDS}
    return {**rest, "anyOf": [*_list(rest, "anyOf"), *(_written(str(name), kept) for name in names)]}


def _text(value: Json) -> Json:
    return value if isinstance(value, dict | list) else write_scalar(value)


def _written(name: str, schema: dict[str, Json]) -> Json:
    if name == "boolean":
        return {"enum": ["true", "false"]}
    if name in ("integer", "number"):
        fraction = FRACTION if name == "number" else ""
        return {"type": "string", "pattern": f"^({_digits(schema)}){fraction}$"}
    return {**{key: value for key, value in schema.items() if key not in ("anyOf", "allOf")}, "type": name}


def _digits(schema: dict[str, Json]) -> str:
    least = schema.get("minimum")
    if isinstance(least, int | float) and least >= 1 and schema.get("type") == "integer":
        return POSITIVE
    return UNSIGNED if isinstance(least, int | float) and least >= 0 else f"-?({UNSIGNED})"
