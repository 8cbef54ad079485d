from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from catalog.cli.main import main

OLD = {"type": "object", "properties": {"a": {"type": ["string", "integer"]}}}
NEW = {"type": "object", "properties": {"a": {"type": "string"}}}


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    for name, schema in (("old.json", OLD), ("new.json", NEW)):
        (tmp_path / name).write_text(json.dumps(schema))
    return str(tmp_path / "old.json"), str(tmp_path / "new.json")


def test_text_shows_the_witness_and_the_place(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema-diff", *files]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("not contained: ")
    assert told[1] == '  value    {"a": 0}'
    assert told[2].endswith("new.json#/properties/a/type")
    assert told[3].endswith("(at /a)")


def test_contained_exits_with_0(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    old, new = files
    assert main(["schema-diff", new, old]) == 0
    assert capsys.readouterr().out.startswith("contained: ")


def test_json(files: tuple[str, str], capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["schema-diff", *files, "--format", "json"]) == 1
    answer = json.loads(capfdbinary.readouterr().out)
    assert answer["accepts_all"] is False
    assert answer["witness"] == {"a": 0}
    assert answer["rejected"]["keyword"] == "/properties/a/type"
    assert [source["name"] for source in answer["inputs"]] == list(files)


def asked(lines: list[Any], monkeypatch: pytest.MonkeyPatch, *options: str) -> int:
    text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    return main(["schema-diff", "--jsonl", "-", *options])


def test_a_stream_is_answered_line_by_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [
        {"id": "a", "old": NEW, "new": OLD},
        {"id": "b", "old": {"minimum": 0, "exclusiveMinimum": True}, "new": {"minimum": 0}, "dialect": "draft4"},
        {"id": 3, "old": OLD, "new": NEW},
        {"id": 4, "old": {"$ref": "#"}, "new": NEW},
        '{"id": 5, "old": {"enum": [NaN]}, "new": {}}',
    ]
    assert asked(lines, monkeypatch) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(a["id"], a["accepts_all"]) for a in answers] == [
        ("a", True),
        ("b", True),
        (3, False),
        (4, None),
        (5, None),
    ]
    assert answers[2]["witness"] == {"a": 0}
    assert answers[3]["reason"]


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1}', "[" * 100_000])
def test_an_unreadable_line_is_said_and_does_not_stop_the_rest(
    line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked([line, {"id": 1, "old": {}, "new": {}}], monkeypatch) == 1
    answers = [json.loads(text) for text in capsys.readouterr().out.splitlines()]
    assert "line 1" in answers[0]["error"]
    assert answers[1] == {"id": 1, "accepts_all": True}


@pytest.mark.parametrize(
    "arguments", [[], ["only.json"], ["missing.json", "missing.json"], ["--jsonl", "missing.jsonl"], ["--dialect", "x"]]
)
def test_wrong_use_exits_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema-diff", *arguments]) == 2
    assert capsys.readouterr().err


def test_formats_are_assertions_where_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    line = {"id": 1, "old": {"type": "string"}, "new": {"format": "date"}}
    asked([line], monkeypatch)
    asked([line], monkeypatch, "--formats")
    answers = [json.loads(text)["accepts_all"] for text in capsys.readouterr().out.splitlines()]
    assert answers == [True, False]
