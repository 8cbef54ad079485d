from __future__ import annotations

import random
import re

import pytest

from catalog.samples.budget import Budget
from catalog.samples.languages.algebra import NOTHING, Languages
from catalog.samples.languages.patterns import pattern_language
from catalog.samples.languages.syntax import UnsupportedPattern
from catalog.samples.strings import StringGoal, some

PATTERNS = (
    "",
    "a",
    "^a",
    "a$",
    "^ab?$",
    "^[a-c]{2,3}$",
    "a|^b$",
    "(a^b)|c",
    "a$|^b",
    r"\bfo\b",
    r"o\b|\Bb",
    r"^a\B.",
    "^(?!fo).{2}$",
    "^(?=.*1)(?=.*a).{3,}$",
    "^((?!ab).)*$",
    "^(?:(?!aa)[ab])+$",
    r"(?:\ba|b\b)+$",
    "(?!a)(b|ab)",
    "x*(?=b)b*$",
    "(^fo)?b$",
    r"(fo|\d)?(?!\w)",
    "(a|b)*a(a|b){3}$",
    "(?:a(?=b)|b)+$",
    "[^ab]",
    r"\d+\s\w",
    "a{2,}?b",
    "(?<first>a)b",
)


@pytest.fixture(scope="module")
def languages() -> Languages:
    return Languages(Budget(10_000_000))


@pytest.mark.parametrize("pattern", PATTERNS)
def test_membership_is_that_of_a_backtracking_matcher(languages: Languages, pattern: str) -> None:
    language, draw = pattern_language(languages, pattern), random.Random(1)
    matcher = re.compile(pattern.replace("(?<", "(?P<"), re.ASCII)
    for _ in range(600):
        text = "".join(draw.choices("ab1 fox", k=draw.randint(0, 6)))
        assert languages.accepts(language, text) is bool(matcher.search(text)), text


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        (r"^\d$", "٣", False),
        (r"^\w$", "é", False),
        (r"^\s$", "\u00a0", True),
        (r"^\S$", "\ufeff", False),
        (r"^\cC$", "\x03", True),
        (r"^.$", "\U0001f600", True),
        (r"^.$", "\n", False),
        (r"a$", "a\n", False),
        (r"^\p{Lu}$", "É", True),
        (r"^\P{L}$", "1", True),
        (r"^\u{1F600}$", "\U0001f600", True),
        (r"^\ud83d\ude00$", "\U0001f600", True),
        (r"^\x41$", "A", True),
        (r"^[\b]$", "\b", True),
        (r"^[a\-z]$", "-", True),
        (r"^[\d-x]$", "-", True),
        (r"^a{,3}$", "a{,3}", True),
        (r"^[^]$", "\n", True),
    ],
)
def test_ecma_262(languages: Languages, pattern: str, text: str, matches: bool) -> None:
    assert languages.accepts(pattern_language(languages, pattern), text) is matches


@pytest.mark.parametrize(
    "pattern",
    [
        "(a",
        "a)",
        "[a",
        "*a",
        "a**",
        "a{3,2}",
        r"(a)\1",
        r"\k<a>",
        "(?<=a)b",
        "(?i)a",
        r"\p{Script=Greek}",
        r"\Z",
        "[b-a]",
        "^*",
    ],
)
def test_what_is_not_modelled_is_refused(languages: Languages, pattern: str) -> None:
    with pytest.raises(UnsupportedPattern):
        pattern_language(languages, pattern)


@pytest.mark.parametrize(
    ("smaller", "larger", "contained"),
    [
        ("^a+$", "^a*$", True),
        ("^a*$", "^a+$", False),
        ("^[a-z]{3}$", "^.{2,4}$", True),
        ("^(ab)+$", "^(a|b)+$", True),
        (r"^\d{3}-\d{4}$", r"^[\d-]+$", True),
        (r"^[\d-]+$", r"^\d{3}-\d{4}$", False),
        ("abc", "b", True),
        ("^(a+)+$", "^a+$", True),
        ("^(?=.*1)[a-z0-9]+$", "1", True),
        ("^(?!x)[x-z]+$", "^[yz]", True),
    ],
)
def test_inclusion(languages: Languages, smaller: str, larger: str, contained: bool) -> None:
    left, right = pattern_language(languages, smaller), pattern_language(languages, larger)
    difference = languages.both((left, languages.complement(right)))
    assert (some(languages, StringGoal(difference), 1) == []) is contained


def test_contradictions_close_without_a_search(languages: Languages) -> None:
    language = pattern_language(languages, "^a.*b$")
    assert languages.both((language, languages.complement(language))) == NOTHING
