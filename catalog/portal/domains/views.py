"""Pages of business domains."""

from __future__ import annotations

from flask import Blueprint, Response, request

from catalog.portal.domains.contexts import domain_list, domain_page
from catalog.portal.pages import current_day, current_revision, current_snapshot, portal, respond

domains = Blueprint("domains", __name__)


@domains.get("/<revision>/domains")
def index() -> Response:
    """All domains."""
    return respond("domains.html", domain_list(current_snapshot()))


@domains.get("/<revision>/domains/<name>")
def page(name: str) -> Response:
    """One domain."""
    catalog, lately = portal().catalog, portal().lately
    return respond("domain.html", domain_page(catalog, current_revision(), name, request.args, current_day(), lately))
