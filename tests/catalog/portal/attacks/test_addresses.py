"""Paths, options, headers, hosts and redirections in every part of an address: refused, and nothing else."""

from __future__ import annotations

import subprocess
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from catalog.portal.api.twins import TWINS
from tests.builders.catalog import OPENAPI, SOUND
from tests.builders.git import git_repository
from tests.builders.portal import portal_client

NEXT = "vendors/acme/things/upcoming/8/openapi.yaml"
SECRET = "the secret beside the repository"
CLIMBING = (
    "../secret.txt", "../../secret.txt", "..%2fsecret.txt", "%2e%2e/secret.txt", "....//secret.txt", "..\\secret.txt",
    "/etc/passwd", "file:///etc/passwd", "services/orders/../../../secret.txt", "./catalog.yaml", ".git/config",
    "services/../.git/config", "\0", "catalog.yaml\0.txt", "//evil.example/x", "C:\\secret.txt", "~/.ssh/id_rsa",
)  # fmt: skip
OPTIONS = (
    "--upload-pack=touch pwned", "-x", "--output=pwned", "--exec=touch pwned", "-c core.pager=touch pwned", "--all",
    "--git-dir=/tmp", "--no-index", "--ext-diff", "@{-1}", "--", "-", "--textconv", "--open-files-in-pager=touch pwned",
)  # fmt: skip
BREAKING = ("a\r\nX-Evil: 1", "a\nSet-Cookie: x=1", "%0d%0aX-Evil:%201", "a\u2028X-Evil: 1", "a\x85X-Evil: 1")
TEXTS = {
    "file": "/main/source?file={}",
    "pointer": "/main/source?file=catalog.yaml&pointer={}",
    "at": "/main/contracts/orders/v1?at={}",
    "label": "/main/contracts/acme/things?label={}",
    "entity label": "/main/entities/order?label={}",
    "side": "/main/compare/acme/things?to=8&view=text&file={}",
    "from": "/main/compare/acme/things?from={}&to=8",
    "to": "/main/compare/acme/things?to={}",
    "place": "/main/impact?at={}",
    "focus": "/main/map?focus={}",
    "go": "/-/go?revision={}",
    "vendor": "/main/calendar?vendor={}",
    "layers": "/main/layers?from={}",
    "search": "/main/search?q={}",
}
"""Where a text of a query goes."""
NAMED = (twin.path.partition("{")[0] for twin in TWINS if "{" in twin.path)
NAMES = (*(f"/main{path}{{}}" for path in NAMED), "/main/documents/{}", "/docs/{}", "/docs/rules/{}", "/static/{}")
REVISIONS = (
    "/{}/",
    "/{}/services",
    "/{}/contracts/orders/v1",
    "/{}/documents/orders/v1",
    "/{}/calendar.ics",
    "/{}.json",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("top")
    (top / "secret.txt").write_text(SECRET)
    git_repository(top / "r", {**SOUND, "services/orders/note.txt": "a note", NEXT: OPENAPI + "tags: []\n"})
    (top / "r/services/orders/escape.yaml").symlink_to(top / "secret.txt")
    return top / "r"


@pytest.fixture(scope="module")
def client(folder: Path) -> FlaskClient:
    return portal_client(folder)


def harmless(client: FlaskClient, address: str, folder: Path) -> int:
    response = client.get(address)
    assert response.status_code < 500, (address, response.text[-500:])
    assert SECRET not in response.text, address
    assert "root:" not in response.text, address
    assert "[core]" not in response.text, address
    assert "X-Evil" not in response.headers, address
    assert "Set-Cookie" not in response.headers, address
    assert not list(folder.rglob("pwned")), address
    for value in response.headers.values():
        assert "\n" not in value
        assert "\r" not in value
    return response.status_code


@pytest.mark.parametrize("text", [*CLIMBING, *OPTIONS, *BREAKING])
@pytest.mark.parametrize("where", TEXTS)
def test_no_text_of_a_query_leads_out(where: str, text: str, client: FlaskClient, folder: Path) -> None:
    for value in dict.fromkeys((quote(text, safe="%"), quote(text, safe=""))):
        status = harmless(client, TEXTS[where].format(value), folder)
        if where in ("file", "side", "label", "entity label", "vendor", "layers", "from", "to"):
            assert status in (400, 404), value


@pytest.mark.parametrize("text", [*CLIMBING, *OPTIONS, *BREAKING])
def test_no_name_leads_out(text: str, client: FlaskClient, folder: Path) -> None:
    for page in NAMES:
        for value in dict.fromkeys((quote(text, safe="%/"), quote(text, safe=""))):
            assert harmless(client, page.format(value), folder) in (200, 301, 302, 308, 400, 404), page


@pytest.mark.parametrize("text", [*CLIMBING, *OPTIONS, *BREAKING])
def test_no_revision_leads_out_or_is_an_option(text: str, client: FlaskClient, folder: Path) -> None:
    for page in REVISIONS:
        assert harmless(client, page.format(quote(text, safe="")), folder) in (200, 301, 302, 308, 400, 404), page


def test_a_link_out_of_the_work_tree_is_not_followed(client: FlaskClient, folder: Path) -> None:
    assert harmless(client, "/worktree/source?file=services/orders/escape.yaml", folder) in (200, 404)


@pytest.mark.parametrize(
    "name", ["X-Correlation-ID", "X-Forwarded-Host", "X-Forwarded-Proto", "Accept", "If-None-Match"]
)
@pytest.mark.parametrize(
    "value",
    ["evil.example", "<script>", "x" * 5000, '"a", W/"b", *', "text/html;q=oops", "☃".encode().decode("latin-1")],
)
def test_no_header_steers_an_answer(name: str, value: str, client: FlaskClient) -> None:
    response = client.get("/main/services", headers={name: value})
    assert response.status_code in (200, 304)
    assert "evil.example" not in response.text
    assert value not in response.headers.get("X-Correlation-ID", "")


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80@x", "a b", "<script>", "evil.example/../x"])
def test_redirections_stay_here_whatever_the_host_says(host: str, client: FlaskClient) -> None:
    for address in ("/", "/-/go?revision=main&from=/main/services", "/main", "//evil.example/..", "/main//services"):
        response = client.get(address, headers={"Host": host})
        assert response.status_code < 500
        location = response.headers.get("Location", "/")
        assert location.startswith("/"), (address, location)
        assert not location.startswith(("//", "/\\")), (address, location)


@pytest.mark.parametrize(
    "page",
    ["//evil.example", "/\\evil.example", "https:evil.example", "/main/..//evil.example", "/main/%0d%0aX-Evil:1",
     "javascript:alert(1)", "/main/\r\nX-Evil: 1", "/main/%2f%2fevil.example", "\t//evil.example"],
)  # fmt: skip
def test_the_picker_leads_to_pages_of_ours(page: str, client: FlaskClient) -> None:
    response = client.get("/-/go", query_string={"revision": "main", "from": page})
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/main/")
    assert "X-Evil" not in response.headers


def test_huge_queries_are_refused_or_cut(client: FlaskClient, folder: Path) -> None:
    for where, address in TEXTS.items():
        assert harmless(client, address.format("a1" * 30_000), folder) in (200, 302, 400, 404), where
    many = "&".join(f"kind=service&x{n}=1" for n in range(5000))
    assert harmless(client, f"/main/map?focus=service:orders&{many}", folder) == 200


def test_git_ran_nothing_that_was_asked_for(folder: Path, client: FlaskClient) -> None:
    """After all of the above the repository is as it was."""
    status = subprocess.run(
        ["git", "-C", str(folder), "status", "--porcelain"], capture_output=True, text=True, check=True
    )
    assert {line[3:] for line in status.stdout.splitlines()} <= {"cache/", "services/orders/escape.yaml"}
