"""The page of the focus graph."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, request

from catalog.portal.map import links
from catalog.portal.map.contexts import MapStart, map_page
from catalog.portal.pages import current_snapshot, portal, respond

map_pages = Blueprint("map", __name__)
map_pages.add_app_template_global(links.link_to)
map_pages.add_app_template_global(links.proof_link)


@map_pages.get("/<revision>/map")
def index() -> Response:
    """What one thing depends on and what depends on it; without `?focus=`, where to begin."""
    context = map_page(portal().catalog, current_snapshot(), request.args)
    return respond("map_start.html" if isinstance(context, MapStart) else "map.html", context)


@map_pages.app_template_global()
def has_page(endpoint: str) -> bool:
    """Whether there is a page to link to."""
    return endpoint in current_app.view_functions
