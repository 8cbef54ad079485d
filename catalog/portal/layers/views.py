"""The page of the layers."""

from __future__ import annotations

from flask import Blueprint, Response, request

from catalog.answers.judged import Judged
from catalog.portal.layers.contexts import layers_page
from catalog.portal.pages import current_day, current_snapshot, portal, respond

layers = Blueprint("layers", __name__)


@layers.get("/<revision>/layers")
def index() -> Response:
    """The layers, who calls whom across them, and what breaks their rules."""
    before = Judged(portal().lately.lasting)
    return respond("layers.html", layers_page(current_snapshot(), request.args, current_day(), before))
