"""Files of the catalog, so that whatever is shown can be followed to the line that says it."""

from __future__ import annotations

from flask import Blueprint, Response, request

from catalog.portal.pages import current_snapshot, respond
from catalog.portal.source.contexts import source_page

source = Blueprint("source", __name__)


@source.get("/<revision>/source")
def page() -> Response:
    """The lines of `?file=`, with `?pointer=` or `?line=` those that are meant."""
    return respond("source.html", source_page(current_snapshot(), request.args))
