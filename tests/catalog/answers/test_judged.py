"""Findings of documents that are kept: the same as those that are not, and never of another document or policy."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from catalog.answers.check import check_names
from catalog.answers.judged import Judged
from catalog.answers.lasting import Lasting
from catalog.answers.rule_book import RuleBook
from catalog.repository.snapshot import Snapshot
from catalog.repository.tree import open_tree
from governance.findings import Finding
from tests.builders.catalog import snapshot

TODAY = date(2026, 11, 25)


def found(known: Snapshot, judged: Judged | None = None) -> tuple[Finding, ...]:
    judged = judged or Judged(Lasting(None, 0))
    return check_names(known, ["orders/v1"], book=RuleBook(known, TODAY), judged=judged).findings


def written(folder: Path, member: str) -> Snapshot:
    """The catalog with one more member in its document, which nobody knows."""
    path = folder / snapshot(folder).contracts["orders/v1"].path
    path.write_text(f"{path.read_text('utf-8').rstrip()}\n{member}: 1\n", "utf-8")
    return Snapshot(open_tree(folder))


def kept(folder: Path) -> Judged:
    return Judged(Lasting(folder, 100))


def test_what_was_kept_is_what_would_be_found(tmp_path: Path) -> None:
    known, folder = written(tmp_path / "catalog", "unheardOf"), tmp_path / "kept"
    anew = found(known)
    assert anew
    assert [found(known, kept(folder)) for _ in range(2)] == [anew, anew]
    assert len(list(folder.iterdir())) == 1


def test_another_document_is_judged_anew(tmp_path: Path) -> None:
    known, folder = written(tmp_path / "catalog", "unheardOf"), tmp_path / "kept"
    before = found(known, kept(folder))
    changed = written(tmp_path / "catalog", "unseen")
    after = found(changed, kept(folder))
    assert after == found(changed)
    assert after != before


def test_damaged_files_are_judged_anew_and_kept_again(tmp_path: Path) -> None:
    known, folder = written(tmp_path / "catalog", "unheardOf"), tmp_path / "kept"
    anew = found(known, kept(folder))
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:-9])
    assert found(known, kept(folder)) == anew
    assert file.read_bytes() == whole


def test_prepared_once(tmp_path: Path) -> None:
    known, folder = written(tmp_path / "catalog", "unheardOf"), tmp_path / "kept"
    book, entry = RuleBook(known, TODAY), known.contracts["orders/v1"]
    kept(folder).prepare(known, entry, book)
    (file,) = folder.iterdir()
    file.write_bytes(b"")
    kept(folder).prepare(known, entry, book)
    assert file.read_bytes() == b""
    assert found(known, kept(folder)) == found(known)
