"""The page of who is hit."""

from __future__ import annotations

from flask import Blueprint, Response, request

from catalog.portal.impact.contexts import ImpactStart, impact_page
from catalog.portal.pages import current_day, current_snapshot, portal, respond

impact_pages = Blueprint("impact", __name__)


@impact_pages.get("/<revision>/impact")
def index() -> Response:
    """Who is hit by `?at=`, a place of the catalog; without it, what may be asked."""
    context = impact_page(portal().catalog, current_snapshot(), request.args, current_day())
    return respond("impact_start.html" if isinstance(context, ImpactStart) else "impact.html", context)
