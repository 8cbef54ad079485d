"""Schemas into formulas: each keyword's family says what it means, this module descends and closes recursion."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import lru_cache, partial
from typing import Any, Literal, TypeAlias

from catalog.errors import UnresolvableReference
from catalog.frozen import dataclass, field
from catalog.model.source import Json
from governance.compatibility.schema.dialects import Dialect
from governance.compatibility.schema.formulas import ARRAY, FALSE, NULL, OBJECT, TRUE, Formula, Formulas
from governance.compatibility.schema.reach import needs_itself
from governance.compatibility.schema.reading import IllFormed, Reading
from governance.compatibility.schema.references import Place, Resources
from governance.compatibility.schema.rewrites import TRIGGERS, Rewrite, as_any
from governance.compatibility.schema.shared import OPENED, Part, Same, Shared

Schema: TypeAlias = "dict[str, Any]"
Family: TypeAlias = "Callable[[Compiler, Schema, Place], Iterator[Formula]]"
"""What a family of keywords says of a schema object that holds one of them: formulas that must all hold."""
NOT_MODELLED = "is not modelled"
"""What is said of a keyword that validates somewhere, and of which nobody here knows how."""
PARTS = ("sent part", "received part")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What keywords mean.

    `known`: the keywords of each dialect that say something. `families`: what each keyword of 2020-12 belongs to,
    if it constrains. `closing`: what closes an object of whom only what is declared is sent.
    """

    known: Mapping[str, frozenset[str]]
    families: Mapping[str, Family]
    closing: Family
    _together: dict[tuple[str, ...], tuple[Family, ...]] = field(default_factory=dict)

    def families_of(self, keywords: tuple[str, ...]) -> tuple[Family, ...]:
        """The families of some keywords, each once."""
        known = self._together.get(keywords)
        if known is None:
            found = dict.fromkeys(self.families[keyword] for keyword in keywords if keyword in self.families)
            known = self._together[keywords] = tuple(found)
        return known


class Compiler:
    """One side of a comparison."""

    def __init__(
        self,
        resources: Resources,
        formulas: Formulas,
        reading: Reading,
        vocabulary: Vocabulary,
        shared: Shared,
        same: Same | None = None,
    ) -> None:
        self.resources = resources
        self.formulas = formulas
        self.reading = reading
        self.vocabulary = vocabulary
        self._shared, self._same = shared, same
        self._done: dict[tuple[int, Place], Formula] = {}
        self._open: dict[tuple[int, Place], Schema] = {}
        self._canonical: dict[int, tuple[Json, Schema]] = {}
        self._moved = resources.places.moved

    def root_place(self, schema: Json, base: str, dialect: Dialect, *, received: bool) -> Place:
        """Where a whole schema stands."""
        text: Literal["", "sent", "received"] = "received" if received else "sent"
        sender = self.reading.declared_only
        place = Place(dialect, base, sender=sender, text=text if self.reading.text else "")
        return self.resources.root(schema, self.resources.places.of(place))

    def reset(self) -> None:
        """Forget everything where a compilation was interrupted: what it had done may rest on what it had not, which
        is compiled when it is asked for."""
        if self._open:
            for key, schema in self._open.items():
                self.formulas.later((id(self), key), partial(self.at, schema, key[1]))
            self._done.clear()
            self._open.clear()

    def member(self, schema: Json, place: Place) -> Formula:
        """A schema for a property; those of a multipart body are its parts, and in a part an object is JSON."""
        if place.text and self.reading.text == "parts":
            place = self._moved(place, text="" if place.text in PARTS else f"{place.text} part")
        return self.inside(schema, place)

    def inside(self, schema: Json, place: Place) -> Formula:
        """A schema for a part of the value: an item, a name."""
        if place.text == "sent" and self.reading.text == "fields":
            place = self._moved(place, text="part")
        place = place if place.whole else self._moved(place, whole=True)
        if self.reading.need and isinstance(schema, dict) and "$ref" in schema:
            return self._later(schema, place)
        return self.at(schema, place)

    def _later(self, schema: Schema, place: Place) -> Formula:
        """A reference that is compiled when a value asks for it."""
        part = self.part(schema, place)
        if part is not None:
            return part
        place = self.resources.enter(schema, place)
        key = (id(schema), place)
        if key in self._done:
            return self._done[key]
        return self.formulas.later((id(self), key), partial(self.at, schema, place))

    def part(self, schema: Schema, place: Place) -> Formula | None:
        """The part that both sides share and that this reference leads to, if it does nothing else."""
        if self._same is None or place.text or not (place.dialect.ref_alone or schema.keys() == {"$ref"}):
            return None
        if not isinstance(schema["$ref"], str):
            return None
        subject = self._same(schema["$ref"], place.base, self.reading.need == "hoped")
        if subject is None:
            return None
        target, place = self.resources.follow(schema["$ref"], place)
        reference = self.formulas.later((id(self), (id(target), place)), partial(self.at, target, place))
        opened = place.base.partition("|")[0].endswith(OPENED)
        self._shared.add(reference, Part(subject, place.sender, opened, self.reading.loose))
        return reference

    def beside(self, schema: Json, place: Place) -> Formula:
        """A schema for the same value, one of several."""
        return self.at(schema, self._moved(place, whole=False) if place.whole else place)

    def aside(self, schema: Json, place: Place) -> Formula:
        """A schema for the same value that is a test, not a demand: what is declared does not matter here."""
        return self.at(schema, self._moved(place, whole=False, sender=False) if place.sender else place)

    def at(self, schema: Json, place: Place) -> Formula:
        """The formula of a schema at a place. Raises IllFormed, UnresolvableReference, NotJson."""
        if isinstance(schema, bool):
            return TRUE if schema else FALSE
        if not isinstance(schema, dict):
            raise IllFormed(f"a schema is an object or a boolean, not {schema!r:.60}")
        if not schema and not place.text:
            return TRUE
        place = self.resources.enter(schema, place)
        key = (id(schema), place)
        if key in self._done:
            return self._done[key]
        if key in self._open:
            return self.formulas.reference((id(self), key))
        return self._compile(schema, place, key)

    def _compile(self, schema: Schema, place: Place, key: tuple[int, Place]) -> Formula:
        self._open[key] = schema
        canonical = self.canonical(schema, place)
        families = self.vocabulary.families_of(tuple(canonical))
        said = [f for family in families for f in family(self, canonical, place)]
        if place.sender and place.whole:
            said.extend(self.vocabulary.closing(self, canonical, place))
        formula = self._as_text(self.formulas.every(said), place)
        self._open.pop(key, None)
        reference = self.formulas.referenced((id(self), key))
        if reference is not None:
            if needs_itself(self.formulas, reference, formula):
                formula = self.meaningless("a schema is defined by itself alone", key)
            self.formulas.definitions[reference] = formula
        self._done[key] = formula
        return formula

    def meaningless(self, why: str, subject: Hashable) -> Formula:
        """What stands for a schema without a meaning: equal to nothing on the other side."""
        return self.formulas.opaque(why, (id(self), subject), contested=True)

    def _as_text(self, formula: Formula, place: Place) -> Formula:
        """Where values are texts, null, the empty list and an object without members inside another value are absence;
        a receiver reads as its schema allows."""
        if not place.text or not place.whole:
            return formula
        arena = self.formulas
        if place.text in ("received", "received part"):
            return arena.any((formula, arena.otherwise(formula)))
        if place.text == "part":
            return arena.every((formula, written(arena)))
        absent = arena.every((arena.types(ARRAY), arena.literal("maxItems", 0)))
        inside = members_written(arena) if self.reading.text == "fields" else ()
        return arena.every((formula, -arena.types(NULL), -absent, *inside))

    def canonical(self, schema: Schema, place: Place) -> Schema:
        """A schema object in the vocabulary of 2020-12. The same object is returned each time."""
        known = self._canonical.get(id(schema))
        if known is None:
            known = self._canonical[id(schema)] = (schema, self._rewritten(schema, place))
        return known[1]

    def _rewritten(self, schema: Schema, place: Place) -> Schema:
        known = self.vocabulary.known[place.dialect.name]
        kept, rewrites = _heeded(known, place.dialect.rewrites, tuple(schema))
        if len(kept) < len(schema):
            schema = {keyword: schema[keyword] for keyword in kept}
        if self.reading.loose is not None and "oneOf" in schema and self.reading.loose(schema["oneOf"]):
            schema = as_any(schema)
        for rewrite in rewrites:
            if not TRIGGERS[rewrite].isdisjoint(schema):
                schema = rewrite(schema, self.reading, lambda reference: self._led_to(reference, place))
        return schema

    def _led_to(self, reference: str, place: Place) -> Json:
        """The schema behind a reference that a rewriting looks at; one that leads nowhere is judged where it stands."""
        try:
            return self.resources.follow(reference, place)[0]
        except UnresolvableReference:
            return True


@lru_cache(maxsize=4096)
def _heeded(
    known: frozenset[str], rewrites: tuple[Rewrite, ...], keywords: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[Rewrite, ...]]:
    """Those of some keywords that are known, and the rewritings that look at one of them; none adds what another
    looks at."""
    kept = tuple(keyword for keyword in keywords if keyword in known)
    return kept, tuple(rewrite for rewrite in rewrites if not TRIGGERS[rewrite].isdisjoint(kept))


def written(arena: Formulas) -> Formula:
    """Not null, not without items or members, nor is anything inside: what a field says as text."""
    reference = arena.reference("written")
    if reference not in arena.definitions:
        no_items = arena.every((arena.types(ARRAY), arena.literal("maxItems", 0)))
        no_members = arena.every((arena.types(OBJECT), arena.literal("maxProperties", 0)))
        something = (-arena.types(NULL), -no_items, -no_members)
        arena.definitions[reference] = arena.every((*something, *members_written(arena)))
    return arena.definitions[reference]


def members_written(arena: Formulas) -> tuple[Formula, ...]:
    """All members and items are written."""
    reference = arena.later("written", partial(written, arena))
    return arena.literal("keys", TRUE, reference), arena.literal("items", 0, reference)
