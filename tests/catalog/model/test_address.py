"""Addresses as texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.model.address import Address, Mark, Section, Step, facet, key_text, part, path, subject
from catalog.model.address_text import MalformedAddress, parse_address
from catalog.model.templates import template_key
from tests.builders.shared import REPOSITORY

EXAMPLES = {
    "order-api": Address("order-api"),
    "order-api POST /orders/{} request.body lines[].sku": Address(
        "order-api",
        (
            *subject("POST", "/orders/{}"),
            *part("request", "body"),
            *path(Mark.MEMBER, "lines"),
            *path(Mark.ITEMS),
            *path(Mark.MEMBER, "sku"),
        ),
    ),
    "order-events receive order.submitted.v1 payload total": Address(
        "order-events", (*subject("receive", "order.submitted.v1"), *part("payload"), *path(Mark.MEMBER, "total"))
    ),
    "order-api schema Customer email": Address(
        "order-api", (*subject("schema", "Customer"), *path(Mark.MEMBER, "email"))
    ),
    'orders/v1 GET /orders response.200.body.text/csv @examples."a b".value[0]': Address(
        "orders/v1",
        (
            *subject("GET", "/orders"),
            *part("response", "200", "body", "text/csv"),
            *facet(Mark.MEMBER, "examples"),
            *facet(Mark.MEMBER, "a b"),
            *facet(Mark.MEMBER, "value"),
            *facet(Mark.INDEX, "0"),
        ),
    ),
    'pay POST /payments request.body method<card>{}{"^x-"}[2]^3 @enum[="a b"]~2': Address(
        "pay",
        (
            *subject("POST", "/payments"),
            *part("request", "body"),
            *path(Mark.MEMBER, "method"),
            *path(Mark.BRANCH, "card"),
            *path(Mark.VALUES),
            *path(Mark.PATTERN, "^x-"),
            *path(Mark.INDEX, "2"),
            *path(Mark.REPEAT, "3"),
            *facet(Mark.MEMBER, "enum"),
            *facet(Mark.KEYED, '"a b"'),
        ),
        2,
    ),
    "shop POST /orders callback paid expression {$request.body#/url} operation POST request.body id": Address(
        "shop",
        (
            *subject("POST", "/orders", "callback", "paid", "expression", "{$request.body#/url}", "operation", "POST"),
            *part("request", "body"),
            *path(Mark.MEMBER, "id"),
        ),
    ),
}


@pytest.mark.parametrize("text", EXAMPLES)
def test_an_address_prints_and_parses(text: str) -> None:
    assert parse_address(text) == EXAMPLES[text]
    assert str(EXAMPLES[text]) == text


@pytest.mark.parametrize("text", ["shop GET /a/{id}/{b} request.path.1", 'shop GET "/a/{id}/{b}" request.path."1"'])
def test_names_in_templates_do_not_count(text: str) -> None:
    assert str(parse_address(text)) == "shop GET /a/{}/{} request.path.1"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "not an address"),
        ('shop "open', "not an address"),
        ("shop GET", "'GET' needs a name after it"),
        ("shop GET /x request.body a b", "one word too many"),
        ("shop GET /x request.body a..b", "a name is missing"),
        ("shop GET /x request.body a[x]", "a name is missing"),
        ("shop GET /x request.body a[=x]", "no JSON"),
        ("shop GET /x request.body a<b", "'>' is missing"),
        ("shop GET /x request.body a[0", "']' is missing"),
        ('shop GET /x request.body a"b"', "cannot follow"),
    ],
)
def test_what_is_no_address_is_refused_with_a_reason(text: str, complaint: str) -> None:
    with pytest.raises(MalformedAddress) as caught:
        parse_address(text)
    assert complaint in str(caught.value)


NAMES = st.text(min_size=1, max_size=8)
WORDS = st.lists(NAMES, min_size=1, max_size=3)
NUMBERS = st.integers(min_value=0, max_value=99).map(str)
KEYS = st.one_of(NAMES, st.integers(), st.booleans(), st.none(), st.dictionaries(NAMES, NAMES, max_size=2)).map(
    key_text
)
TEXTS = {
    Mark.MEMBER: NAMES,
    Mark.ITEMS: st.just(""),
    Mark.INDEX: NUMBERS,
    Mark.VALUES: st.just(""),
    Mark.PATTERN: NAMES,
    Mark.BRANCH: NAMES,
    Mark.KEYED: KEYS,
    Mark.REPEAT: NUMBERS,
}


def steps(section: Section, *marks: Mark) -> st.SearchStrategy[tuple[Step, ...]]:
    """Steps of one section."""
    step = st.sampled_from(marks).flatmap(lambda mark: TEXTS[mark].map(lambda text: Step(section, mark, text)))
    return st.lists(step, max_size=4).map(tuple)


@st.composite
def addresses(draw: st.DrawFn) -> Address:
    """Addresses with odd names everywhere."""
    opening = draw(st.sampled_from(["GET", "receive", "schema", "webhook", "message"]))
    words = subject(opening, template_key(draw(NAMES))) if draw(st.booleans()) else ()
    names = part(*draw(WORDS)) if words and opening != "schema" else ()
    below = draw(steps(Section.PATH, *list(TEXTS))) if names or (opening == "schema" and words) else ()
    about = draw(steps(Section.FACET, Mark.MEMBER, Mark.INDEX, Mark.KEYED))
    ordinal = draw(st.integers(min_value=1, max_value=12)) if words or about else 1
    return Address(draw(NAMES), (*words, *names, *below, *about), ordinal)


@given(addresses())
def test_any_address_parses_back(address: Address) -> None:
    assert parse_address(str(address)) == address


def test_the_examples_of_the_handbook_are_addresses() -> None:
    page = (REPOSITORY / "catalog" / "docs" / "addresses.md").read_text()
    examples = page.split("```")[1].split("\n")[1:-1]
    assert len(examples) > 3
    assert [str(parse_address(example)) for example in examples] == examples
