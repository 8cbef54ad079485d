"""The handbook: the same pages as in the source tree, at /docs."""

from __future__ import annotations

import orjson
from flask import Blueprint, abort, make_response, render_template, request
from flask.wrappers import Response

from catalog.answers.envelope import envelope
from catalog.answers.plain import plain
from catalog.portal.handbook.contexts import HandbookPage, handbook_page, rule_page
from catalog.portal.pages import page_version
from catalog.portal.twins import wants_json

handbook = Blueprint("handbook", __name__)


@handbook.get("/docs")
def index() -> Response:
    """The chapters."""
    return _answer("", handbook_page(None))


@handbook.get("/docs/<name>")
def chapter(name: str) -> Response:
    """One chapter; `.md` at the end, as links between the files have it, is fine."""
    name = name.removesuffix(".md")
    return _answer(name, handbook_page(name))


@handbook.get("/docs/rules/<rule>")
def rule(rule: str) -> Response:
    """The page of one rule."""
    return _answer(rule, rule_page(rule))


def _answer(name: str, context: HandbookPage | None) -> Response:
    if context is None:
        abort(404, f"The handbook has no chapter {name!r}.")
    if wants_json():
        response = make_response(orjson.dumps({**envelope([]), "handbook": plain(context)}))
        response.mimetype = "application/json"
    else:
        response = make_response(render_template("handbook.html", context=context))
    response.set_etag(f"{page_version()}-{name}-{wants_json()}")
    response.vary.add("Accept")
    response.cache_control.no_cache = True
    response.make_conditional(request)
    return response
