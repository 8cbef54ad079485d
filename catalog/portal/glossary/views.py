"""Pages of shared language."""

from __future__ import annotations

from flask import Blueprint, Response, request

from catalog.errors import UnknownName
from catalog.portal.glossary.contexts import entity_page, glossary_of
from catalog.portal.pages import current_snapshot, respond

glossary = Blueprint("glossary", __name__)


@glossary.get("/<revision>/glossary")
def index() -> Response:
    """Terms, canonical entities, domains and teams."""
    return respond("glossary.html", glossary_of(current_snapshot()))


@glossary.get("/<revision>/entities/<name>")
def entity(name: str) -> Response:
    """One canonical entity, the newest version or `?label=v1`."""
    context = entity_page(current_snapshot(), name, request.args.get("label") or None)
    if context is None:
        raise UnknownName(f"there is no canonical entity {name!r} in this version")
    return respond("entity.html", context)
