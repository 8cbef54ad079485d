"""Errors as pages, or as RFC 9457 problem documents for those who asked for data."""

from __future__ import annotations

import logging
from dataclasses import dataclass

import orjson
from flask import Flask, Response, g, make_response, render_template
from werkzeug.exceptions import HTTPException

from catalog.answers.catalog import Revision
from catalog.errors import (
    CatalogError,
    NoCatalog,
    UnknownName,
    UnknownRevision,
    UnreadableDocument,
    UnresolvableReference,
    UsageError,
)
from catalog.portal.twins import wants_json
from catalog.portal.ways_on import Place, place_of, ways_on
from catalog.repository.tree import WORKTREE

LOG = logging.getLogger("treaty.portal")


class WrongParameter(UsageError):
    """A part of the address behind `?` that cannot be what is asked."""


STATUS: tuple[tuple[type[CatalogError], int], ...] = (
    (UnknownName, 404),
    (UnknownRevision, 404),
    (WrongParameter, 400),
    (UsageError, 400),
    (UnreadableDocument, 422),
    (UnresolvableReference, 422),
    (CatalogError, 503),
)


TITLES = {400: "Wrong parameter", 404: "Not found"}


@dataclass(frozen=True, slots=True)
class Problem:
    """RFC 9457: what happened, and what to do; `place` is the file of the catalog, with its line, to blame."""

    status: int
    title: str
    detail: str
    hint: str | None = None
    place: Place | None = None


def register(app: Flask) -> None:
    """One handler each for our errors, HTTP's, and what nobody foresaw."""
    app.register_error_handler(NoCatalog, _no_catalog)
    app.register_error_handler(CatalogError, _catalog_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _fault)


def _catalog_error(error: CatalogError) -> Response:
    status = next(status for kind, status in STATUS if isinstance(error, kind))
    title = TITLES.get(status, "Cannot be read")
    return answer(Problem(status, title, error.message, error.hint, place_of(error)))


def _no_catalog(error: NoCatalog) -> Response:
    """No page of such a revision is there, so that the answer leads to none of them."""
    asked: Revision | None = g.pop("revision", None)
    if asked is None:
        return _catalog_error(error)
    hint = error.hint if asked.commit == WORKTREE else "it may be older than the catalog; ask for a later commit"
    response = answer(Problem(404, "No catalog", f"There is no catalog at {asked.short}: no catalog.yaml.", hint))
    g.revision = asked  # for the log
    return response


def _http_error(error: HTTPException) -> Response:
    response = answer(Problem(error.code or 500, error.name, error.description or error.name))
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    if error.response is not None:
        return make_response(error.response)
    return response


def _fault(error: Exception) -> Response:
    LOG.exception("unforeseen error", exc_info=error)
    return answer(Problem(500, "Our fault", "The portal failed on this page; the log says where."))


def answer(problem: Problem) -> Response:
    """The problem as a page, or as `application/problem+json`."""
    if wants_json():
        response = make_response(orjson.dumps(_body(problem)))
        response.mimetype = "application/problem+json"
    else:
        response = make_response(render_template("problem.html", problem=problem, ways=ways_on(problem.place)))
    response.status_code = problem.status
    response.cache_control.no_store = True
    return response


def _body(problem: Problem) -> dict[str, object]:
    body = {"type": "about:blank", "title": problem.title, "status": problem.status, "detail": problem.detail}
    more = {"hint": problem.hint or "", "place": str(problem.place or "")}
    return body | {name: text for name, text in more.items() if text}
