"""The key of a verdict: another one wherever the verdict may be another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from catalog.answers.gate import remembered
from catalog.answers.gate.remembered import Question, question_of
from tests.builders.git import GitRepository, git_repository

DAY = date(2026, 11, 25)


@pytest.fixture
def repository(tmp_path: Path) -> GitRepository:
    made = git_repository(tmp_path / "r", {"catalog.yaml": "name: Test\n"})
    made.git("checkout", "--quiet", "-b", "change")
    made.commit({"a": "1"})
    return made


def asked(repository: GitRepository) -> Question:
    found = question_of(str(repository.path), "main", "change", DAY)
    assert found
    return found


def key_of(question: Question) -> str:
    return question.key(question.ends())


def on_main(repository: GitRepository) -> None:
    repository.git("checkout", "--quiet", "main")
    repository.commit({"b": "1"})


CHANGES: dict[str, Callable[[GitRepository], object]] = {
    "the head has another commit": lambda repository: repository.commit({"a": "2"}),
    "the target goes on": on_main,
    "the target forgets a commit": lambda repository: (
        on_main(repository),
        repository.git("reset", "--quiet", "--hard", "HEAD~1"),
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_another_history_is_another_key(repository: GitRepository, change: Callable[[GitRepository], object]) -> None:
    before = key_of(asked(repository))
    assert key_of(asked(repository)) == before
    change(repository)
    assert key_of(asked(repository)) != before


def test_another_day_catalog_or_treaty_is_another_key(
    repository: GitRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = asked(repository)
    keys = {key_of(question), key_of(replace(question, today=None)), key_of(replace(question, elsewhere="0" * 40))}
    monkeypatch.setattr(remembered, "treaty", lambda: "another")
    assert len(keys | {key_of(question)}) == 4


def test_which_treaty_this_is_depends_on_its_files(tmp_path: Path) -> None:
    (tmp_path / "portal").mkdir()
    for name in ("rule.py", "portal/views.py"):
        (tmp_path / name).write_text("")
    assert [Path(path).name for path, _ in remembered._files(str(tmp_path))] == ["rule.py"]
    assert remembered.treaty() == remembered.treaty()


def test_what_lies_on_disk_is_part_of_the_key(repository: GitRepository) -> None:
    question = question_of(str(repository.path), "main", None, DAY)
    assert question
    keys = [key_of(question)]
    for text in ("2", "3", None):
        repository.write({"a": text})
        keys.append(key_of(question))
    (repository.path / "a").symlink_to("catalog.yaml")
    assert len(set(keys)) == 4
    assert key_of(question) == ""


def test_addresses_and_folders_without_history_have_no_key(repository: GitRepository, tmp_path: Path) -> None:
    here = str(repository.path)
    (tmp_path / "plain").mkdir()
    assert question_of("https://git.example.org/c.git", "main", "change") is None
    assert question_of(here, "main", "change", elsewhere="https://git.example.org/c.git@main") is None
    assert question_of(here, "main", "change", elsewhere=here) is None
    assert question_of(here, "main", "change", elsewhere=f"{here}@main") is not None
    assert question_of(str(tmp_path / "plain"), "main", "change") is None
