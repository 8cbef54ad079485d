"""Pages of rules."""

from __future__ import annotations

from flask import Blueprint, Response, request

from catalog.portal.pages import current_day, current_revision, portal, respond
from catalog.portal.rules.contexts import RuleList, RulePage, rule_list, rule_page

rules = Blueprint("rules", __name__)


@rules.get("/<revision>/rules")
def index() -> Response:
    """All rules, those that fail most first; `?q=` filters."""
    words = request.args.get("q", "")[:200]
    return _said("rules.html", rule_list(portal().catalog, current_revision(), words, current_day(), portal().lately))


@rules.get("/<revision>/rules/<rule>")
def page(rule: str) -> Response:
    """One rule, and where it fails."""
    return _said("rule.html", rule_page(portal().catalog, current_revision(), rule, current_day(), portal().lately))


def _said(template: str, context: RuleList | RulePage) -> Response:
    """An answer that may be kept only once the whole catalog was judged."""
    response = respond(template, context)
    if not context.progress.complete:
        response.headers.pop("ETag", None)
        response.cache_control.no_cache = None
        response.cache_control.no_store = True
    return response
