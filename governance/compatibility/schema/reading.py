"""What a comparison is told (a Reading for each side) and what it answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

from catalog.frozen import dataclass
from catalog.model.source import Json

Resolve: TypeAlias = "Callable[[str, str], tuple[Json, str]]"
"""(reference as written, name of the document it stands in) -> (schema, name of the document that holds it).

Raises `UnresolvableReference` where there is no such place.
"""

DEFAULT_STEPS = 200_000
Text: TypeAlias = Literal["", "fields", "parts", "part"]
"""How values become texts: not at all; field by field (parameters, headers, url-encoded forms), where what has no items
or members has no text; or in parts (multipart), where an object without members is written. A `part` of those is text
unless it is an object, which is JSON, or a list, whose items are parts (OpenAPI, Encoding Object)."""


Need: TypeAlias = Literal["", "known", "hoped"]
"""Whether what references inside lead to is looked at only when a value needs it, so that values in large documents are
found sooner: not; yes; or yes, and what has the same name on both sides is hoped to be the same, so that no value is
sought there. A value that is found proves as much as ever; that none is found proves nothing."""


class IllFormed(ValueError):
    """A schema that means nothing: a keyword with a value it cannot have, or a schema defined by itself alone."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How one side of a comparison is read.

    `dialect` is a name of `dialects.DIALECTS` (`draft4` … `2020-12`, `openapi-2.0`, `openapi-3.0`, `openapi-3.1`);
    a `$schema` of the schema itself goes before it. `formats`: whether `format` constrains. `direction`: properties
    that do not travel that way (`readOnly` inbound, `writeOnly` outbound) are neither sent nor demanded.
    `declared_only`: a sender that sends declared properties only (tolerance undeclared-properties).
    `text`: values are texts on the wire, decoded as the schema says (see Text).
    `need`: see Need. `loose`: whether the oneOf with these branches is
    read as anyOf (tolerance overlapping-variants).
    """

    dialect: str = "2020-12"
    formats: Literal["annotations", "assertions"] = "annotations"
    direction: Literal["inbound", "outbound"] | None = None
    declared_only: bool = False
    text: Text = ""
    need: Need = ""
    loose: Callable[[Json], bool] | None = None


@dataclass(frozen=True, slots=True)
class Contained:
    """Proved: the new schema accepts every value that the old one accepts."""


@dataclass(frozen=True, slots=True)
class Refuted:
    """The old schema accepts `witness`, the new one rejects it; an independent validator has confirmed both."""

    witness: Json


@dataclass(frozen=True, slots=True)
class Undecided:
    """Neither proved nor refuted, and why."""

    reason: str


Verdict: TypeAlias = "Contained | Refuted | Undecided"
