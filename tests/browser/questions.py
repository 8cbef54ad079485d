"""What an architect asks of the estate, and the shortest way to each answer from the start page.

Written before the ways were: a question is answered when the page that the way ends on says all its words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

CLICKING = ("click", "leave", "leave-by")
"""What counts as a click: on a link, on a menu, sending a form by Enter."""
MOST = 3


@dataclass(frozen=True, slots=True)
class Question:
    """`way` are actions of `journey.mjs`; `main` questions are also asked by keyboard, without scripts and narrow."""

    name: str
    text: str
    way: tuple[tuple[str, str], ...]
    words: tuple[str, ...]
    main: bool = False

    @property
    def clicks(self) -> int:
        """How many clicks the way takes."""
        return sum(verb in CLICKING for verb, *_ in self.way)

    def by_keyboard(self) -> list[list[str]]:
        """The same way with Tab and Enter."""
        steps: list[list[str]] = []
        for verb, *rest in self.way:
            if verb in ("click", "leave"):
                steps += [["tab", rest[0]], ["press" if verb == "click" else "leave-by", "Enter"]]
            elif verb == "fill":
                steps += [["tab", rest[0]], ["type", rest[1]]]
            else:
                steps.append([verb, *rest])
        return steps


def link(href: str) -> tuple[str, str]:
    """A link below the page's head."""
    return "leave", f'main a[href^="{href}"]'


def menu(group: str, href: str) -> tuple[tuple[str, str], ...]:
    """An entry of a group in the bar."""
    return ("click", f'.topnav summary:text-is("{group}")'), ("leave", f'.topnav a[href="{href}"]')


def find(words: str) -> tuple[tuple[Any, ...], ...]:
    """The search of the bar."""
    return ("fill", "header input[type=search]", words), ("leave-by", "Enter")


QUESTIONS: tuple[Question, ...] = (
    Question("owner", "Who owns pricing, and how do I reach them when it is down?",
             (link("/main/services/pricing"),),
             ("Product domain", "product-domain@halden.example", "+49 555 0170"), True),
    Question("field-users", "Which services use the customer's reference of an order?",
             (*find("customerReference"), link("/main/contracts/orders/v2?at=")),
             ("customerReference", "sales-portal"), True),
    Question("release-changes", "What changed between the last two releases of the orders API, and for whom?",
             (link("/main/services/quote-to-order"), link("/main/contracts/orders/v2"),
              link("/main/compare/orders/v2")),
             ("breaking", "1.1.0", "2.0.0", "renewals", "accepted by 1.1.0 only"), True),
    Question("vendor-release", "What breaks when Salesforce ships Winter '27, and when is that?",
             (link("/main/vendors/salesforce"), link("/main/compare/salesforce/sobjects?to=68.0")),
             ("breaking", "AccountNumber", "salesforce-crm"), True),
    Question("threatened", "Which business process do announced vendor releases threaten?",
             (*menu("Next", "/main/calendar"), link("/main/workflows/order-to-cash")),
             ("Announced releases that reach it", "68.0", "6 Feb 2027", "quote-to-order"), True),
    Question("deprecated", "What is deprecated, until when, and who still uses it?",
             menu("Next", "/main/deprecations"), ("orders/v1", "30 Jun 2027", "customer-self-service"), True),
    Question("layer-rule", "Which contract breaks the rules of the layers?",
             (*menu("Map", "/main/layers"),), ("No call skips a layer", "vendor-leak", "renewals/subscriptions")),
    Question("account-in-sap", "What does “account” mean in SAP, and with what must it not be confused?",
             (*menu("Know", "/main/glossary"), link("/main/terms/erp-account")),
             ("GLAccount", "Not to confuse", "crm-account"), True),
    Question("across-layers", "Who calls whom from processes to systems?",
             (*menu("Map", "/main/layers"), link("/main/layers?from=process&to=system")),
             ("quote-to-order", "salesforce-crm", "26 calls")),
    Question("waivers", "Which waivers expire next, who asked for them and who agreed?",
             menu("Know", "/main/exceptions"),
             ("iban-in-payment-events", "8 Jan 2027", "s.adeyemi", "r.castellano"), True),
    Question("who-is-hit", "Who is hit if quote-to-order changes, directly and further on?",
             (link("/main/services/quote-to-order"), link("/main/impact?at=quote-to-order")),
             ("5 services directly", "through others", "customer-360")),
    Question("depends-on", "What does the customer view depend on?",
             (link("/main/services/customer-360"), link("/main/map?focus=service:customer-360")),
             ("customer-360", "orders/v2", "netsuite-erp")),
    Question("record", "Where is the customer's system of record, and who maps to the canonical customer?",
             (*menu("Know", "/main/glossary"), link("/main/entities/customer")),
             ("System of record", "salesforce-crm")),
    Question("worst-rule", "Which rule fails where with amounts of money as floats?",
             (*menu("Know", "/main/rules"), link("/main/rules/money-as-float")), ("money-as-float", "7 open")),
)  # fmt: skip
