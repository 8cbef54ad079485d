"""Pages of vendors."""

from __future__ import annotations

from flask import Blueprint, Response

from catalog.portal.pages import current_day, current_revision, current_snapshot, portal, respond
from catalog.portal.vendors.contexts import vendor_list, vendor_page

vendors = Blueprint("vendors", __name__)


@vendors.get("/<revision>/vendors")
def index() -> Response:
    """All vendors."""
    return respond("vendors.html", vendor_list(current_snapshot()))


@vendors.get("/<revision>/vendors/<name>")
def page(name: str) -> Response:
    """One vendor."""
    context = vendor_page(portal().catalog, current_revision(), name, current_day(), portal().lately)
    return respond("vendor.html", context)
