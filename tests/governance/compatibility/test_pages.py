"""Each rule's page is its test: the bad pair gives exactly this finding, the good pair does not."""

from __future__ import annotations

import re

import pytest

from governance.compatibility.opinions import OPINIONS
from governance.compatibility.pages import page_names, page_of
from tests.builders.compared import told

BLOCK = re.compile(r"```yaml (?P<kind>bad|good)\n(?P<base>.*?)\n---\n(?P<revision>.*?)\n```", re.DOTALL)


def test_every_opinion_has_a_page_and_every_page_an_opinion() -> None:
    assert page_names() == tuple(sorted(OPINIONS))


@pytest.mark.parametrize("rule", sorted(OPINIONS))
def test_the_page_says_what_the_opinion_is(rule: str) -> None:
    page, opinion = page_of(rule), OPINIONS[rule]
    assert page is not None
    assert page.startswith(f"# {rule}\n")
    assert f"- effect: {opinion.effect.value}\n- class: {opinion.change_class.value}\n" in page
    assert opinion.hint in page


@pytest.mark.parametrize("rule", sorted(OPINIONS))
def test_the_bad_pair_gives_exactly_this_finding(rule: str) -> None:
    assert pair(rule, "bad") == {(rule, OPINIONS[rule].effect.value)}


@pytest.mark.parametrize("rule", sorted(OPINIONS))
def test_the_good_pair_does_not_give_it(rule: str) -> None:
    assert rule not in {found for found, _ in pair(rule, "good")}


def pair(rule: str, kind: str) -> set[tuple[str, str]]:
    """Rules and effects between the documents of a block."""
    blocks = {found["kind"]: found for found in BLOCK.finditer(page_of(rule) or "")}
    return told(blocks[kind]["base"], blocks[kind]["revision"])
