from __future__ import annotations

import gc
import os
import signal
import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from catalog.errors import LimitExceeded, RepositoryError
from catalog.repository.git import find_repository, list_tree
from catalog.repository.objects import WINDOW, ObjectReader
from tests.builders.git import GitRepository, git_repository


@pytest.fixture
def many(tmp_path: Path) -> GitRepository:
    files = {f"{number}.yaml": f"{number}\n" * (number * 37) for number in range(3 * WINDOW + 1)}
    return git_repository(tmp_path / "many", files)  # type: ignore[arg-type]


def _ids(made: GitRepository) -> dict[str, str]:
    return {entry.object_id: path for path, entry in list_tree(find_repository(made.path), "HEAD").items()}


def _wanted(ids: Iterable[str]) -> list[tuple[str, str]]:
    return [(object_id, "") for object_id in ids]


def test_one_process_reads_everything_in_order(many: GitRepository) -> None:
    ids = _ids(many)
    with ObjectReader(many.path) as objects:
        contents = list(objects.read_many(_wanted(ids)))
        assert contents == [(many.path / path).read_bytes() for path in ids.values()]
        assert [objects.read(object_id) for object_id in ids] == contents
        assert objects.started == 1


def test_content_with_newlines_and_nul_is_exact(tmp_path: Path) -> None:
    content = b"\0\n\n blob 3\n\0missing\n\xff"
    made = git_repository(tmp_path / "bytes", {"x": content, "empty": b""})
    with ObjectReader(made.path) as objects:
        found = objects.find(f"{made.commits[0]}:x")
        assert found is not None
        assert (found.kind, found.data) == ("blob", content)
        assert list(objects.read_many(_wanted(_ids(made)))) == [b"", content]


def test_what_is_not_there_is_none_and_the_next_answer_is_right(many: GitRepository) -> None:
    with ObjectReader(many.path) as objects:
        head = many.commits[0]
        assert objects.find("0" * 40) is None
        assert objects.find(f"{head}:no such file") is None
        assert objects.find(f"{head}:1.yaml") is not None
        with pytest.raises(RepositoryError, match="missing"):
            objects.read("1" * 40)
        with pytest.raises(RepositoryError, match="missing"):
            list(objects.read_many([("1" * 40, "a.yaml")]))
        assert objects.started == 1


def test_content_over_the_limit_is_skipped_and_the_next_answer_is_right(tmp_path: Path) -> None:
    made = git_repository(tmp_path / "large", {"large": b"x" * 3_000_000, "exact": b"y" * 2_000_000, "small": "z"})
    ids = {path: object_id for object_id, path in _ids(made).items()}
    with ObjectReader(made.path, largest=2_000_000) as objects:
        with pytest.raises(LimitExceeded, match=r"large: the file is larger than 2,000,000 bytes"):
            objects.read(ids["large"], "large")
        assert objects.read(ids["exact"]) == b"y" * 2_000_000
        assert objects.read(ids["small"]) == b"z"
        assert objects.started == 1


def test_threads_share_one_process_and_get_their_own_answers(many: GitRepository) -> None:
    ids = _ids(many)
    expected = {object_id: (many.path / path).read_bytes() for object_id, path in ids.items()}
    barrier = threading.Barrier(8)

    def read_all(offset: int) -> bool:
        barrier.wait()
        order = list(ids)[offset:] + list(ids)[:offset]
        one_by_one = all(objects.read(object_id) == expected[object_id] for object_id in order)
        return one_by_one and list(objects.read_many(_wanted(order))) == [expected[object_id] for object_id in order]

    with ObjectReader(many.path) as objects, ThreadPoolExecutor(8) as pool:
        assert all(pool.map(read_all, range(8)))
        assert objects.started == 1


def test_an_unfinished_reading_does_not_disturb_the_next(many: GitRepository) -> None:
    ids = list(_ids(many))
    with ObjectReader(many.path) as objects:
        unfinished = objects.read_many(_wanted(ids))
        next(unfinished)
        assert objects.read(ids[-1]) == (many.path / _ids(many)[ids[-1]]).read_bytes()


def _process(objects: ObjectReader) -> int:
    assert objects._process is not None
    return objects._process.pid


def _runs(pid: int) -> str:
    """Empty when the process is gone; a zombie would still be there."""
    status = Path(f"/proc/{pid}/stat")
    return status.read_text() if status.exists() else ""


def test_closing_ends_the_process_and_a_later_question_starts_another(many: GitRepository) -> None:
    objects = ObjectReader(many.path)
    objects.find("HEAD")
    pid = _process(objects)
    objects.close()
    assert not _runs(pid)
    assert objects.find("HEAD")
    assert objects.started == 2
    objects.close()
    objects.close()


def test_a_forgotten_reader_leaves_no_process(many: GitRepository) -> None:
    objects = ObjectReader(many.path)
    objects.find("HEAD")
    pid = _process(objects)
    assert _runs(pid)
    del objects
    gc.collect()
    assert not _runs(pid)


def test_a_killed_process_is_an_error_and_the_next_question_recovers(many: GitRepository) -> None:
    with ObjectReader(many.path) as objects:
        objects.find("HEAD")
        os.kill(_process(objects), signal.SIGKILL)
        with pytest.raises(RepositoryError, match=r"stopped.*git fsck"):
            objects.find("HEAD")
        assert objects.find("HEAD")


def test_a_damaged_object_is_said(tmp_path: Path) -> None:
    made = git_repository(tmp_path / "damaged", {"x": "some content"})
    object_id = next(iter(_ids(made)))
    stored = made.path / ".git" / "objects" / object_id[:2] / object_id[2:]
    stored.chmod(0o644)
    stored.write_bytes(b"not zlib")
    with ObjectReader(made.path) as objects, pytest.raises(RepositoryError, match="git fsck"):
        objects.read(object_id)


def test_a_partial_clone_is_not_completed_over_the_network(many: GitRepository, tmp_path: Path) -> None:
    many.git("config", "uploadpack.allowFilter", "true")
    partial = many.clone(tmp_path / "partial", "--filter=blob:none", "--no-checkout")
    with ObjectReader(partial.path) as objects, pytest.raises(RepositoryError, match=r"partial clone|--refetch"):
        objects.read(next(iter(_ids(many))))
