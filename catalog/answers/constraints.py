"""What a schema says about a value, in words that people use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from catalog.model.source import Json

Schema: TypeAlias = "Mapping[str, Json]"
Words: TypeAlias = "Callable[[Json, Schema], str | None]"
SHOWN_VALUES = 12


def type_words(schema: Schema) -> str:
    """`string (date-time)`, `integer or null`, `array`; empty where the schema does not say."""
    names = [name for name in _types(schema) if isinstance(name, str)]
    words = " or ".join(names) or _implied(schema)
    form = schema.get("format")
    return f"{words} ({form})".strip() if isinstance(form, str) and form else words


def constraint_words(schema: Schema) -> tuple[str, ...]:
    """One phrase per constraint, in the order of the table below."""
    return tuple(_phrases(schema))


def shown(value: Json) -> str:
    """A value in JSON's spelling, cut where long."""
    if isinstance(value, str):
        text = f'"{value}"'
    elif isinstance(value, dict | list):
        text = "an object" if isinstance(value, dict) else f"a list of {len(value)}"
    else:
        text = _literal(value)
    return text if len(text) <= 80 else f"{text[:79]}…"


def _literal(value: Json) -> str:
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _types(schema: Schema) -> list[Json]:
    declared = schema.get("type")
    names: list[Json] = list(declared) if isinstance(declared, list) else [declared]
    return [*names, "null"] if schema.get("nullable") is True and "null" not in names else names


def _implied(schema: Schema) -> str:
    if "properties" in schema or "additionalProperties" in schema:
        return "object"
    return "array" if "items" in schema or "prefixItems" in schema else ""


def _phrases(schema: Schema) -> Iterator[str]:
    for keyword, words in KEYWORDS:
        if keyword in schema and (phrase := words(schema[keyword], schema)):
            yield phrase


def _values(value: Json, _schema: Schema) -> str | None:
    if not isinstance(value, list):
        return None
    names = [shown(item) for item in value[:SHOWN_VALUES]]
    more = f" and {len(value) - SHOWN_VALUES} more" if len(value) > SHOWN_VALUES else ""
    return f"one of {', '.join(names)}{more}"


def _lengths(value: Json, schema: Schema) -> str | None:
    return _range(value, schema.get("maxLength"), "character", "characters")


def _longest(value: Json, schema: Schema) -> str | None:
    return None if "minLength" in schema else f"at most {value} characters"


def _items(value: Json, schema: Schema) -> str | None:
    return _range(value, schema.get("maxItems"), "item", "items")


def _most_items(value: Json, schema: Schema) -> str | None:
    return None if "minItems" in schema else f"at most {value} items"


def _members(value: Json, schema: Schema) -> str | None:
    return _range(value, schema.get("maxProperties"), "member", "members")


def _most_members(value: Json, schema: Schema) -> str | None:
    return None if "minProperties" in schema else f"at most {value} members"


def _range(low: Json, high: Json, one: str, many: str) -> str:
    if high is None:
        return f"at least {low} {one if low == 1 else many}"
    if low == high:
        return f"exactly {low} {one if low == 1 else many}"
    return f"{low} to {high} {many}"


def _minimum(value: Json, schema: Schema) -> str:
    return f"more than {value}" if schema.get("exclusiveMinimum") is True else f"at least {value}"


def _maximum(value: Json, schema: Schema) -> str:
    return f"less than {value}" if schema.get("exclusiveMaximum") is True else f"at most {value}"


def _above(value: Json, _schema: Schema) -> str | None:
    return None if isinstance(value, bool) else f"more than {value}"


def _below(value: Json, _schema: Schema) -> str | None:
    return None if isinstance(value, bool) else f"less than {value}"


def _closed(value: Json, _schema: Schema) -> str | None:
    return "no other members" if value is False else None


def _only_if(words: str) -> Words:
    return lambda value, _schema: words if value is True else None


def _said(words: str) -> Words:
    return lambda value, _schema: words.format(shown(value))


def _raw(words: str) -> Words:
    return lambda value, _schema: words.format(value) if isinstance(value, str | int | float) else None


KEYWORDS: tuple[tuple[str, Words], ...] = (
    ("const", _said("always {}")),
    ("enum", _values),
    ("minLength", _lengths),
    ("maxLength", _longest),
    ("pattern", _raw("matches {}")),
    ("minimum", _minimum),
    ("exclusiveMinimum", _above),
    ("maximum", _maximum),
    ("exclusiveMaximum", _below),
    ("multipleOf", _raw("a multiple of {}")),
    ("minItems", _items),
    ("maxItems", _most_items),
    ("uniqueItems", _only_if("no item twice")),
    ("minProperties", _members),
    ("maxProperties", _most_members),
    ("additionalProperties", _closed),
    ("unevaluatedProperties", _closed),
    ("contentEncoding", _raw("encoded as {}")),
    ("contentMediaType", _raw("holds {}")),
    ("readOnly", _only_if("read only")),
    ("writeOnly", _only_if("write only")),
    ("default", _said("default {}")),
)
