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
    first.keep(first.key("a", 1), VALUE)
    assert second.has(second.key("a", 1))
    assert second.recall(second.key("a", 1)) == VALUE
    assert not second.has(second.key("a", 2))


def test_what_is_damaged_is_as_good_as_none(tmp_path: Path) -> None:
    lasting = Lasting(tmp_path, 9)
    lasting.keep(lasting.key("a"), VALUE)
    (tmp_path / lasting.key("a")).write_bytes(b"half")
    assert lasting.recall(lasting.key("a")) is None


def test_another_treaty_asks_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = Lasting(tmp_path, 9)
    before.keep(before.key("a"), VALUE)
    monkeypatch.setattr(kept, "treaty", lambda: "another one")
    after = Lasting(tmp_path, 9)
    assert after.recall(after.key("a")) is None


def test_without_a_folder_and_of_an_unknown_kind_nothing_is_kept(tmp_path: Path) -> None:
    nowhere, lasting = Lasting(None, 0), Lasting(tmp_path, 9)
    nowhere.keep(nowhere.key("a"), VALUE)
    assert (nowhere.has(nowhere.key("a")), nowhere.recall(nowhere.key("a"))) == (False, None)
    lasting.keep(lasting.key("b"), (object(),))
    assert lasting.recall(lasting.key("b")) is None
