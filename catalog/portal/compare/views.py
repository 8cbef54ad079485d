"""The page that compares two editions of a contract."""

from __future__ import annotations

from flask import Blueprint, Response, request

from catalog.portal.compare.contexts import compare_page
from catalog.portal.pages import current_revision, portal, respond

compare = Blueprint("compare", __name__)


@compare.get("/<revision>/compare/<path:contract_id>")
def page(contract_id: str) -> Response:
    """Two editions by meaning, with `?view=text` side by side."""
    context = compare_page(portal().catalog, current_revision(), contract_id, request.args, portal().lately)
    return respond("compare.html", context)
