"""What the pages of shared language show: terms, canonical entities, teams and domains."""

from __future__ import annotations

from dataclasses import dataclass

from catalog.answers.schemas import SchemaRow, schema_tree
from catalog.model.domain import CanonicalEntity, Domain
from catalog.model.node import Node
from catalog.model.team import Team
from catalog.model.term import Term
from catalog.reading.contract import view_of
from catalog.reading.references import Resolver
from catalog.repository.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Glossary:
    """Terms by word, entities with their versions, domains and teams."""

    terms: tuple[Term, ...]
    entities: tuple[CanonicalEntity, ...]
    domains: tuple[Domain, ...]
    teams: tuple[Team, ...]


@dataclass(frozen=True, slots=True)
class EntityPage:
    """One version of a canonical entity as a tree."""

    name: str
    version: str
    versions: tuple[str, ...]
    file: str
    schema: SchemaRow


def glossary_of(snapshot: Snapshot) -> Glossary:
    """The glossary of a revision."""
    return Glossary(
        tuple(sorted(snapshot.terms.values(), key=lambda term: (term.term.lower(), term.name))),
        tuple(snapshot.entities.values()),
        tuple(snapshot.domains.values()),
        tuple(snapshot.teams.values()),
    )


def entity_page(snapshot: Snapshot, name: str, version: str | None) -> EntityPage | None:
    """The page of an entity; None where there is no such entity or version."""
    entity = snapshot.entities.get(name)
    files = dict(entity.versions) if entity else {}
    chosen = version or (entity.latest if entity else "")
    if chosen not in files:
        return None
    document = snapshot.document(files[chosen])
    references = view_of(document, Resolver(snapshot.documents.fetch, document)).follow
    tree = schema_tree(Node(document, (), document.tree), references)
    return EntityPage(name, chosen, tuple(files), files[chosen], tree)
