"""What cannot be shown: its page says what is the matter, where, and where to go on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.builders.git import git_repository
from tests.builders.landscape import LANDSCAPE
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
