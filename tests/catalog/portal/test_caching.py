"""Entity tags made of commits, immutable addresses, and new commits while serving."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from catalog.answers import catalog as module
from tests.builders.catalog import SOUND
from tests.builders.git import git_repository
from tests.builders.portal import portal_client


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(module, "STALE_AFTER", 0.0)
    return git_repository(tmp_path / "r", dict(SOUND)).path


def commit(repository: Path, path: str, text: str) -> None:
    (repository / path).write_text(text)
    who = ("-c", "user.name=a", "-c", "user.email=a@example.com")
    subprocess.run(["git", "-C", repository, *who, "commit", "--quiet", "-am", "Change"], check=True)


def head(repository: Path) -> str:
    done = subprocess.run(["git", "-C", repository, "rev-parse", "HEAD"], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def test_what_the_browser_has_is_not_sent_again(repository: Path) -> None:
    client = portal_client(repository)
    tag = client.get("/main/services").headers["ETag"]
    again = client.get("/main/services", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get("/main/services?q=x", headers={"If-None-Match": tag}).status_code == 200
    assert client.get("/main/services.json", headers={"If-None-Match": tag}).status_code == 200


def test_whoever_has_any_answer_learns_that_there_is_none(repository: Path) -> None:
    """RFC 9110 section 13.1.2: `*` asks whether there is anything at this address."""
    client = portal_client(repository)
    assert client.get("/main/services", headers={"If-None-Match": "*"}).status_code == 304
    assert client.get("/main/services/nobody", headers={"If-None-Match": "*"}).status_code == 404


def test_a_new_commit_changes_page_and_tag(repository: Path) -> None:
    client = portal_client(repository)
    before = client.get("/main/services/orders")
    service = SOUND["services/orders/service.yaml"]
    commit(repository, "services/orders/service.yaml", f"{service}title: Orders and more\n")
    after = client.get("/main/services/orders", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "Orders and more" in after.text
    assert "Orders and more" not in before.text


def test_uncommitted_work_shows_at_once(repository: Path) -> None:
    client = portal_client(repository)
    client.get("/worktree/services/orders")
    service = SOUND["services/orders/service.yaml"]
    (repository / "services/orders/service.yaml").write_text(f"{service}title: Not committed yet\n")
    assert "Not committed yet" in client.get("/worktree/services/orders").text


def test_only_addresses_that_name_a_commit_may_be_kept(repository: Path) -> None:
    client = portal_client(repository)
    fixed = client.get(f"/{head(repository)}/services").headers["Cache-Control"]
    assert "immutable" in fixed
    assert "max-age=86400" in fixed
    for name in ("main", "HEAD", "worktree", head(repository)[:10]):
        assert client.get(f"/{name}/services").headers["Cache-Control"] == "no-cache"


def test_errors_are_not_kept(repository: Path) -> None:
    client = portal_client(repository)
    assert client.get(f"/{head(repository)}/services/nope").headers["Cache-Control"] == "no-store"


def test_a_broken_commit_harms_only_itself(repository: Path) -> None:
    client = portal_client(repository)
    good = head(repository)
    commit(repository, "services/orders/v1/openapi.yaml", "a: [1, 2\n")
    assert client.get("/main/contracts/orders/v1").status_code == 422
    assert client.get("/main/contracts").status_code == 200
    assert client.get("/main/services/orders").status_code == 200
    assert client.get(f"/{good}/contracts/orders/v1").status_code == 200


def test_health(repository: Path) -> None:
    client = portal_client(repository)
    assert client.get("/healthz").json == {"status": "alive"}
    ready = client.get("/readyz").json
    assert ready is not None
    assert (ready["status"], ready["services"]) == ("ready", 1)
    (repository / "catalog.yaml").unlink()
    assert client.get("/readyz").status_code == 503
