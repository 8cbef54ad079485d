"""Commits while readers read: every page belongs to the commit that it names, and none fails."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from catalog.answers import catalog as module
from tests.builders.catalog import OPENAPI, SOUND
from tests.builders.git import GitRepository, git_repository
from tests.builders.portal import portal_client

READERS = 8
PAGES = ("/main/services/orders.json", "/main/services.json", "/main/contracts.json?q=orders", "/main/.json",
         "/main/search.json?q=orders", "/main/contracts/orders/v1.json", "/main/search.json?q=title")  # fmt: skip


def files(number: int) -> dict[str | bytes, str | None]:
    """A catalog whose service and contract say which commit they are of; every tenth cannot be read."""
    service = f"{SOUND['services/orders/service.yaml']}title: Title {number:04}\n"
    document = OPENAPI.replace("title: Things", f"title: Title {number:04}")
    estate = "name: [broken\n" if number % 10 == 9 else SOUND["catalog.yaml"]
    return {
        "services/orders/service.yaml": service, "services/orders/v1/openapi.yaml": document, "catalog.yaml": estate
    }  # fmt: skip


@pytest.mark.parametrize(("commits", "readers"), [(12, 4), pytest.param(200, READERS, marks=pytest.mark.laws)])
def test_no_page_is_wrong_while_the_branch_moves(
    commits: int, readers: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "STALE_AFTER", 0.0)
    repository = git_repository(tmp_path / "r", {**SOUND, **files(0)})
    titles = {repository.commits[0]: "Title 0000"}
    client = portal_client(repository.path)
    client.get("/main/")
    done = threading.Event()
    seen: list[tuple[str, int, str, str]] = []
    threads = [
        threading.Thread(target=lambda start=start: seen.extend(read(client, done, start))) for start in range(readers)
    ]
    for thread in threads:
        thread.start()
    for number in range(1, commits):
        titles[repository.commit(files(number))] = f"Title {number:04}"
    done.set()
    for thread in threads:
        thread.join()
    assert len(seen) > commits / 10
    assert [each for each in seen if each[1] != 200] == []
    wrong = [(page, commit) for page, _, commit, text in seen if not says(text, titles[commit], page)]
    assert wrong == []
    assert_ends_at_the_last_good_commit(client, repository, titles)


def read(client: FlaskClient, done: threading.Event, start: int) -> Iterator[tuple[str, int, str, str]]:
    """Page, status, the commit that it names, and what it says."""
    own = client.application.test_client()
    turn = start
    while not done.is_set():
        page = PAGES[turn % len(PAGES)]
        response = own.get(page)
        named = (response.json or {}).get("inputs", [{"digest": ""}])[0]["digest"]
        yield page, response.status_code, named, response.text
        turn += 1


def says(text: str, title: str, page: str) -> bool:
    """Whether a page has the title of its commit, and that of no other; the start page has none."""
    told = {text[at : at + 10] for at in range(len(text)) if text.startswith("Title ", at)}
    return told <= {title} and (page.startswith("/main/.json") or told == {title})


def assert_ends_at_the_last_good_commit(client: FlaskClient, repository: GitRepository, titles: dict[str, str]) -> None:
    good = [commit for commit in repository.commits if int(titles[commit][-4:]) % 10 != 9]
    page = client.get("/main/services/orders.json").json
    assert page is not None
    if good[-1] == repository.commits[-1]:
        assert "behind" not in page
    else:
        assert page["behind"]["broken"] is True
        assert "cannot be shown" in client.get("/main/services").text
