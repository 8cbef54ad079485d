"""Is the process alive, and can it answer?"""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from catalog.errors import CatalogError
from catalog.portal.pages import portal

health = Blueprint("health", __name__)


@health.get("/healthz")
def alive() -> Response:
    """200 as long as the process answers."""
    return jsonify(status="alive")


@health.get("/readyz")
def ready() -> tuple[Response, int]:
    """200 when the default revision can be read, else 503 with the reason."""
    catalog = portal().catalog
    try:
        revision = catalog.revision()
        snapshot = catalog.snapshot(revision)
        services = len(snapshot.services)
    except CatalogError as error:
        return jsonify(status="not ready", reason=str(error)), 503
    return jsonify(status="ready", revision=revision.name, commit=revision.commit, services=services), 200
