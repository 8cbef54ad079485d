"""Every rule that the code gives to a finding may be named by a policy or a waiver, and is explained."""

from __future__ import annotations

from catalog.answers.gate.pages import page_names, page_of
from catalog.answers.rule_book import all_rule_ids
from tests.builders.emitted import emitted_rules


def test_the_sources_are_understood() -> None:
    """By a literal, by a constant, by one of another module, and by one of several in a line."""
    assert emitted_rules().keys() >= {"unknown-field", "contract-id-taken", "duplicate-key", "acceptance-stale"}


def test_every_rule_that_is_given_is_known() -> None:
    known = all_rule_ids()
    assert {rule: file for rule, file in emitted_rules().items() if rule not in known} == {}


def test_every_known_rule_is_explained_and_every_explained_rule_is_known() -> None:
    assert set(page_names()) == all_rule_ids()
    assert all((page_of(rule) or "").markdown.startswith(f"# {rule}\n") for rule in page_names())  # type: ignore[union-attr]
