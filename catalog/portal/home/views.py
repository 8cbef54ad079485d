"""The start page."""

from __future__ import annotations

from urllib.parse import quote

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from catalog.portal.home.contexts import overview as overview_of
from catalog.portal.pages import all_services, current_revision, current_snapshot, portal, respond
from catalog.portal.revisions import in_address

home = Blueprint("home", __name__)


@home.get("/")
def start() -> BaseResponse:
    """To the revision that is shown when none is named."""
    return redirect(url_for("home.overview", revision=in_address(portal().catalog.default)))


@home.get("/-/go")
def go() -> BaseResponse:
    """From the form of the revision picker to the same page at the revision that was typed."""
    asked = portal().catalog.revision(request.args.get("revision", "").strip() or None)
    page = request.args.get("from", "").removeprefix("/").partition("/")[2]
    return redirect(url_for("home.overview", revision=in_address(asked.name)) + quote(page, safe="/"))


@home.get("/<revision>/", strict_slashes=False)
def overview() -> Response:
    """The catalog at a glance."""
    context = overview_of(portal().catalog, current_revision(), current_snapshot(), all_services(), portal().lately)
    return respond("overview.html", context)
