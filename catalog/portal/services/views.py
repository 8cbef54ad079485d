"""Pages of services."""

from __future__ import annotations

from flask import Blueprint, Response, request

from catalog.portal.pages import all_services, current_day, current_revision, portal, respond
from catalog.portal.services.contexts import service_list, service_page

services = Blueprint("services", __name__)


@services.get("/<revision>/services")
def index() -> Response:
    """All services, or those that pass a filter."""
    return respond("services.html", service_list(all_services(), request.args))


@services.get("/<revision>/services/<name>")
def page(name: str) -> Response:
    """One service."""
    context = service_page(portal().catalog, current_revision(), name, current_day(), portal().lately)
    return respond("service.html", context)
