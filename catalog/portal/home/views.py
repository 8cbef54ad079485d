"""The start page."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, url_for
from werkzeug.wrappers import Response as BaseResponse

from catalog.portal.home.contexts import overview as overview_of
from catalog.portal.pages import current_revision, current_snapshot, portal, respond
from catalog.portal.revisions import in_address

home = Blueprint("home", __name__)


@home.get("/")
def start() -> BaseResponse:
    """To the revision that is shown when none is named."""
    return redirect(url_for("home.overview", revision=in_address(portal().catalog.default)))


@home.get("/<revision>/", strict_slashes=False)
def overview() -> Response:
    """The catalog at a glance."""
    return respond("overview.html", overview_of(portal().catalog, current_revision(), current_snapshot()))
