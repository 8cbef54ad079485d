"""What is served goes away while it is served: the branch, then the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog.answers import catalog as module
from catalog.answers.catalog import open_catalog
from catalog.portal.app import create_app
from catalog.portal.settings import Settings
from catalog.search.library import open_library
from tests.builders.landscape import landscape

PAGES = ("/main/", "/main/services", "/main/services/orders", "/main/releases/orders/v2", "/main/contracts/orders/v2")


def test_what_was_shown_stands_and_the_page_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STALE_AFTER", 0.0)
    repository = landscape(tmp_path / "r")
    catalog = open_catalog(f"{repository.path}@main", None, tmp_path / "cache")
    library = open_library(catalog.source, tmp_path / "cache")
    client = create_app(Settings(log_requests=False), catalog=catalog, library=library).test_client()

    def texts() -> list[str]:
        answers = [client.get(page) for page in PAGES]
        assert {answer.status_code for answer in answers} == {200}
        return [answer.text for answer in answers]

    before = texts()
    assert not any("cannot be found" in text for text in before)
    repository.git("branch", "-m", "main", "other")
    assert all("main cannot be found: &#39;main&#39; names no commit" in text for text in texts())
    assert client.get("/readyz").get_json()["behind"]["broken"] is True
    assert client.get("/feature/").status_code == 404
    assert client.get("/other/").status_code == 200
    repository.git("branch", "-m", "other", "main")
    assert not any("cannot be found" in text for text in texts())
    (repository.path / ".git").rename(tmp_path / "away")
    assert all("main cannot be found" in text for text in texts())
    assert client.get("/feature/services.json").status_code == 503
    (tmp_path / "away").rename(repository.path / ".git")
    assert not any("cannot be found" in text for text in texts())
    assert client.get("/feature/services.json").status_code == 404
