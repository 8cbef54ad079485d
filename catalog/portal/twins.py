"""JSON twins: every page's address with `.json` at its end, or asked for with `Accept: application/json`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import request

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ASKED = "treaty.json"
SUFFIX = ".json"
NOT_PAGES = ("/static/",)
DATA_ALONE = ("/-/openapi", "/.well-known/", "/healthz", "/readyz")
"""What has no page: its errors are data too."""


class JsonTwins:
    """Takes `.json` off the path and remembers that it was there."""

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        path: str = environ.get("PATH_INFO", "")
        if path.endswith(SUFFIX) and not path.startswith(NOT_PAGES):
            environ[ASKED] = True
            environ["PATH_INFO"] = path.removesuffix(SUFFIX)
        return self._application(environ, start)


def wants_json() -> bool:
    """Whether this request asks for data rather than a page."""
    if request.environ.get(ASKED) or request.path.startswith(DATA_ALONE):
        return True
    accepted = request.accept_mimetypes
    return accepted["application/json"] > accepted["text/html"]
