"""What outlives a process: equal values come back, damaged ones and those of another Treaty do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog.answers import lasting as kept
from catalog.answers.lasting import Lasting
from governance.findings import Severity

VALUE = (None, "major", (Severity.ERROR, {"a": [1, None]}))


def test_an_equal_value_comes_back_in_another_run(tmp_path: Path) -> None:
    first, second = Lasting(tmp_path, 9), Lasting(tmp_path, 9)
    assert first.keeps
    first.keep(first.name_of("a", 1), VALUE)
    assert second.has(second.name_of("a", 1))
    assert second.recall(second.name_of("a", 1)) == VALUE
    assert not second.has(second.name_of("a", 2))


def test_what_is_damaged_is_as_good_as_none(tmp_path: Path) -> None:
    lasting = Lasting(tmp_path, 9)
    lasting.keep(lasting.name_of("a"), VALUE)
    (tmp_path / lasting.name_of("a")).write_bytes(b"half")
    assert lasting.recall(lasting.name_of("a")) is None


def test_another_treaty_asks_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = Lasting(tmp_path, 9)
    before.keep(before.name_of("a"), VALUE)
    monkeypatch.setattr(kept, "treaty", lambda: "another one")
    after = Lasting(tmp_path, 9)
    assert after.recall(after.name_of("a")) is None


def test_without_a_folder_and_of_an_unknown_kind_nothing_is_kept(tmp_path: Path) -> None:
    nowhere, lasting = Lasting(None, 0), Lasting(tmp_path, 9)
    assert not nowhere.keeps
    nowhere.keep(nowhere.name_of("a"), VALUE)
    assert (nowhere.has(nowhere.name_of("a")), nowhere.recall(nowhere.name_of("a"))) == (False, None)
    lasting.keep(lasting.name_of("b"), (object(),))
    assert lasting.recall(lasting.name_of("b")) is None
