"""The search page."""

from __future__ import annotations

from flask import Blueprint, Response, request

from catalog.portal.pages import current_revision, current_snapshot, portal, respond
from catalog.portal.search.contexts import search_page

search = Blueprint("search", __name__)


@search.get("/<revision>/search")
def results() -> Response:
    """Hits for `?q=`, of one kind with `&kind=`."""
    query, kind = request.args.get("q", ""), request.args.get("kind", "")
    context = search_page(portal().indexes, current_snapshot(), current_revision(), query, kind)
    return respond("search.html", context)
