"""The contract of the portal's own API, the catalog of APIs, and contracts' documents as they were written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from urllib.parse import quote, urljoin

import orjson
from flask import Blueprint, Response, make_response, request, url_for

from catalog.answers.kept import once
from catalog.portal.api.document import document
from catalog.portal.api.linkset import CONTENT_TYPE, Places, linkset
from catalog.portal.dotted import undotted
from catalog.portal.pages import current_snapshot, page_version, portal, with_caching
from catalog.portal.revisions import in_address
from catalog.repository.snapshot import Snapshot

api = Blueprint("documents", __name__)
CATALOG = "/.well-known/api-catalog"
ANY = "any-contract"
HERE = b"https://here.invalid"
"""Stands for the portal's own address, which callers reach it by (RFC 2606 §2: nobody has this one)."""


@api.get("/-/openapi")
def contract() -> Response:
    """OpenAPI 3.1 of the JSON twins, always as JSON."""
    return _kept(_contract(), "application/json", page_version())


@api.get(CATALOG)
def catalog_of_apis() -> Response:
    """RFC 9727: every API of the catalog, and the portal's own, as a set of links."""
    found = portal()
    revision = found.standings.of().revision
    snapshot, name = found.catalog.snapshot(revision), in_address(revision.name)
    body, digest = once(
        snapshot, ("api-catalog", name, request.script_root), lambda: _links(snapshot, name), stays=True
    )
    here = orjson.dumps(_absolute("/").rstrip("/"))[1:-1]
    response = _kept(body.replace(HERE, here), CONTENT_TYPE, hashlib.sha256(digest + here).hexdigest()[:32])
    response.headers["Link"] = f'<{_absolute(CATALOG)}>; rel="api-catalog"'
    return response


def _links(snapshot: Snapshot, revision: str) -> tuple[bytes, bytes]:
    """The set of links with `HERE` for where the portal was reached, and its digest: one for all who ask."""
    body = orjson.dumps(linkset(snapshot, _places(revision)))
    return body, hashlib.sha256(body).digest()


@api.get("/<revision>/documents/<path:contract_id>")
def written(contract_id: str) -> Response:
    """A contract's document as it was written; UnknownName where there is no such contract, or it has none."""
    snapshot = current_snapshot()
    path = snapshot.document_path(contract_id)
    response = make_response(snapshot.tree.read(path).data)
    response.content_type = "application/json" if path.endswith(".json") else "application/yaml"
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
        before, _, after = _here(url_for(endpoint, revision=revision, contract_id=ANY)).rpartition(ANY)
        return lambda contract_id: f"{before}{undotted(quote(contract_id))}{after}{end}"

    return Places(
        catalog=_here(CATALOG),
        home=_here(url_for("home.overview", revision=revision)),
        contract=_here(f"{url_for('documents.contract')}.json"),
        handbook=_here(url_for("handbook.index")),
        health=_here(url_for("health.ready")),
        page=at("contracts.page"),
        data=at("contracts.page", ".json"),
        document=at("documents.written"),
    )


def _here(path: str) -> str:
    return HERE.decode() + path


def _absolute(path: str) -> str:
    """As the setting says, or as the caller reached us."""
    return urljoin(portal().settings.public_url or request.host_url, path)
