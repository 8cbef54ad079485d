"""Identity and swap: what a comparison says of a release and itself, and of two releases seen from the other side."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from governance.compatibility.comparison import Options, compare
from governance.compatibility.tolerances import Tolerances
from governance.findings import Finding
from tests.builders.contracts import (
    contract_in,
    corpus_files,
    document_at,
    latest_corpus_files,
    specification_files,
)
from tests.builders.shared import BREAKING, VENDORS, needs_shared

STRICT = Tolerances(strict_readers=True, open_enums=False)
HIDING = (b"readOnly", b"writeOnly")
"""What travels one way only is not seen from the other side."""


def is_silent(path: Path) -> bool:
    """Whether two readings of a document compare without a finding."""
    document = document_at(path)
    comparison = compare(contract_in(document), contract_in(document))
    return comparison.findings == () and comparison.breaking is False and comparison.required_bump == "none"


@pytest.mark.parametrize("path", specification_files(), ids=lambda path: path.stem)
def test_identity_of_documents_that_use_every_field(path: Path) -> None:
    assert is_silent(path)


@needs_shared
@pytest.mark.parametrize("path", latest_corpus_files(), ids=lambda path: path.parent.name)
def test_identity_of_vendor_documents(path: Path) -> None:
    assert is_silent(path)


@needs_shared
@pytest.mark.laws
def test_identity_of_every_release() -> None:
    assert [path.name for path in corpus_files() if not is_silent(path)] == []


def payload_findings(base: Path, revision: Path, perspective: str) -> set[tuple[str, str]]:
    """(what is judged, address) of payload findings, without the direction and the motion in the name of the rule."""
    options = Options(STRICT, perspective)
    found = compare(contract_in(document_at(base)), contract_in(document_at(revision)), options).findings
    judged = [f for f in found if f.rule.endswith(("-narrowed", "-widened")) and "schema" not in f.rule.split("-")]
    told = {(finding.rule.split("-", 1)[1].rsplit("-", 1)[0], place(finding)) for finding in judged}
    return told | set(missing(found))


def place(finding: Finding) -> str:
    """The address without what is another from the other side: the action, and what the later release calls a variant.

    That variants are told apart is kept: what is told of two of them has two rules, or stands at two members.
    """
    return re.sub(r"<[^<>]*>", "<>", re.sub(r"^(\S+) (send|receive) ", r"\1 event ", finding.address))


def missing(found: Sequence[Finding]) -> Iterator[tuple[str, str]]:
    """A required property that was removed is one finding; the other side sees one that is demanded."""
    for finding in found:
        if finding.rule == "outbound-property-removed" and finding.witness is not None:
            address = place(finding)
            owner, _, _ = address.rpartition("." if "." in address.rsplit(" ", 1)[-1] else " ")
            yield "required", owner


def steps() -> list[tuple[Path, Path]]:
    """Steps between releases of vendors that hide nothing from one side."""
    listing, manifest = VENDORS / "steps.jsonl", VENDORS / "manifest.jsonl"
    if not listing.is_file():
        return []
    files = {
        (r["contract"], r["release"]): VENDORS / r["file"] for r in map(json.loads, manifest.read_text().splitlines())
    }
    rows = [json.loads(line) for line in listing.read_text().splitlines()]
    pairs = [(files[row["contract"], row["from"]], files[row["contract"], row["to"]]) for row in rows]
    return [pair for pair in pairs if not any(word in path.read_bytes() for word in HIDING for path in pair)]


def labelled() -> list[tuple[Path, Path]]:
    """Every tenth labelled pair."""
    manifest = BREAKING / "oasdiff" / "manifest.jsonl"
    rows = [json.loads(line) for line in manifest.read_text().splitlines()][::10] if manifest.is_file() else []
    pairs = [(manifest.parent / row["base"], manifest.parent / row["revision"]) for row in rows]
    return [pair for pair in pairs if not any(word in path.read_bytes() for word in HIDING for path in pair)]


def swapped_wrongly(base: Path, revision: Path) -> set[tuple[str, str]]:
    """What one side sees when the releases are exchanged and the other does not (§2)."""
    return payload_findings(base, revision, "provider") ^ payload_findings(revision, base, "client")


@needs_shared
def test_swap_of_labelled_pairs() -> None:
    assert {pair[0].parent.name: swapped_wrongly(*pair) for pair in labelled() if swapped_wrongly(*pair)} == {}


@needs_shared
@pytest.mark.laws
@pytest.mark.parametrize(("base", "revision"), steps(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_swap_of_vendor_steps(base: Path, revision: Path) -> None:
    assert swapped_wrongly(base, revision) == set()
