"""The calendar of vendors' releases, as page and as feed."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, request

from catalog.answers.calendar.events import days_of
from catalog.portal.calendar.contexts import calendar_page
from catalog.portal.calendar.feed import feed
from catalog.portal.pages import current_day, current_snapshot, portal, respond, with_caching

calendar = Blueprint("calendar", __name__)


@calendar.get("/<revision>/calendar")
def index() -> Response:
    """What comes and goes, by month, with who is pinned and whom announced releases hit."""
    context = calendar_page(portal().catalog, current_snapshot(), request.args, current_day())
    return respond("calendar.html", context)


@calendar.get("/<revision>/calendar.ics")
def ics() -> Response:
    """The same days for calendar programs, of all vendors or of `?vendor=`."""
    snapshot, wanted = current_snapshot(), request.args.get("vendor", "")
    vendor = snapshot.vendor(wanted).name if wanted else ""
    days = tuple(each for each in days_of(snapshot) if vendor in ("", each.vendor))
    response = make_response(feed(vendor or snapshot.catalog.name or "Catalog", days))
    response.mimetype = "text/calendar"
    return with_caching(response)
