"""Is the process alive, and can it answer?"""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from catalog.answers.plain import plain
from catalog.errors import CatalogError
from catalog.portal.pages import portal

health = Blueprint("health", __name__)


@health.get("/healthz")
def alive() -> Response:
    """200 as long as the process answers."""
    return jsonify(status="alive")


@health.get("/readyz")
def ready() -> tuple[Response, int]:
    """200 when the default revision, or the one before it, can be shown; else 503 with the reason and the progress."""
    found = portal()
    try:
        standing = found.standings.of()
        services = len(found.catalog.snapshot(standing.revision).services)
    except CatalogError as error:
        return jsonify(status="not ready", reason=str(error), progress=found.standings.progress), 503
    revision = standing.revision
    answer = {"status": "ready", "revision": revision.name, "commit": revision.commit, "services": services}
    return jsonify(**answer, behind=plain(standing.behind)), 200
