"""The register of agreed exceptions."""

from __future__ import annotations

from flask import Blueprint, Response

from catalog.portal.exceptions.contexts import exceptions_page
from catalog.portal.pages import current_day, current_revision, portal, respond

exceptions = Blueprint("exceptions", __name__)


@exceptions.get("/<revision>/exceptions")
def index() -> Response:
    """Waivers and acceptances, with what they excuse and until when."""
    context = exceptions_page(portal().catalog, current_revision(), current_day(), portal().lately)
    return respond("exceptions.html", context)
