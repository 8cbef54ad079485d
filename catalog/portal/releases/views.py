"""The page of a contract's releases."""

from __future__ import annotations

from flask import Blueprint, Response

from catalog.portal.pages import current_revision, portal, respond
from catalog.portal.releases.contexts import releases_page

releases = Blueprint("releases", __name__)


@releases.get("/<revision>/releases/<path:contract_id>")
def page(contract_id: str) -> Response:
    """What each release changed and for whom."""
    context = releases_page(portal().catalog, current_revision(), contract_id, portal().lately)
    return respond("releases.html", context)
