"""Names of fields taken apart into words, and the vocabularies that rules look for."""

from __future__ import annotations

import re
from functools import lru_cache


def vocabulary(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
LONGEST_PHRASE = 4


@lru_cache(maxsize=65536)
def words_of(name: str) -> tuple[str, ...]:
    """`unitPrice`, `unit_price` and `Unit-Price` are all `("unit", "price")`."""
    return tuple(word.lower() for word in WORD.findall(name))


@lru_cache(maxsize=65536)
def endings(name: str) -> frozenset[str]:
    """The last words of a name, run together: `contactEmailAddress` ends in `address`, `emailaddress`, …"""
    words = words_of(name)
    return frozenset("".join(words[-count:]) for count in range(1, min(LONGEST_PHRASE, len(words)) + 1))


def spoken(name: str) -> str:
    """All words of a name, run together."""
    return "".join(words_of(name))


PERSONAL = vocabulary("""
    email emailaddress mailaddress phone phonenumber telephone telephonenumber mobilephone mobilenumber
    mobilephonenumber cellphone firstname lastname givenname familyname middlename maidenname surname
    dateofbirth birthdate birthday dob ssn socialsecuritynumber nationalid nationalidnumber passportnumber
    driverslicensenumber taxid taxnumber taxidnumber vatid vatnumber vatidnumber iban bankaccountnumber accountholder
    accountholdername creditcardnumber cardnumber cvv cvc homeaddress streetaddress
    """)
"""Endings of names for what tells about a person, an account or a taxpayer."""

CREDENTIALS = vocabulary("""
    password passwd pwd passphrase secret clientsecret apikey apisecret apitoken accesstoken authtoken
    authorizationtoken sessiontoken bearertoken idtoken refreshtoken securitytoken privatekey jwt
    """)
"""Endings of names for what lets somebody in; `token` counts as a whole name only, for `page_token` is none."""
