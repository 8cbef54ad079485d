"""Pages of shared language."""

from __future__ import annotations

from flask import Blueprint, Response, request

from catalog.answers.entities import show_entity
from catalog.answers.referring import referring
from catalog.answers.terms import show_term
from catalog.portal.glossary.contexts import glossary_of
from catalog.portal.pages import current_revision, current_snapshot, portal, respond

glossary = Blueprint("glossary", __name__)


@glossary.get("/<revision>/glossary")
def index() -> Response:
    """Terms, canonical entities, domains and teams."""
    return respond("glossary.html", glossary_of(current_snapshot()))


@glossary.get("/<revision>/entities/<name>")
def entity(name: str) -> Response:
    """One canonical entity, the newest version or `?label=v1`."""
    label, revision, lately = request.args.get("label") or None, current_revision(), portal().lately
    refers = referring(portal().catalog, revision, lately)
    key = ("entity", revision.digest, name, label)
    return respond("entity.html", lately.get(key, lambda: show_entity(current_snapshot(), name, label, refers)))


@glossary.get("/<revision>/terms/<name>")
def term(name: str) -> Response:
    """One word of the glossary."""
    return respond("term.html", show_term(current_snapshot(), name))
