"""What the page of shared language shows: terms, canonical entities, teams and domains."""

from __future__ import annotations

from dataclasses import dataclass

from catalog.model.domain import CanonicalEntity, Domain
from catalog.model.team import Team
from catalog.model.term import Term
from catalog.repository.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Glossary:
    """Terms by word, entities with their versions, domains and teams."""

    terms: tuple[Term, ...]
    entities: tuple[CanonicalEntity, ...]
    domains: tuple[Domain, ...]
    teams: tuple[Team, ...]


def glossary_of(snapshot: Snapshot) -> Glossary:
    """The glossary of a revision."""
    return Glossary(
        tuple(sorted(snapshot.terms.values(), key=lambda term: (term.term.lower(), term.name))),
        tuple(snapshot.entities.values()),
        tuple(snapshot.domains.values()),
        tuple(snapshot.teams.values()),
    )
