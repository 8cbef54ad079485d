"""unclassified-pii."""

from __future__ import annotations

from collections.abc import Iterator

from governance.findings import Severity
from governance.rules.engine.places import CLASSIFICATION, Role, SchemaPlace
from governance.rules.engine.rule import Context, Violation, rule
from governance.rules.engine.words import PERSONAL, endings, words_of

QUESTIONS = frozenset({"is", "has", "can", "may", "should", "allow", "require", "verified", "enabled"})
"""Words of names that ask yes or no about such a field rather than hold it."""
LEVELS = ("public", "internal", "confidential", "restricted")


@rule("unclassified-pii", severity=Severity.ERROR, on=SchemaPlace)
def unclassified_pii(place: SchemaPlace, _: Context) -> Iterator[Violation]:
    """What tells about a person, an account or a taxpayer is not classified.

    Who may store, log or pass on a field depends on how confidential it is, and a field that nobody classified is
    passed on by everybody. `x-classification` stands at the field, or at an object or parameter above it.
    """
    if Role.UNCLASSIFIED in place.roles and is_personal(place) and place.classification is None:
        hint = f"Add {CLASSIFICATION}: one of {', '.join(LEVELS)}."
        yield Violation(f"{place.name!r} is personal data without a classification", place.pointer, hint)


def is_personal(place: SchemaPlace) -> bool:
    """By name, or because the format says that it is a mail address; lists of codes and yes-or-no are not."""
    by_name = not PERSONAL.isdisjoint(endings(place.name)) and QUESTIONS.isdisjoint(words_of(place.name))
    if not by_name and not _is_text(place):
        return False
    if not by_name and not place.formats & {"email", "idn-email"}:
        return False
    return bool(place.types & {"string", "integer"}) and "boolean" not in place.types and not place.is_enumerated


def _is_text(place: SchemaPlace) -> bool:
    value = place.target.value
    return isinstance(value, dict) and "properties" not in value and ("format" in value or "items" in value)
