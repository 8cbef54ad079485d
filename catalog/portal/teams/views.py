"""Pages of teams."""

from __future__ import annotations

from flask import Blueprint, Response, request

from catalog.portal.pages import current_day, current_revision, current_snapshot, portal, respond
from catalog.portal.teams.contexts import team_list, team_page

teams = Blueprint("teams", __name__)


@teams.get("/<revision>/teams")
def index() -> Response:
    """All teams."""
    return respond("teams.html", team_list(current_snapshot()))


@teams.get("/<revision>/teams/<name>")
def page(name: str) -> Response:
    """One team."""
    catalog, lately = portal().catalog, portal().lately
    return respond("team.html", team_page(catalog, current_revision(), name, request.args, current_day(), lately))
