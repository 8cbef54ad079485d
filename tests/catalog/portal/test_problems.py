"""What cannot be shown: its page says what is the matter, where, and where to go on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.builders.git import git_repository
from tests.builders.landscape import LANDSCAPE, ORDERS, service
from tests.builders.portal import portal_client


@pytest.mark.parametrize("page", ["/", "/services", "/services/orders", "/source?file=teams.yaml", "/nowhere"])
def test_a_commit_older_than_the_catalog_has_no_page(tmp_path: Path, page: str) -> None:
    repository = git_repository(tmp_path / "r", {"README.md": "# Soon\n"}, LANDSCAPE)
    client = portal_client(repository.path)
    answer = client.get(f"/{repository.commits[0]}{page}")
    assert answer.status_code == 404
    if page != "/nowhere":
        assert f"There is no catalog at {repository.commits[0][:10]}" in answer.text
        assert not re.findall(rf'href="/{repository.commits[0]}/[^"]*"', answer.text)


def test_data_of_a_commit_without_catalog_is_a_problem(tmp_path: Path) -> None:
    repository = git_repository(tmp_path / "r", {"README.md": "# Soon\n"}, LANDSCAPE)
    answer = portal_client(repository.path).get(f"/{repository.commits[0]}/services.json")
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    assert answer.json is not None
    assert answer.json["title"] == "No catalog"
    assert "later commit" in answer.json["hint"]


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """The newest of three documents cannot be read, and a contract has none."""
    second = ORDERS.replace("version: 2.0.0", "version: 2.1.0").replace(", state: {type: string}", "")
    first = {**LANDSCAPE, "services/nodoc/service.yaml": service("None", "process", "sales", "nodoc")}
    repository = git_repository(
        tmp_path_factory.mktemp("broken") / "r",
        first,
        {"services/orders/v2/openapi.yaml": second},
        {"services/orders/v2/openapi.yaml": f"{second}x: [\n"},
    )
    return portal_client(repository.path)


LINE = ORDERS.count("\n") + 2


@pytest.mark.parametrize("page", ["", "?at=GET+/orders"])
def test_a_broken_document_is_told_with_its_line_and_a_way_on(broken: FlaskClient, page: str) -> None:
    answer = broken.get(f"/main/contracts/orders/v2{page}")
    file = "services/orders/v2/openapi.yaml"
    source = f"/main/source?file={file}&amp;line={LINE}"
    assert answer.status_code == 422
    assert f'<a href="{source}"><code>{file}:{LINE}</code></a>' in answer.text
    assert '<a href="/main/findings/orders/v2">Findings of orders/v2</a>' in answer.text
    assert broken.get(source.replace("&amp;", "&")).status_code == 200
    assert broken.get("/main/findings/orders/v2").status_code == 200


def test_data_names_the_place_of_a_problem(broken: FlaskClient) -> None:
    answer = broken.get("/main/contracts/orders/v2.json")
    assert answer.json is not None
    assert answer.json["place"] == f"services/orders/v2/openapi.yaml:{LINE}"


@pytest.mark.parametrize("page", ["contracts", "documents", "compare"])
def test_a_contract_without_document_leads_to_its_findings(broken: FlaskClient, page: str) -> None:
    answer = broken.get(f"/main/{page}/nodoc")
    assert answer.status_code == 404
    assert "has no document" in answer.text
    assert '<a href="/main/findings/nodoc">' in answer.text
    assert broken.get("/main/findings/nodoc").status_code == 200


def test_a_name_that_is_not_there_has_no_place(broken: FlaskClient) -> None:
    answer = broken.get("/main/contracts/orders/v9")
    assert answer.status_code == 404
    assert "/main/findings/" not in answer.text
    assert "/main/source" not in answer.text


def test_releases_that_can_be_read_are_compared_though_the_newest_document_cannot(broken: FlaskClient) -> None:
    answer = broken.get("/main/compare/orders/v2.json?from=2.0.0&to=2.1.0")
    assert answer.status_code == 200, answer.text
    assert answer.json is not None
    assert answer.json["meaning"]["breaking"] is True
    assert broken.get("/main/compare/orders/v2.json?from=2.0.0&to=main").status_code == 422


def test_a_contract_that_was_never_released_has_no_label_to_tell(broken: FlaskClient) -> None:
    assert "is live" not in broken.get("/main/releases/nodoc").text
    assert "2.1.0 is live" in broken.get("/main/releases/orders/v2").text


@pytest.mark.parametrize("kind", ["service", "contract"])
def test_an_empty_list_speaks_of_a_filter_only_where_it_leaves_something_out(tmp_path: Path, kind: str) -> None:
    repository = git_repository(tmp_path / "r", {"catalog.yaml": "name: Empty\n"}, LANDSCAPE)
    client = portal_client(repository.path)
    first = client.get(f"/{repository.commits[0]}/{kind}s").text
    assert f"The catalog has no {kind} at this revision" in first
    assert "Show all" not in first
    assert f"No {kind} passes this filter" in client.get(f"/main/{kind}s?q=zebra").text
