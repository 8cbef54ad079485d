"""Pages of contracts."""

from __future__ import annotations

from flask import Blueprint, Response, request

from catalog.portal.contracts.contexts import contract_list, contract_page
from catalog.portal.contracts.parts import part_page
from catalog.portal.pages import all_contracts, current_day, current_revision, portal, respond

contracts = Blueprint("contracts", __name__)


@contracts.get("/<revision>/contracts")
def index() -> Response:
    """All contracts, or those that pass a filter."""
    return respond("contracts.html", contract_list(all_contracts(), request.args))


@contracts.get("/<revision>/contracts/<path:contract_id>")
def page(contract_id: str) -> Response:
    """One contract; with `?at=<address>` one part of it, with `?label=` an announced release, filtered by `?q=`."""
    catalog, revision, today, lately = portal().catalog, current_revision(), current_day(), portal().lately
    label, at = request.args.get("label") or None, request.args.get("at")
    if at:
        return respond("part.html", part_page(catalog, revision, contract_id, label, at, today, lately))
    words = request.args.get("q", "")[:200]
    return respond("contract.html", contract_page(catalog, revision, contract_id, label, words, today, lately))
