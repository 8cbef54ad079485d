"""`treaty init`: a catalog that is sound from the start, and never overwrites."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog.cli.init import FILES, write_skeleton
from catalog.cli.main import main
from tests.catalog.cli.test_commands import run_json


def test_what_it_writes_is_a_sound_catalog(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path)]) == 0
    assert main(["check", "--catalog", str(tmp_path)]) == 0
    assert main(["list", "--catalog", str(tmp_path)]) == 0
    assert "none yet" in capsys.readouterr().out


def test_it_never_overwrites(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    mine = tmp_path / "contracts" / "teams.yaml"
    mine.parent.mkdir()
    mine.write_text("teams: {}\n")
    answer = run_json(["init", str(tmp_path)], capfdbinary)
    assert answer["kept"] == [str(mine)]
    assert len(answer["written"]) == len(FILES) - 1
    assert mine.read_text() == "teams: {}\n"


def test_twice_is_fine(tmp_path: Path) -> None:
    write_skeleton(tmp_path, "x")
    written, kept = write_skeleton(tmp_path, "x")
    assert written == []
    assert len(kept) == len(FILES)


@pytest.mark.parametrize("name", ["a: b", "{x}", 'it\'s "quoted"', "#1", "no", "ünï"])
def test_any_name_is_text(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path), "--name", name]) == 0
    assert main(["check", "--catalog", str(tmp_path)]) == 0
    main(["list", "--catalog", str(tmp_path)])
    assert f"{name} at worktree" in capsys.readouterr().out


def test_a_place_that_cannot_be_written_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "contracts").write_text("a file")
    assert main(["init", str(tmp_path)]) == 2
    assert "cannot be written" in capsys.readouterr().err
