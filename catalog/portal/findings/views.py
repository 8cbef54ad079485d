"""The page of a contract's findings."""

from __future__ import annotations

from flask import Blueprint, Response, request

from catalog.portal.findings.contexts import findings_page
from catalog.portal.pages import current_day, current_revision, portal, respond

findings = Blueprint("findings", __name__)


@findings.get("/<revision>/findings/<path:contract_id>")
def page(contract_id: str) -> Response:
    """What `treaty check` finds in a contract, by place; `?severity=` and `?rule=` narrow it down."""
    severity, rule = request.args.get("severity", ""), request.args.get("rule", "")
    asked = (portal().catalog, current_revision(), contract_id, severity, rule, current_day(), portal().lately)
    return respond("findings.html", findings_page(*asked))
