"""What is kept of a snapshot: found once, and gone with it."""

from __future__ import annotations

import gc
import time
import weakref
from collections import Counter
from functools import partial
from pathlib import Path
from threading import Barrier, Thread

import pytest

from catalog.answers.catalog import Catalog
from catalog.answers.kept import once
from catalog.repository.snapshot import Snapshot
from catalog.repository.tree import open_source
from tests.builders.catalog import SOUND
from tests.builders.git import git_repository


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    catalog = Catalog(open_source(git_repository(tmp_path, dict(SOUND)).path))
    return catalog.snapshot(catalog.revision("HEAD"))


def test_of_those_that_ask_at_once_one_looks(snapshot: Snapshot) -> None:
    looked, together = Counter[str](), Barrier(4)

    def ask() -> None:
        together.wait()
        once(snapshot, ("slow",), lambda: looked.update(["x"]) or sum(range(200_000)))

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert looked["x"] == 1


def test_what_failed_is_looked_for_again(snapshot: Snapshot) -> None:
    with pytest.raises(ZeroDivisionError):
        once(snapshot, ("odd",), lambda: 1 // 0)
    assert once(snapshot, ("odd",), lambda: 7) == once(snapshot, ("odd",), lambda: 8) == 7


def test_an_answer_that_refers_to_its_snapshot_does_not_keep_it(tmp_path: Path) -> None:
    source = open_source(git_repository(tmp_path, dict(SOUND)).path)
    snapshot = Snapshot(source.tree("HEAD"))
    once(snapshot, ("self",), partial(list, [snapshot]))
    gone = weakref.ref(snapshot)
    del snapshot
    for _ in range(100):  # while another thread looks for garbage, asking for it does nothing
        gc.collect()
        if gone() is None:
            return
        time.sleep(0.05)
    raise AssertionError("the snapshot is still there")
