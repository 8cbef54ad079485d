"""What `treaty gate` keeps for the next run changes no verdict: killed, twice at once, damaged, or deleted."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from catalog.cli.main import main
from tests.catalog.answers.gate.test_pull_requests import TABLE, play

ROW = next(row for row in TABLE if row["pull request"] == "a consumer is added on the target after the merge base")
KILLS = 10
"""Of each state."""


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    repository = play(ROW, tmp_path_factory.mktemp("cache") / "r")
    asks = ["--base", "main", "--head", "change", "--catalog", str(repository.path), "--today", "2026-11-25"]
    return ["gate", *asks, "--format", "json"]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TREATY_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def start(asked: list[str]) -> subprocess.Popen[bytes]:
    command = (sys.executable, "-m", "catalog.cli.main", *asked)
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(os.environ))


def verdict(asked: list[str], capfdbinary: pytest.CaptureFixture[bytes]) -> bytes:
    assert main(asked) == 1
    return capfdbinary.readouterr().out


KEPT = {
    "nothing": ("",),
    "the index": ("verdicts", "judgements"),
    "the index and judgements": ("verdicts",),
    "the verdict": (),
}
"""What a run finds kept → the folders below `gate` that are taken away before it."""


@pytest.mark.parametrize("kept", KEPT)
def test_killed_at_any_moment_the_next_run_says_the_same(
    kept: str, asked: list[str], cache: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """In each state as often as is random; the longest run, of which moments are taken, is that of the state."""
    expected = verdict([*asked, "--no-cache"], capfdbinary)
    assert verdict(asked, capfdbinary) == expected
    forget(cache, kept)
    began = time.monotonic()
    assert start(asked).communicate()[0] == expected
    whole, chance = time.monotonic() - began, random.Random(kept)
    for number in range(KILLS):
        forget(cache, kept)
        process = start(asked)
        time.sleep(chance.random() * whole)
        process.kill()
        process.communicate()
        assert verdict(asked, capfdbinary) == expected, f"after kill {number}"


def forget(cache: Path, kept: str) -> None:
    for name in KEPT[kept]:
        shutil.rmtree(cache / "gate" / name, ignore_errors=True)


def test_a_verdict_that_only_counts_is_not_given_for_a_whole_one(
    asked: list[str], cache: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert cache
    short = [*asked[:-2], "--format", "text"]
    for first, second in ((short, asked), (asked, short)):
        expected = [verdict([*each, "--no-cache"], capfdbinary) for each in (first, second)]
        for _ in range(2):
            assert [verdict(each, capfdbinary) for each in (first, second)] == expected
        shutil.rmtree(cache)


def test_two_at_once_say_the_same(asked: list[str], cache: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    both = [start(asked), start(asked)]
    said = [process.communicate()[0] for process in both]
    assert said == [verdict(asked, capfdbinary)] * 2
    assert cache.exists()


def test_whatever_is_damaged_is_made_again(
    asked: list[str], cache: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    expected = verdict(asked, capfdbinary)
    for file in (cache / "gate").rglob("*"):
        if file.is_file() and ".sqlite" not in file.name:  # the index is open here; see its own tests
            file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    assert verdict(asked, capfdbinary) == expected
    assert verdict(asked, capfdbinary) == expected
