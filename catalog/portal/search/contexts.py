"""What the search page shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import partial

from flask import url_for

from catalog.answers.catalog import Catalog, Revision
from catalog.answers.search import FILTERS, PAGE, Found, Question, search_catalog
from catalog.portal.navigation import has_page
from catalog.portal.pager import Pager, asked_page, pager
from catalog.search.entries import Entry
from catalog.search.library import Library


@dataclass(frozen=True, slots=True)
class SearchPage(Found):
    """The answer, and which part of it is shown."""

    pager: Pager


def search_page(library: Library, catalog: Catalog, revision: Revision, query: Mapping[str, str]) -> SearchPage:
    """A page of hits; an empty query finds nothing."""
    page = asked_page()
    filters = {name: query.get(name, "") for name in FILTERS}
    question = Question(query.get("q", ""), filters, PAGE, (page - 1) * PAGE + 1)
    found = search_catalog(library, partial(catalog.snapshot, revision), revision.digest, question)
    answer = {field.name: getattr(found, field.name) for field in fields(found)}
    return SearchPage(**answer, pager=pager(found.total, PAGE))


def address_of(entry: Entry) -> str:
    """Where an entry is shown, at this request's revision."""
    if entry.contract:
        return url_for("contracts.page", contract_id=entry.contract, at=entry.at or None)
    if entry.owner_kind == "entity":
        return url_for("glossary.entity", name=entry.owner)
    if entry.owner_kind in ("service", "vendor"):
        return url_for(f"{entry.owner_kind}s.page", name=entry.owner)
    return _shared(entry.owner_kind, entry.owner)


def _shared(kind: str, name: str) -> str:
    """Domains, teams, terms and workflows have pages of their own, or stand in the glossary."""
    if kind == "term" and has_page("terms/<name>"):
        return url_for("glossary.term", name=name)
    if has_page(f"{kind}s/<name>"):
        return url_for(f"{kind}s.page", name=name)
    return url_for("glossary.index", _anchor=f"{kind}-{name}")
