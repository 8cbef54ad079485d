"""missing-system-of-record."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.domain import Domain
from catalog.model.service import Service
from governance.findings import Severity
from governance.rules.engine.rule import Context, Violation, rule
from governance.rules.engine.words import words_of

KEYS = frozenset({(word,) for word in ("id", "key", "number", "code", "sku", "identifier", "uuid")})
"""Last words of names of what tells one from another."""


@rule("missing-system-of-record", severity=Severity.ERROR, on=Service | Domain)
def missing_system_of_record(node: Service | Domain, context: Context) -> Iterator[Violation]:
    """An entity has no system of record, or several.

    If CRM and ERP both hold the truth about a customer, each repairs what the other changed. Exactly one service says
    `masterOf`; a domain may name the system instead, where it is a vendor's. What has no key of its own in its schema,
    such as an amount of money, is no master data.
    """
    if isinstance(node, Domain):
        yield from _without(node, context)
    else:
        yield from _rivals(node, context)


def _without(domain: Domain, context: Context) -> Iterator[Violation]:
    for position, entity in enumerate(domain.entities):
        name = entity.partition("/")[0]
        known = name in domain.system_of_record or context.around.masters_of(name)
        if not known and _has_key(name, context):
            message = f"{name} has no system of record"
            hint = "Let one service say masterOf, or name the system under system_of_record."
            yield Violation(message, (*domain.origin.pointer, "entities", position), hint, facet=name)


def _has_key(name: str, context: Context) -> bool:
    """Whether some property of the entity's schema tells one from another; yes where the schema cannot be read."""
    entity = context.around.entity(name)
    document = context.around.source(entity.versions[-1][1]) if entity is not None and entity.versions else None
    properties = document.tree.get("properties") if document is not None and isinstance(document.tree, dict) else None
    return not isinstance(properties, dict) or not {words_of(key)[-1:] for key in properties}.isdisjoint(KEYS)


def _rivals(service: Service, context: Context) -> Iterator[Violation]:
    for name in service.masters:
        others = [other for other in context.around.masters_of(name) if other != service.name]
        if others:
            message = f"{service.name} says that it is master of {name}, and so does {', '.join(others)}"
            yield Violation(message, (*service.origin.pointer, "masterOf"), "Keep one of them.", facet=name)
