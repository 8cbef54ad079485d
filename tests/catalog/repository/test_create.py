from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from catalog.repository.create import NewCommit, write_repository
from tests.builders.git import GitRepository

ODD = 'dir/quo"te\\back\nline ü.yaml'


def _commit(date: str, message: str, changes: dict[str, bytes | None], tag: str | None = None) -> NewCommit:
    return NewCommit(datetime.fromisoformat(date), "Ünal Ö", "u@halden.example", message, changes, tag)


HISTORY = (
    _commit("2024-01-15T09:00:00+01:00", "First\n\nWhy: because.\n", {"a.yaml": b"1\r\n", ODD: b"\0\xff", "gone": b""}),
    _commit("2024-07-15T09:00:00+02:00", "Second", {"a.yaml": b"2", "gone": None}, "v2"),
)


@pytest.fixture
def made(tmp_path: Path) -> GitRepository:
    (tmp_path / "made").mkdir()
    write_repository(tmp_path / "made", HISTORY)
    return GitRepository(tmp_path / "made")


def test_the_work_tree_is_the_last_commit_byte_for_byte(made: GitRepository) -> None:
    assert (made.path / "a.yaml").read_bytes() == b"2"
    assert (made.path / ODD).read_bytes() == b"\0\xff"
    assert not (made.path / "gone").exists()
    assert made.git("status", "--porcelain") == ""


def test_history_has_its_authors_dates_messages_and_tags(made: GitRepository) -> None:
    log = made.git("log", "--reverse", "--format=%an|%ae|%aI|%cI|%B|%D").replace("\n\n", "\n").split("\n")
    assert log[0] == "Ünal Ö|u@halden.example|2024-01-15T09:00:00+01:00|2024-01-15T09:00:00+01:00|First"
    assert "2024-07-15T09:00:00+02:00" in made.git("log", "-1", "--format=%cI")
    assert made.git("log", "--reverse", "--format=%b").strip() == "Why: because."
    assert made.git("rev-parse", "v2") == made.git("rev-parse", "main")
    assert made.git_bytes("show", "main~1:a.yaml") == b"1\r\n"
    assert made.git("fsck", "--strict") == ""


def test_equal_histories_have_equal_ids_whatever_the_users_settings(
    made: GitRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "gitconfig"
    settings.write_text("[core]\n\tautocrlf = true\n[init]\n\tdefaultBranch = trunk\n[user]\n\tname = Somebody\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".gitconfig").write_text(settings.read_text())
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    (tmp_path / "again").mkdir()
    write_repository(tmp_path / "again", HISTORY)
    assert GitRepository(tmp_path / "again").git("rev-parse", "main") == made.git("rev-parse", "main")
    assert (tmp_path / "again" / "a.yaml").read_bytes() == b"2"
