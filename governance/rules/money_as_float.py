"""money-as-float."""

from __future__ import annotations

import re
from collections.abc import Iterator

from governance.findings import Severity
from governance.rules.engine.places import SchemaPlace
from governance.rules.engine.rule import Context, Violation, rule
from governance.rules.engine.words import vocabulary, words_of

MONEY = frozenset({"price", "cost", "fee", "subtotal", "revenue", "salary", "turnover", "payout", "refund"})
"""Last words of names that mean an amount of money by themselves."""
AMOUNTS = frozenset(
    {
        "amount",
        "total",
        "balance",
        "tax",
        "discount",
        "charge",
        "credit",
        "debit",
        "value",
        "payment",
        "limit",
        "exposure",
    }
)
"""Last words that may mean an amount of money: they do beside a currency, or behind one of KINDS."""
KINDS = frozenset({"net", "gross", "grand", "tax", "vat", "invoice", "payment", "price", "order", "refund", "credit"})
NOT_MONEY = vocabulary("""
    percent percentage pct rate ratio count quantity qty number days hours minutes weight length width height factor
    score points index level probability exchange type id version code time duration size memory storage distance
    volume area speed
    """)
PLURALS = {"taxes": "tax", "salaries": "salary"}
CURRENCY = re.compile(
    r"\b(?:currency|currencies|monetary|money|ISO[ -]?4217|EUR|USD|GBP|euros?|dollars?)\b", re.IGNORECASE
)


@rule("money-as-float", severity=Severity.ERROR, on=SchemaPlace)
def money_as_float(place: SchemaPlace, _: Context) -> Iterator[Violation]:
    """An amount of money is a JSON number.

    0.1 + 0.2 is not 0.3 to most readers of JSON, and a ledger that is off by a cent does not close. Amounts are decimal
    strings with an ISO 4217 currency beside them; whole numbers of the smallest unit are no defect either. What counts
    is a name that means money, by itself or beside a currency.
    """
    written = words_of(place.name)
    words = tuple(PLURALS.get(word) or word.removesuffix("s") for word in written)
    if not words or NOT_MONEY.intersection((*written, *words)) or not _is_money(words, place):
        return
    types = place.types
    if "number" in types and "string" not in types:
        hint = 'Use a decimal string and its currency: {value: "10.00", currency: EUR}.'
        yield Violation(f"{place.name!r} is an amount of money and a JSON number", place.pointer, hint)


def _is_money(words: tuple[str, ...], place: SchemaPlace) -> bool:
    last = words[-1]
    if last in MONEY:
        return True
    return last in AMOUNTS and (not KINDS.isdisjoint(words[:-1]) or _has_currency(place))


def _has_currency(place: SchemaPlace) -> bool:
    """A sibling names the currency, or the description speaks of it."""
    if any("currency" in words_of(sibling) for sibling in place.siblings):
        return True
    return any(CURRENCY.search(str(part.get("description", ""))) for part in place.parts)
