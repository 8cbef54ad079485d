"""Each rule's page is its test: the bad block gives exactly its findings where they are marked, the good one none."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog.answers.check import check_catalog
from governance.rules.engine.profiles import LETTERS, PROFILES, TABLE
from governance.rules.pages import page_names, page_of
from governance.rules.registry import RULES, rule_ids
from tests.builders.rule_pages import CATALOG, block, findings_of, marked, opened, told

BY_ID = {rule.id: rule for rule in RULES}


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    assert page_names() == tuple(sorted(rule_ids()))


def test_the_catalog_around_the_blocks_is_good(tmp_path: Path) -> None:
    book = opened(CATALOG, tmp_path)
    assert check_catalog(book.snapshot, book=book).findings == ()


@pytest.mark.parametrize("rule", sorted(rule_ids()))
def test_the_page_says_what_the_rule_and_the_table_say(rule: str) -> None:
    page = page_of(rule) or ""
    assert page.startswith(f"# {rule}\n")
    assert f"\n{severity_line(rule)}\n" in page
    if rule in BY_ID:
        assert f"\n\n{BY_ID[rule].title}\n\n" in page
        assert " ".join(BY_ID[rule].rationale.split()) in " ".join(page.split())


@pytest.mark.parametrize("rule", [rule for rule in RULES if len(TABLE[rule.id]) == 1], ids=lambda rule: rule.id)
def test_a_rule_without_layers_has_the_severity_of_the_table(rule: object) -> None:
    assert LETTERS[TABLE[rule.id]] is rule.severity  # type: ignore[attr-defined]


@pytest.mark.parametrize("rule", sorted(rule_ids()))
def test_the_bad_block_gives_its_findings_where_they_are_marked(rule: str, tmp_path: Path) -> None:
    files = block(page_of(rule) or "", "bad")
    found = findings_of(files, tmp_path, rule)
    assert {finding.rule for finding in found} == {rule}
    assert told(found) == marked(files)


@pytest.mark.parametrize("rule", sorted(rule_ids()))
def test_the_good_block_gives_none(rule: str, tmp_path: Path) -> None:
    assert told(findings_of(block(page_of(rule) or "", "good"), tmp_path, rule)) == []


def severity_line(rule: str) -> str:
    """How a page states the row of the table."""
    letters = TABLE[rule].split("/")
    if len(letters) == 1:
        return f"- severity: {_word(letters[0])}"
    return "- severity: " + ", ".join(
        f"{profile} {_word(letter)}" for profile, letter in zip(PROFILES, letters, strict=True)
    )


def _word(letter: str) -> str:
    severity = LETTERS[letter]
    return "off" if severity is None else severity.value
