"""The contract of the portal's own API, the catalog of APIs, and contracts' documents as they were written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from urllib.parse import quote, urljoin

import orjson
from flask import Blueprint, Response, make_response, request, url_for

from catalog.portal.api.document import document
from catalog.portal.api.linkset import CONTENT_TYPE, Places, linkset
from catalog.portal.pages import current_snapshot, page_version, portal, with_caching
from catalog.portal.revisions import in_address

api = Blueprint("documents", __name__)
CATALOG = "/.well-known/api-catalog"
ANY = "any-contract"


@api.get("/-/openapi")
def contract() -> Response:
    """OpenAPI 3.1 of the JSON twins, always as JSON."""
    return _kept(_contract(), "application/json", page_version())


@api.get(CATALOG)
def catalog_of_apis() -> Response:
    """RFC 9727: every API of the catalog, and the portal's own, as a set of links."""
    found = portal()
    revision = found.standings.of().revision
    body = orjson.dumps(linkset(found.catalog.snapshot(revision), _places(in_address(revision.name))))
    response = _kept(body, CONTENT_TYPE, hashlib.sha256(body).hexdigest()[:32])
    response.headers["Link"] = f'<{_absolute(CATALOG)}>; rel="api-catalog"'
    return response


@api.get("/<revision>/documents/<path:contract_id>")
def written(contract_id: str) -> Response:
    """A contract's document as it was written; UnknownName where there is no such contract."""
    snapshot = current_snapshot()
    entry = snapshot.entry(contract_id)
    response = make_response(snapshot.tree.read(entry.path).data)
    response.content_type = "application/json" if entry.path.endswith(".json") else "application/yaml"
    response.headers["Content-Disposition"] = "inline"
    return with_caching(response)


@cache
def _contract() -> bytes:
    return orjson.dumps(document(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _kept(body: bytes, content_type: str, tag: str) -> Response:
    response = make_response(body)
    response.content_type = content_type
    response.set_etag(tag)
    response.cache_control.no_cache = True
    response.make_conditional(request)
    return response


def _places(revision: str) -> Places:
    def at(endpoint: str, end: str = "") -> Callable[[str], str]:
        """Where a contract is shown: the address is made once, for any of them."""
        before, _, after = _absolute(url_for(endpoint, revision=revision, contract_id=ANY)).rpartition(ANY)
        return lambda contract_id: f"{before}{quote(contract_id)}{after}{end}"

    return Places(
        catalog=_absolute(CATALOG),
        home=_absolute(url_for("home.overview", revision=revision)),
        contract=_absolute(f"{url_for('documents.contract')}.json"),
        handbook=_absolute(url_for("handbook.index")),
        health=_absolute(url_for("health.ready")),
        page=at("contracts.page"),
        data=at("contracts.page", ".json"),
        document=at("documents.written"),
    )


def _absolute(path: str) -> str:
    """As the setting says, or as the caller reached us."""
    return urljoin(portal().settings.public_url or request.host_url, path)
