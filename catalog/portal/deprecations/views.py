"""The board of deprecations."""

from __future__ import annotations

from flask import Blueprint, Response, request

from catalog.portal.deprecations.contexts import board
from catalog.portal.pages import current_day, current_snapshot, respond

deprecations = Blueprint("deprecations", __name__)


@deprecations.get("/<revision>/deprecations")
def index() -> Response:
    """What is on its way out, most urgent first, with who still uses it."""
    return respond("deprecations.html", board(current_snapshot(), request.args, current_day()))
