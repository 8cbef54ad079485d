"""The search page."""

from __future__ import annotations

from flask import Blueprint, Response, request

from catalog.portal.pages import current_revision, portal, respond
from catalog.portal.search.contexts import address_of, search_page

search = Blueprint("search", __name__)
search.add_app_template_filter(address_of, "hit_address")


@search.get("/<revision>/search")
def results() -> Response:
    """Hits for `?q=`, narrowed down by `kind`, `layer`, `domain`, `vendor`, `pattern`, `stage`, `owner`, `spec`."""
    context = search_page(portal().library, portal().catalog, current_revision(), request.args)
    return respond("search.html", context)
