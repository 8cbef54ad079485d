"""`impact` for the words of the glossary too: a term is hit where the canonical entity is that it stands for."""

from __future__ import annotations

from catalog.answers.catalog import Catalog
from catalog.answers.impact.answer import Reached, impact_rows
from catalog.errors import UnknownName
from catalog.repository.snapshot import Snapshot

TERM = "term"


def impact_at(
    catalog: Catalog, snapshot: Snapshot, at: str, kind: str | None, farthest: int | None
) -> tuple[Reached, str]:
    """What `treaty impact` tells of, and the term that was asked for, empty where it was none.

    Raises:
        UnknownName: nothing is called so, or a term stands for no entity.
    """
    if kind != TERM:
        try:
            return _reached(catalog, snapshot, at, kind, farthest), ""
        except UnknownName:
            if kind is not None or at.removeprefix("term/") not in snapshot.terms:
                raise
    name = at.removeprefix("term/")
    term = snapshot.terms.get(name)
    if term is None:
        raise UnknownName(f"there is no term {name!r}", hint="the glossary lists the terms")
    if not term.entity:
        hint = f"search for {term.term!r} finds the fields that are called so; ask for the impact of one of them"
        raise UnknownName(f"the term {name!r} stands for no canonical entity", hint=hint)
    return _reached(catalog, snapshot, term.entity, None, farthest), name


def _reached(catalog: Catalog, snapshot: Snapshot, at: str, kind: str | None, farthest: int | None) -> Reached:
    return impact_rows(catalog, snapshot, at, kind, farthest)
