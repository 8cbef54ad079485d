"""Results kept in a folder: found again whole, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from catalog.repository.kept import Kept


def test_what_was_put_is_got(tmp_path: Path) -> None:
    Kept(tmp_path / "a" / "b").put("one", b"1\n2")
    assert Kept(tmp_path / "a" / "b").get("one") == b"1\n2"
    assert Kept(tmp_path / "a" / "b").get("two") is None
    assert Kept(tmp_path / "nowhere").get("one") is None


@pytest.mark.parametrize("damage", [b"", b"1", b"\n", None])
def test_a_damaged_result_is_none(tmp_path: Path, damage: bytes | None) -> None:
    Kept(tmp_path).put("one", b"result")
    file = tmp_path / "one"
    file.write_bytes(file.read_bytes()[:-1] if damage is None else damage)
    assert Kept(tmp_path).get("one") is None


def test_only_whole_files_are_left(tmp_path: Path) -> None:
    Kept(tmp_path).put("one", b"result")
    assert [file.name for file in tmp_path.iterdir()] == ["one"]


def test_those_not_asked_for_go_first(tmp_path: Path) -> None:
    for number in range(7):
        Kept(tmp_path, most=4).put(str(number), b"x")
        for age, file in enumerate(sorted(tmp_path.iterdir())):
            os.utime(file, (age, age))
        Kept(tmp_path).get("0")
    left = {file.name for file in tmp_path.iterdir()}
    assert {"0", "6"} <= left
    assert len(left) <= 4


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    folder = Kept(tmp_path / "file")
    folder.put("one", b"x")
    assert folder.get("one") is None
