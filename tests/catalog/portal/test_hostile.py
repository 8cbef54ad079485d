"""Attacks, each where it could apply: harmless."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from catalog.portal.security import POLICY
from tests.builders.catalog import SOUND
from tests.builders.git import git_repository
from tests.builders.portal import portal_client

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>"
MARKUP = f"{SCRIPT} [click](javascript:alert(1)) ![x](https://example.org/x.png) <a href='javascript:alert(1)'>y</a>"
REVISIONS = (
    "--help", "-n", "--upload-pack=x", "..", "../..", "main..HEAD", "^main", "main:catalog.yaml", "@{1}", "@{9999}",
    "\0", "a\nb", "HEAD^{tree}", "main^{/x}", ":/fix", "%2e%2e", "//example.org", "x" * 5000, "refs/heads/../../x", "☃",
)  # fmt: skip
NAMES = (
    "../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "/etc/passwd",
    "catalog.yaml",
    "\0",
    "x" * 5000,
    "a\r\nX-Evil: 1",
    "☃",
)


def hostile_openapi() -> str:
    import json

    words = json.dumps(MARKUP)
    return f"""\
openapi: 3.1.0
info: {{title: {words}, version: {words}, description: {words}}}
servers: [{{url: {words}, description: {words}}}]
tags: [{{name: {words}}}]
paths:
  {json.dumps("/" + SCRIPT)}:
    get:
      operationId: {words}
      summary: {words}
      description: {words}
      tags: [{words}]
      parameters: [{{name: {words}, in: query, description: {words}, schema: {{type: string, pattern: {words}}}}}]
      responses: {{"200": {{description: {words}}}}}
components:
  schemas:
    {words}: {{description: {words}, properties: {{{words}: {{description: {words}, enum: [{words}]}}}}}}
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    import json

    words = json.dumps(MARKUP)
    files = {
        **SOUND,
        "catalog.yaml": f"name: {words}\ndescription: {words}\n",
        "services/orders/service.yaml": (
            f"title: {words}\ndescription: {words}\nlayer: process\ndomain: order\nowner: blue\nlifecycle: active\n"
            f"repository: 'javascript:alert(1)'\nlinks: {{{words}: 'javascript:alert(1)'}}\ncontracts: [orders/v1]\n"
        ),
        "services/orders/v1/openapi.yaml": hostile_openapi(),
        "terms/order.yaml": f"term: {words}\ndefinition: {words}\ndomain: order\n",
    }
    return portal_client(git_repository(tmp_path_factory.mktemp("hostile") / "r", files).path)


def pages(client: FlaskClient) -> list[str]:
    """Pages that show what the hostile catalog says."""
    found = ["/main/", "/main/services", "/main/services/orders", "/main/contracts", "/main/contracts/orders/v1"]
    contract = client.get("/main/contracts/orders/v1.json").json
    assert contract is not None
    rows = contract["contract"]["operations"] + contract["contract"]["schemas"]
    parts = [f"/main/contracts/orders/v1?at={quote(row['at'])}" for row in rows]
    return [*found, *parts, "/main/glossary", "/main/search?q=alert", f"/main/search?q={quote(MARKUP)}"]


def test_no_script_of_a_catalog_reaches_a_page(client: FlaskClient) -> None:
    listed = pages(client)
    assert len(listed) >= 10
    for page in listed:
        response = client.get(page)
        assert response.status_code == 200, page
        text = response.text
        assert "<script>alert" not in text, page
        assert not re.search(r"<img[^>]*onerror", text), page
        assert not re.search(r'(href|src|action)="?\s*javascript:', text, re.IGNORECASE), page
        assert "<img" not in text, page


OVERLOADED = """\
openapi: 3.0.3
info: {title: Orders, version: 1.0.0}
paths:
  /orders: {post: &post {responses: {"200": {description: fine}}}}
  "/orders#search": {post: *post}
components: {schemas: {S: {type: object}}}
"""


def test_paths_that_a_hash_tells_apart_have_pages(tmp_path: Path) -> None:
    found = portal_client(git_repository(tmp_path / "r", {**SOUND, "services/orders/v1/openapi.yaml": OVERLOADED}).path)
    contract = found.get("/main/contracts/orders/v1.json").get_json()["contract"]
    parts = [row["at"] for row in (*contract["operations"], *contract["schemas"])]
    assert parts == ["POST /orders", "POST /orders#search", "schema S"]
    for part in parts:
        for form in ("", ".json"):
            assert found.get(f"/main/contracts/orders/v1{form}?at={quote(part)}").status_code == 200


def test_nothing_of_a_page_comes_from_elsewhere(client: FlaskClient) -> None:
    for page in pages(client):
        loaded = re.findall(
            r'<(?:script|link|img|iframe|form)[^>]*(?:src|href|action)="([^"]*)"', client.get(page).text
        )
        assert all(address.startswith("/") and not address.startswith("//") for address in loaded), page


@pytest.mark.parametrize("revision", REVISIONS)
def test_odd_revisions_are_not_found(revision: str, client: FlaskClient) -> None:
    for rest in ("/", "/services", "/contracts/orders/v1", "/search?q=x"):
        response = client.get(f"/{quote(revision, safe='')}{rest}", follow_redirects=True)
        assert response.status_code in (400, 404), rest
        assert "root:" not in response.text


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "page", ["/main/services/{}", "/main/vendors/{}", "/main/contracts/{}", "/main/entities/{}", "/docs/{}"]
)
def test_odd_names_are_not_found(page: str, name: str, client: FlaskClient) -> None:
    response = client.get(page.format(quote(name, safe="")), follow_redirects=True)
    assert response.status_code in (400, 404)
    assert "root:" not in response.text
    assert "X-Evil" not in response.headers


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/vendor/..%2f..%2fapp.py", "/static//etc/passwd"]
)
def test_static_files_are_those_of_the_folder(path: str, client: FlaskClient) -> None:
    assert client.get(path, follow_redirects=True).status_code == 404


@pytest.mark.parametrize(
    "page", ["https://example.org/", "//example.org/x", "/main//example.org", "/\\example.org", "x"]
)
def test_the_picker_never_leads_elsewhere(page: str, client: FlaskClient) -> None:
    location = client.get("/-/go", query_string={"revision": "HEAD", "from": page}).location
    assert location is not None
    assert location.startswith("/HEAD/")


def test_query_values_do_not_steer_links(client: FlaskClient) -> None:
    text = client.get("/main/services?_external=1&_scheme=javascript&revision=evil&_anchor=x").text
    links = re.findall(r'href="([^"]*)"', text)
    assert links
    assert all(link.startswith(("/", "#")) and not link.startswith(("//", "/evil")) for link in links)


@pytest.mark.parametrize("page", ["/main/", "/nope/", "/static/portal.css", "/healthz", "/main/services.json", "/docs"])
def test_every_answer_carries_the_policy(page: str, client: FlaskClient) -> None:
    with client.get(page) as response:
        headers = response.headers
    assert headers["Content-Security-Policy"] == POLICY
    assert "unsafe" not in POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_queries_of_any_size_are_answered(client: FlaskClient) -> None:
    assert client.get(f"/main/search?q={'a1' * 20_000}").status_code == 200


def test_problems_are_documents_for_those_who_ask_for_data(client: FlaskClient) -> None:
    response = client.get("/main/services/ordrs.json")
    assert (response.status_code, response.mimetype) == (404, "application/problem+json")
    assert response.json is not None
    assert response.json["status"] == 404
    assert "orders" in response.json["hint"]


def test_other_methods_are_refused(client: FlaskClient) -> None:
    response = client.post("/main/services")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


def test_our_own_faults_tell_nothing(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("catalog.portal.services.views.service_list", broken)
    response = client.get("/main/services")
    assert response.status_code == 500
    assert "secret" not in response.text
