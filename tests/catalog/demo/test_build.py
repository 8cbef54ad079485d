from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from catalog.demo.build import HISTORY, build_demo, estate, read_head
from catalog.demo.steps import HistoryError, read_steps
from catalog.errors import UsageError
from tests.builders.git import GitRepository

START = """
- step: start
  date: "2024-01-15T09:00:00+01:00"
  author: {name: Marta, email: marta@halden.example}
  message: Start
"""
NEXT = """
- step: second
  date: "2024-06-01T09:00:00+02:00"
  author: {name: Ines, email: ines@halden.example}
  message: Second
"""
HEAD = {
    "a/openapi.yaml": "info:\n  version: 2.0.0\npaths:\n  /x:\n    get:\n      deprecated: true\n      tags: [x]\n",
    "b/openapi.yaml": "version: 1\n",
    "b/notes.txt": "b\n",
}


def _write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def _build(
    tmp_path: Path, step: str, files: dict[str, str] | None = None, head: dict[str, str] | None = None
) -> GitRepository:
    """A demo of HEAD with the step `second`, which `step` completes; `files` stand in its folder."""
    texts = {"all.yaml": START + NEXT + step} | {
        f"second/contracts/{name}": text for name, text in (files or {}).items()
    }
    history, contracts = _write(tmp_path / "history", texts), _write(tmp_path / "contracts", head or HEAD)
    build_demo(tmp_path / "demo", contracts=contracts, history=history)
    return GitRepository(tmp_path / "demo")


def _before(made: GitRepository, name: str) -> str:
    return made.git_bytes("show", f"main~1:contracts/{name}").decode()


def test_an_edit_is_undone_at_its_own_indentation(tmp_path: Path) -> None:
    step = """  edits:
    - file: contracts/a/openapi.yaml
      was: |
        get:
          tags: [x]
      now: |
        get:
          deprecated: true
          tags: [x]
    - {file: contracts/a/openapi.yaml, was: "version: 1.0.0", now: "version: 2.0.0"}
"""
    made = _build(tmp_path, step)
    expected = HEAD["a/openapi.yaml"].replace("      deprecated: true\n", "").replace("2.0.0", "1.0.0")
    assert _before(made, "a/openapi.yaml") == expected
    assert (made.path / "contracts/a/openapi.yaml").read_text() == HEAD["a/openapi.yaml"]


def test_lines_that_a_step_inserted_are_gone_before_it(tmp_path: Path) -> None:
    made = _build(tmp_path, '  edits: [{file: contracts/a/openapi.yaml, was: "", now: "deprecated: true"}]\n')
    assert _before(made, "a/openapi.yaml") == HEAD["a/openapi.yaml"].replace("      deprecated: true\n", "")


def test_every_occurrence_is_undone_when_asked(tmp_path: Path) -> None:
    head = {"c.yaml": "- v2\n- x\n- v2\n"}
    made = _build(tmp_path, '  edits: [{file: contracts/c.yaml, was: "- v1", now: "- v2", every: true}]\n', head=head)
    assert _before(made, "c.yaml") == "- v1\n- x\n- v1\n"


def test_additions_moves_and_whole_files_are_undone(tmp_path: Path) -> None:
    step = "  add: ['contracts/b/*.txt']\n  moves: {contracts/old: contracts/a}\n  tag: second\n"
    made = _build(tmp_path, step, {"b/openapi.yaml": "version: 0\n", "gone.yaml": "gone\n"})
    listed = made.git("ls-tree", "-r", "--name-only", "main~1").split("\n")
    assert listed == ["contracts/b/openapi.yaml", "contracts/gone.yaml", "contracts/old/openapi.yaml"]
    assert _before(made, "b/openapi.yaml") == "version: 0\n"
    assert made.git("rev-parse", "second") == made.git("rev-parse", "main")


def test_a_release_that_goes_live_moves_over_the_old_one(tmp_path: Path) -> None:
    step = "  moves: {contracts/b/upcoming/2/openapi.yaml: contracts/b/openapi.yaml}\n"
    made = _build(tmp_path, step, {"b/openapi.yaml": "version: 0\n"})
    assert _before(made, "b/upcoming/2/openapi.yaml") == HEAD["b/openapi.yaml"]
    assert _before(made, "b/openapi.yaml") == "version: 0\n"


@pytest.mark.parametrize(
    ("step", "message"),
    [
        ("", "changes nothing"),
        ("  add: [contracts/none/**]\n", "matches nothing"),
        ("  moves: {contracts/x: contracts/none}\n", "where nothing is"),
        ('  edits: [{file: contracts/none, was: "a", now: "b"}]\n', "does not exist"),
        ('  edits: [{file: contracts/b/notes.txt, was: "a", now: "c"}]\n', "occurs nowhere"),
        ('  edits: [{file: contracts/b/notes.txt, was: "a", now: ""}]\n', "empty `now`"),
        ('  edits: [{file: contracts/b/notes.txt, now: "b"}]\n', "an edit has file, was, now"),
        ("  edit: []\n", "lacks or does not know edit"),
        ("- step: third\n  date: 2024-06-01T09:00:00+02:00\n", "lacks or does not know author, message"),
    ],
)
def test_a_step_that_does_not_fit_names_itself(tmp_path: Path, step: str, message: str) -> None:
    with pytest.raises(HistoryError, match=message) as caught:
        _build(tmp_path, step)
    assert (caught.value.place or "").startswith("all.yaml: ")
    assert not (tmp_path / "demo").exists()


def test_text_that_stands_twice_must_be_made_unique(tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match="occurs 2 times"):
        _build(tmp_path, '  edits: [{file: contracts/c, was: "- v1", now: "- v2"}]\n', head={"c": "- v2\n- v2\n"})


def test_a_folder_without_a_step_and_a_step_twice_are_refused(tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match="no step has the name"):
        read_steps(_write(tmp_path / "one", {"all.yaml": START, "secnd/contracts/a": "1"}))
    with pytest.raises(HistoryError, match="same date"):
        read_steps(_write(tmp_path / "two", {"all.yaml": START + START}))
    with pytest.raises(HistoryError, match="another step has this name"):
        read_steps(_write(tmp_path / "three", {"all.yaml": START + START.replace("2024", "2025")}))
    with pytest.raises(HistoryError, match="no offset"):
        read_steps(_write(tmp_path / "four", {"all.yaml": START.replace("+01:00", "")}))


def test_the_same_file_before_and_after_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match="the same before and after"):
        _build(tmp_path, "", {"b/notes.txt": "b\n"})


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    _write(tmp_path, {"full/mine.txt": "mine", "file": ""})
    for name, message in (("full", "not empty"), ("file", "is a file")):
        with pytest.raises(UsageError, match=message):
            build_demo(tmp_path / name)
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine.txt"]


def test_a_build_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Exception, match="git was not found"):
        build_demo(tmp_path / "below" / "demo")
    assert list((tmp_path / "below").iterdir()) == []


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> GitRepository:
    folder = tmp_path_factory.mktemp("estate") / "new" / "demo"
    build_demo(folder)
    return GitRepository(folder)


def test_the_head_of_the_demo_is_the_estate_exactly(demo: GitRepository) -> None:
    head = read_head(estate())
    listed = demo.git_bytes("ls-tree", "-r", "-z", "--name-only", "main").decode().split("\0")[:-1]
    assert sorted(listed) == sorted(head)
    assert {path: (demo.path / path).read_bytes() for path in listed} == head
    assert demo.git("status", "--porcelain") == ""


def test_the_demo_is_the_same_everywhere(demo: GitRepository, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    build_demo(tmp_path / "empty")
    assert GitRepository(tmp_path / "empty").git("rev-parse", "HEAD") == demo.git("rev-parse", "HEAD")


def test_the_past_of_the_estate_is_past_by_its_own_day(demo: GitRepository) -> None:
    today = yaml.safe_load((estate() / "catalog.yaml").read_text())["as_of"]
    last = datetime.fromisoformat(demo.git("log", "-1", "--format=%cI"))
    assert last < datetime(today.year, today.month, today.day, tzinfo=UTC) + timedelta(days=1)


def test_people_and_addresses_of_the_past_are_fictional() -> None:
    steps = read_steps(HISTORY)
    assert steps[0].name == "start"
    assert {step.email.rpartition(".")[2] for step in steps} == {"example"}
    assert all(len(step.message.splitlines()[0]) <= 72 for step in steps)
