from __future__ import annotations

from pathlib import Path

import pytest

from catalog.errors import RepositoryError, UsageError
from catalog.repository.elsewhere import CatalogLocation, cached_clone, parse_location, shown
from catalog.repository.tree import open_tree
from tests.builders.git import GitRepository, git_repository

URLS = {
    "https://git.halden.example/apis.git": ("https://git.halden.example/apis.git", None),
    "https://git.halden.example/apis.git@v2": ("https://git.halden.example/apis.git", "v2"),
    "https://ines:secret@git.halden.example/apis": ("https://ines:secret@git.halden.example/apis", None),
    "https://ines@git.halden.example/apis@main": ("https://ines@git.halden.example/apis", "main"),
    "ssh://git@git.halden.example:22/apis.git@feature/x": ("ssh://git@git.halden.example:22/apis.git", "feature/x"),
    "git@git.halden.example:halden/apis.git": ("git@git.halden.example:halden/apis.git", None),
    "git@git.halden.example:halden/apis.git@HEAD~1": ("git@git.halden.example:halden/apis.git", "HEAD~1"),
    "file:///srv/apis.git@main": ("file:///srv/apis.git", "main"),
}


@pytest.mark.parametrize("text", URLS)
def test_an_address_and_its_revision_are_told_apart(text: str) -> None:
    assert parse_location(text) == CatalogLocation(None, *URLS[text])


def test_a_folder_and_its_revision_are_told_apart(tmp_path: Path) -> None:
    assert parse_location("apis") == CatalogLocation(Path("apis"), None, None)
    assert parse_location("../apis@v1") == CatalogLocation(Path("../apis"), None, "v1")
    odd = tmp_path / "apis@v1"
    odd.mkdir()
    assert parse_location(str(odd)) == CatalogLocation(odd, None, None)
    assert parse_location(f"{odd}@v2") == CatalogLocation(odd, None, "v2")


@pytest.mark.parametrize("text", ["ext::sh -c 'touch pwned'", "ext::/bin/sh", "ftp://x/y", "--upload-pack=x"])
def test_an_address_that_would_run_something_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not an address"):
        cached_clone(text, tmp_path / "cache")
    assert not (tmp_path / "cache").exists()


def test_secrets_are_not_shown() -> None:
    assert shown("https://ines:secret@git.halden.example/apis") == "https://git.halden.example/apis"
    assert shown("git@git.halden.example:apis") == "git@git.halden.example:apis"


@pytest.fixture
def remote(tmp_path: Path) -> GitRepository:
    return git_repository(tmp_path / "remote", {"catalog.yaml": "name: one\n"})


def test_a_catalog_elsewhere_is_cloned_once_and_then_fetched(remote: GitRepository, tmp_path: Path) -> None:
    url, cache = f"file://{remote.path}", tmp_path / "cache"
    first = cached_clone(url, cache)
    assert open_tree(first).read("catalog.yaml").data == b"name: one\n"
    remote.git("branch", "short-lived")
    cached_clone(url, cache)
    remote.git("branch", "-D", "short-lived")
    remote.commit({"catalog.yaml": "name: two\n"})
    assert cached_clone(url, cache) == first
    assert open_tree(first, "main").read("catalog.yaml").data == b"name: two\n"
    assert GitRepository(first).git("branch", "--format=%(refname:short)") == "main"
    assert [path.name for path in cache.iterdir()] == [first.name]


def test_a_remote_that_does_not_answer_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(RepositoryError, match=r"cannot be fetched.*check the address"):
        cached_clone(f"file://{tmp_path}/nowhere", tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []


def test_when_the_remote_goes_the_last_state_is_offered(remote: GitRepository, tmp_path: Path) -> None:
    url = f"file://{remote.path}"
    mirror = cached_clone(url, tmp_path / "cache")
    remote.path.rename(tmp_path / "away")
    with pytest.raises(RepositoryError) as caught:
        cached_clone(url, tmp_path / "cache")
    assert str(mirror) in (caught.value.hint or "")
