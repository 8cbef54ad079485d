"""The index of a revision: made once, of what is new, whole or not at all, whoever is killed or comes between."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from catalog.answers.catalog import Catalog, open_catalog
from catalog.answers.search import Question, search_catalog
from catalog.search.library import Library, open_library
from catalog.search.store import DAMAGED
from tests.benchmarks import estate

SERVICES = 12
KILLED = {"sample": 4, "laws": 50}
COMMAND = (sys.executable, "-m", "catalog.cli.main", "index", "--catalog")
ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return estate.write(tmp_path_factory.mktemp("estate") / "r.git", SERVICES)


def opened(repository: Path, cache: Path) -> tuple[Catalog, Library]:
    catalog = open_catalog(f"{repository}@main", None, cache)
    return catalog, open_library(catalog.source, cache)


def found(
    catalog: Catalog, library: Library, query: str = "status", name: str | None = None
) -> list[tuple[str, str, str]]:
    """Kind, name and contract of every hit at a revision."""
    revision = catalog.revision(name)
    index = library.index(revision.digest, lambda: catalog.snapshot(revision))
    hits = index.search(query, limit=10_000).hits
    return sorted((hit.entry.kind, hit.entry.name, hit.entry.contract) for hit in hits)


def counted(library: Library, table: str = "source") -> int:
    with library.store.asked() as connection:
        count: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        return count


def file_of(cache: Path) -> Path:
    (file,) = (cache / "index").glob("*.sqlite")
    return file


def test_what_is_kept_is_not_read_again(repository: Path, tmp_path: Path) -> None:
    catalog, library = opened(repository, tmp_path)
    first = found(catalog, library)
    again, other = opened(repository, tmp_path)
    revision = again.revision()
    assert other.known(revision.digest) is not None
    assert found(again, other) == first
    assert again.parsed == {}, "nothing was parsed"


def test_another_revision_costs_what_differs_and_both_can_be_searched(repository: Path, tmp_path: Path) -> None:
    mine = Path(subprocess.run(["git", "clone", "-q", "--bare", repository, tmp_path / "m.git"], check=True).args[-1])
    catalog, library = opened(mine, tmp_path / "cache")
    before = found(catalog, library)
    sources = counted(library)
    path, text = next(file for file in estate.files(SERVICES, 7) if file[0].endswith("openapi.yaml"))
    more = "        zebraCount: {}\n        id: {type: string"
    estate.commit(mine, [(path, text.replace("        id: {type: string", more, 1))])
    later, same = opened(mine, tmp_path / "cache")
    assert [name for _, name, _ in found(later, same, "zebraCount")] == ["zebraCount"]
    assert counted(same) == sources + 1
    assert counted(same, "revision") == 2
    assert found(catalog, library, name="main~1") == before
    assert found(catalog, library, "zebraCount", "main~1") == []


def test_commit_after_commit_has_the_members_of_one_that_is_read_alone(repository: Path, tmp_path: Path) -> None:
    mine = Path(subprocess.run(["git", "clone", "-q", "--bare", repository, tmp_path / "m.git"], check=True).args[-1])
    texts = dict(estate.files(SERVICES, 7))
    api = next(path for path in texts if path.startswith("services/") and path.endswith("/api/openapi.yaml"))
    service = f"{api.rpartition('/api/')[0]}/service.yaml"
    shared = "    Referred: {$ref: '../../../schemas/shared.yaml#/Shared'}\n"
    referring = texts[api].replace("  schemas:\n", f"  schemas:\n{shared}", 1)
    assert referring != texts[api]
    commits: list[list[tuple[str, str | None]]] = [
        [(api, referring), ("schemas/shared.yaml", "Shared: {properties: {firstZebra: {}}}\n")],
        [("schemas/shared.yaml", "Shared: {properties: {secondZebra: {}}}\n")],
        [(service, texts[service].replace("lifecycle: ", "capability: zebra-riding\nlifecycle: ", 1))],
        [(api, None)],
        [(api, texts[api]), (service, None)],
        [(service, texts[service])],
    ]
    catalog, library = opened(mine, tmp_path / "cache")
    found(catalog, library)
    for number, changes in enumerate(commits):
        estate.commit(mine, changes)
        head = subprocess.run(["git", "-C", mine, "rev-parse", "main"], check=True, capture_output=True, text=True)
        alone = opened(mine, tmp_path / str(number))
        for query in ("status", "zebra", "api"):
            assert found(catalog, library, query, head.stdout.strip()) == found(*alone, query, head.stdout.strip())
        assert summaries(catalog, library, head.stdout.strip()) == summaries(*alone, head.stdout.strip())


def summaries(catalog: Catalog, library: Library, name: str) -> dict[str, object]:
    revision = catalog.revision(name)
    snapshot = catalog.snapshot(revision)
    return dict(library.summaries(library.members(revision.digest, lambda: snapshot), snapshot))


def test_two_processes_make_one_index(repository: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "TREATY_CACHE": str(tmp_path)}
    command = (*COMMAND, f"{repository}@main")
    both = [subprocess.Popen(command, env=environment, cwd=ROOT, stderr=subprocess.PIPE) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0], [
        process.stderr and process.stderr.read() for process in both
    ]
    catalog, library = opened(repository, tmp_path)
    assert found(catalog, library) == found(*opened(repository, tmp_path / "other"))
    assert counted(library, "revision") == 1
    for process in both:
        assert process.stderr is not None
        process.stderr.close()


@pytest.mark.parametrize("profile", ["sample", pytest.param("laws", marks=pytest.mark.laws)])
def test_who_is_killed_while_building_leaves_no_half_index(profile: str, repository: Path, tmp_path: Path) -> None:
    whole = found(*opened(repository, tmp_path / "whole"))
    chance = random.Random(3)
    for _ in range(KILLED[profile]):
        cache = tmp_path / "killed"
        environment = {**os.environ, "TREATY_CACHE": str(cache)}
        with subprocess.Popen(
            (*COMMAND, f"{repository}@main"),
            env=environment,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        ) as process:
            assert process.stderr is not None
            process.stderr.readline()  # it has begun
            time.sleep(chance.random() * 0.6)
            process.send_signal(signal.SIGKILL)
        catalog, library = opened(repository, cache)
        known = library.known(catalog.revision().digest)
        assert known is None or len(known.all) == len(opened_members(repository, tmp_path / "whole"))
        assert found(catalog, library) == whole
        assert library.store.note == ""
        library.store.close()
        for file in (cache / "index").iterdir():
            file.unlink()


def opened_members(repository: Path, cache: Path) -> tuple[object, ...]:
    catalog, library = opened(repository, cache)
    known = library.known(catalog.revision().digest)
    assert known is not None
    return known.all


@pytest.mark.parametrize("damage", ["cut", "overwritten", "garbage", "empty"])
def test_a_damaged_index_is_built_again_and_that_is_said(damage: str, repository: Path, tmp_path: Path) -> None:
    catalog, library = opened(repository, tmp_path)
    whole = found(catalog, library)
    library.store.close()
    file = file_of(tmp_path)
    data = file.read_bytes()
    harmed = {
        "cut": data[: len(data) // 2],
        "overwritten": data[:4096] + b"\xff" * (len(data) // 2) + data[4096 + len(data) // 2 :],
        "garbage": b"not a database at all" * 1000,
        "empty": b"",
    }
    file.write_bytes(harmed[damage])
    for beside in ("-wal", "-shm"):
        Path(f"{file}{beside}").unlink(missing_ok=True)
    again, other = opened(repository, tmp_path)
    other.store.check()
    assert found(again, other) == whole
    assert other.store.note == ("" if damage == "empty" else DAMAGED)


def test_damage_while_it_is_used_is_met_by_building_again(repository: Path, tmp_path: Path) -> None:
    catalog, library = opened(repository, tmp_path)
    revision = catalog.revision()
    snapshot = catalog.snapshot(revision)
    whole = search_catalog(library, lambda: snapshot, revision.digest, Question("status", {}))
    with library.store.writing() as connection:
        connection.execute("UPDATE source SET parts = x'00'")
    assert search_catalog(library, lambda: snapshot, revision.digest, Question("status", {})) == whole
    assert library.store.note == DAMAGED


def test_nothing_is_kept_in_the_work_tree(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path / "r"], check=True)
    (tmp_path / "r" / "catalog.yaml").write_text("name: Here\n")
    catalog = open_catalog(str(tmp_path / "r"), None, tmp_path / "r" / "cache")
    library = open_library(catalog.source, tmp_path / "r" / "cache")
    assert found(catalog, library, "here") == []
    assert not (tmp_path / "r" / "cache").exists()


def test_a_folder_that_cannot_be_written_keeps_nothing(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "index").write_text("a file where the folder would be")
    catalog, library = opened(repository, tmp_path)
    assert found(catalog, library) != []
    assert library.store.note.startswith("nothing is kept for the next run")
