"""Pages of business processes."""

from __future__ import annotations

from flask import Blueprint, Response

from catalog.portal.pages import current_day, current_revision, current_snapshot, portal, respond
from catalog.portal.workflows.contexts import workflow_list, workflow_page

workflows = Blueprint("workflows", __name__)


@workflows.get("/<revision>/workflows")
def index() -> Response:
    """All processes."""
    return respond("workflows.html", workflow_list(current_snapshot()))


@workflows.get("/<revision>/workflows/<name>")
def page(name: str) -> Response:
    """One process."""
    context = workflow_page(portal().catalog, current_revision(), name, current_day(), portal().lately)
    return respond("workflow.html", context)
