"""What two schemas that say little allow of each other: told by looking, where any other pair is searched."""

from __future__ import annotations

from catalog.model.source import Json
from governance.compatibility.schema import Contained, Refuted

TYPES = frozenset(("array", "boolean", "integer", "number", "object", "string"))
OF_ARRAYS = frozenset(
    (
        "items", "prefixItems", "additionalItems", "contains", "minContains", "maxContains", "unevaluatedItems",
        "minItems", "maxItems", "uniqueItems",
    )
)  # fmt: skip


def told_plainly(sent: Json, received: Json) -> Contained | Refuted | None:
    """Whether the receiver accepts all that may be sent, of a type, of members that may be anything, or of texts that
    are listed; None for all that says more."""
    if not isinstance(sent, dict) or not isinstance(received, dict):
        return None
    if "enum" in sent:
        return _of_texts(sent, received)
    if not (_is_of_a_type(sent) and _is_of_a_type(received)):
        return None
    return Contained() if received.get("type", sent.get("type")) == sent.get("type") else None


def _is_of_a_type(schema: dict[str, Json]) -> bool:
    """Whether nothing is said but a type, and of which names members are that may be anything."""
    members = schema.get("properties", {})
    return (
        schema.keys() <= {"type", "properties"}
        and _is_type(schema.get("type", "object"))
        and isinstance(members, dict)
        and not any(member != {} for member in members.values())
    )


def _is_type(name: Json) -> bool:
    return isinstance(name, str) and name in TYPES


def _of_texts(sent: dict[str, Json], received: dict[str, Json]) -> Contained | Refuted | None:
    said, heard = sent["enum"], received.get("enum", sent["enum"])
    if not (sent.keys() <= {"type", "enum"} and received.keys() <= {"type", "enum"}):
        return None
    if any(schema.get("type", "string") != "string" for schema in (sent, received)):
        return None
    if not (isinstance(said, list) and isinstance(heard, list) and said and heard):
        return None
    if not all(isinstance(text, str) for text in (*said, *heard)):
        return None
    accepted = frozenset(heard)
    missing = next((text for text in said if text not in accepted), None)
    return Contained() if missing is None else Refuted(missing)


def is_no_array(schema: Json) -> bool:
    """Whether a schema says that its values are of one other type, or null."""
    return isinstance(schema, dict) and _is_type(schema.get("type")) and schema["type"] != "array"
