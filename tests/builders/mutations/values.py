"""Rows about the value of one member: type, null, variants, bounds, patterns, enums, formats, defaults."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from catalog.model.http import Direction
from catalog.model.source import Pointer
from tests.builders.mutations.change import FRESH, Edit, Mutation, Tree
from tests.builders.mutations.payloads import IN, OUT, demanding, with_member
from tests.builders.mutations.sites import Site

TEXT, WHOLE, NUMBER, TRUTH = ({"type": name} for name in ("string", "integer", "number", "boolean"))
LIST = {"type": "array", "items": TEXT}
Fits = Callable[[Site], bool]


def is_30(site: Site) -> bool:
    """OpenAPI 2.0 and 3.0, whose schemas are older than JSON Schema's null type and const."""
    return site.version in ("2.0", "3.0") and "asyncapi" not in site.root


def speaks_json_schema(site: Site) -> bool:
    return not is_30(site)


def is_31(site: Site) -> bool:
    return "openapi" in site.root and site.version >= "3.1"


def always(_: Site) -> bool:
    return True


def _member(before: Tree, after: Tree, fits: Fits = always, *, required: bool = True) -> Callable[[Site], Edit | None]:
    """A fresh member of one kind becomes one of another."""

    def edit(site: Site) -> Edit | None:
        if not fits(site) or site.value.get("additionalProperties") not in (None, False):
            return None
        made = []
        for value in (before, after):
            schema = with_member(site.value, FRESH, value)
            made.append(demanding(schema, FRESH) if required else schema)
        place: Pointer = (*site.pointer, "properties", FRESH)
        return Edit(((site.pointer, made[1]),), ((site.pointer, made[0]),), at=place)

    return edit


def _null(site_is_30: bool) -> Tree:
    return {**TEXT, "nullable": True} if site_is_30 else {"type": ["string", "null"]}


def _row(
    row: str, rule: str, effect: str, direction: Direction, before: Tree, after: Tree, fits: Fits = always
) -> Mutation:
    return Mutation(row, "object", rule, effect, _member(before, after, fits), direction, effect == "breaks")


_WIDER = "response property: null, type, variant added; a bound or pattern loosened"
_TIGHTER = "request bound, pattern, enum, type tightened or introduced"

# what is narrower, what is wider, the group of the rule, where it can be said
PAIRS: tuple[tuple[Tree, Tree, str, Fits], ...] = (
    (TEXT, _null(True), "null", is_30),
    (TEXT, _null(False), "null", speaks_json_schema),
    (TEXT, {"anyOf": [TEXT, {"type": "null"}]}, "null", speaks_json_schema),
    (WHOLE, NUMBER, "type", always),
    (TEXT, {"type": ["string", "integer"]}, "type", speaks_json_schema),
    (TEXT, {}, "type", always),
    ({"oneOf": [TEXT, WHOLE]}, {"oneOf": [TEXT, WHOLE, TRUTH]}, "variant", always),
    ({"anyOf": [TEXT, WHOLE]}, {"anyOf": [TEXT, WHOLE, TRUTH]}, "variant", always),
    ({**TEXT, "maxLength": 5}, {**TEXT, "maxLength": 9}, "bound", always),
    ({**TEXT, "maxLength": 5}, TEXT, "bound", always),
    ({**TEXT, "minLength": 5}, {**TEXT, "minLength": 2}, "bound", always),
    ({**TEXT, "minLength": 5}, TEXT, "bound", always),
    ({**WHOLE, "maximum": 5}, {**WHOLE, "maximum": 9}, "bound", always),
    ({**WHOLE, "minimum": 5}, WHOLE, "bound", always),
    ({**NUMBER, "minimum": 5, "exclusiveMinimum": True}, {**NUMBER, "minimum": 5}, "bound", is_30),
    ({**NUMBER, "exclusiveMinimum": 5}, {**NUMBER, "minimum": 5}, "bound", speaks_json_schema),
    ({**NUMBER, "multipleOf": 4}, {**NUMBER, "multipleOf": 2}, "bound", always),
    ({**LIST, "maxItems": 2}, {**LIST, "maxItems": 3}, "bound", always),
    ({**LIST, "minItems": 2}, LIST, "bound", always),
    ({**LIST, "uniqueItems": True}, LIST, "bound", always),
    ({"type": "object", "maxProperties": 2}, {"type": "object"}, "bound", always),
    ({**TEXT, "pattern": "^ab"}, {**TEXT, "pattern": "^a"}, "pattern", always),
    ({**TEXT, "pattern": "^ab"}, TEXT, "pattern", always),
    ({**TEXT, "format": "uuid"}, TEXT, "format", always),
    ({**TEXT, "format": "date-time"}, TEXT, "format", always),
    ({**TEXT, "format": "byte"}, TEXT, "format", always),
    ({**WHOLE, "format": "int32"}, {**WHOLE, "format": "int64"}, "format", always),
    ({**WHOLE, "format": "int64"}, WHOLE, "format", always),
    ({**TEXT, "contentEncoding": "base64"}, TEXT, "format", is_31),
    ({**TEXT, "enum": ["a", "b"]}, TEXT, "enum", always),
    ({**TEXT, "const": "a"}, TEXT, "enum", speaks_json_schema),
)  # fmt: skip


def _payload_law() -> Iterator[Mutation]:
    """Each pair as a response that says more, and as a request that is refused more."""
    for narrow, wide, group, fits in PAIRS:
        outbound = "enum removed altogether outbound" if group == "enum" else _WIDER
        yield _row(outbound, f"outbound-{group}-widened", "breaks", OUT, narrow, wide, fits)
        yield _row(_TIGHTER, f"inbound-{group}-narrowed", "breaks", IN, wide, narrow, fits)


AB, ABC, XY = ({**TEXT, "enum": list(letters)} for letters in ("ab", "abc", "xy"))
_ENUM = "scalar enum or const value added outbound"
_DEFAULT = "default changed"
_FORMAT = "other formats, a defined format replaced by an undefined one, `contentMediaType`, `contentSchema`"
_SAYS = "a keyword that no value of the declared type can violate changes nothing"
_SAME = "equivalent spellings"
_UNDECIDED = "a schema that is ill-formed or only defined by itself is undecided"
SHADE, HUE = ({**TEXT, "format": name} for name in ("shade", "hue"))
MEDIA, OTHER = ({**TEXT, "contentMediaType": name} for name in ("image/png", "image/gif"))
INNER = {**TEXT, "contentMediaType": "application/json", "contentSchema": {"type": "object"}}
TURNED = {**INNER, "contentSchema": {"type": "array"}}
DEFAULTS = (({**TEXT, "default": "a"}, {**TEXT, "default": "b"}), ({**TEXT, "default": "a"}, TEXT),
            (TEXT, {**TEXT, "default": "b"}))  # fmt: skip


def _both(row: str, rule: str, effect: str, before: Tree, after: Tree, fits: Fits = always) -> Iterator[Mutation]:
    """The same of requests and of responses; `{}` in the rule is the direction."""
    for direction in (IN, OUT):
        yield _row(row, rule.format(direction.value), effect, direction, before, after, fits)


VALUES: tuple[Mutation, ...] = (
    *_payload_law(),
    _row(_ENUM, "outbound-enum-value-added", "may-break", OUT, AB, ABC),
    _row(_ENUM, "outbound-enum-value-added", "may-break", OUT, {**TEXT, "const": "a"}, AB, speaks_json_schema),
    _row(_ENUM, "outbound-enum-value-added", "may-break", OUT, {**WHOLE, "enum": [1]}, {**WHOLE, "enum": [1, 2]}),
    _row(_ENUM, "outbound-enum-widened", "breaks", OUT, AB, XY),
    _row(_ENUM, "outbound-enum-widened", "breaks", OUT, {**TEXT, "const": "a"}, {**TEXT, "const": "b"},
         speaks_json_schema),
    _row(_TIGHTER, "inbound-enum-narrowed", "breaks", IN, ABC, AB),
    _row(_TIGHTER, "inbound-enum-narrowed", "breaks", IN, AB, {**TEXT, "const": "a"}, speaks_json_schema),
    _row(_TIGHTER, "inbound-type-narrowed", "breaks", IN, TEXT, WHOLE),
    _row(_WIDER, "outbound-type-widened", "breaks", OUT, TEXT, WHOLE),
    *(_row(_DEFAULT, "inbound-default-changed", "may-break", IN, *pair) for pair in DEFAULTS),
    *(_row(_DEFAULT, "outbound-default-changed", "safe", OUT, *pair) for pair in DEFAULTS),
    *_both(_FORMAT, "{}-format-changed", "may-break", TEXT, SHADE),
    *_both(_FORMAT, "{}-format-changed", "may-break", SHADE, TEXT),
    *_both(_FORMAT, "{}-format-changed", "may-break", SHADE, HUE),
    *_both(_FORMAT, "{}-format-changed", "may-break", {**TEXT, "format": "uuid"}, SHADE),
    *_both(_FORMAT, "{}-format-changed", "may-break", MEDIA, OTHER, speaks_json_schema),
    *_both(_FORMAT, "{}-format-changed", "may-break", MEDIA, TEXT, speaks_json_schema),
    *_both(_FORMAT, "{}-format-changed", "may-break", INNER, TURNED, is_31),
    *_both(_SAYS, "", "safe", WHOLE, {**WHOLE, "maxLength": 3, "pattern": "^a"}),
    *_both(_SAYS, "", "safe", TEXT, {**TEXT, "minimum": 3, "maxItems": 1}),
    *_both(_SAME, "", "safe", {**TEXT, "const": "a"}, {**TEXT, "enum": ["a"]}, speaks_json_schema),
    *_both(_SAME, "", "safe", {**TEXT, "format": "byte"}, {**TEXT, "contentEncoding": "base64"}, is_31),
    *_both(_SAME, "", "safe", ABC, {**TEXT, "enum": ["c", "b", "a"]}),
    *(
        Mutation(_UNDECIDED, "object", "schema-undecided", "breaks", _member(TEXT, value), direction, decided=False)
        for direction in (IN, OUT)
        for value in ({"type": "strin"}, {**TEXT, "maxLength": "nine"}, {"enum": "a"})
    ),
)  # fmt: skip
