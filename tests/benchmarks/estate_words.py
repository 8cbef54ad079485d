"""The words of the estate: nouns, attributes and tasks, joined as people join them."""

from __future__ import annotations

import random

DOMAINS = ("customer", "product", "order", "finance", "logistics", "service", "marketing", "people", "procurement",
           "compliance")  # fmt: skip
ENTITIES = ("customer", "product", "order", "invoice", "payment", "legal-entity", "contract", "shipment", "price",
            "supplier", "employee", "warehouse", "tax-code", "ledger-account", "campaign")  # fmt: skip
NOUNS = ("billing account", "customer account", "sales order", "purchase order", "delivery note", "credit memo",
         "goods receipt", "price list", "payment run", "bank statement", "tax registration", "cost centre",
         "profit centre", "material master", "bill of material", "work order", "service ticket", "warranty claim",
         "return parcel", "shipping label", "freight rate", "carrier booking", "stock level", "warehouse task",
         "picking wave", "customs declaration", "supplier invoice", "vendor contract", "framework agreement",
         "quotation", "opportunity", "sales lead", "campaign", "consent record", "contact person", "household",
         "loyalty card", "gift voucher", "subscription", "renewal offer", "entitlement", "licence key", "usage record",
         "rating plan", "dunning notice", "collection case", "direct debit", "chargeback", "settlement", "ledger entry",
         "journal line", "fixed asset", "depreciation run", "budget line", "forecast", "headcount", "payroll result",
         "travel expense", "time sheet", "absence request", "job posting", "applicant", "training course",
         "maintenance plan", "meter reading", "outage report", "field visit", "spare part", "product bundle",
         "catalogue entry", "media asset", "translation", "store location", "opening hours", "basket", "checkout",
         "promotion", "discount rule", "fraud check", "identity document", "address", "sanction screening",
         "risk score", "audit trail", "retention rule", "data request")  # fmt: skip
TASKS = ("sync", "query", "intake", "hub", "gateway", "publisher", "matching", "pricing", "routing", "archive",
         "approval", "export", "import", "enrichment", "checks", "replication", "planning", "reporting")  # fmt: skip
ATTRIBUTES = ("number", "name", "status", "currency code", "net amount", "gross amount", "tax code", "company code",
              "legal entity", "valid from", "valid to", "created at", "changed at", "external id", "source system",
              "quantity", "unit of measure", "unit price", "payment terms", "due date", "posting date", "bill to party",
              "ship to party", "sold to party", "payer id", "iban", "bank key", "postal code", "country code",
              "language code", "street name", "house number", "email address", "phone number", "reason code",
              "priority", "category", "segment", "region", "sales office", "plant code", "storage location",
              "batch number", "serial number", "expiry date", "weight kg", "volume m3", "tracking number",
              "carrier code", "incoterms", "cost object", "project id", "approver", "approved at", "comment",
              "attachment url", "checksum", "version number", "parent id", "line number", "discount percent",
              "exchange rate", "fiscal year", "period", "reference key")  # fmt: skip
TYPES = ("{type: string}", "{type: string, maxLength: 40}", "{type: integer, format: int64}", "{type: boolean}",
         "{type: string, format: date}", "{type: string, enum: [open, held, done]}", "{type: number, minimum: 0}",
         "{type: array, items: {type: string}}")  # fmt: skip


def camel(words: str, upper: bool = False) -> str:
    """`billing account` → `billingAccount`, or `BillingAccount`."""
    first, *rest = words.split()
    return (first.capitalize() if upper else first) + "".join(word.capitalize() for word in rest)


def fields(noun: str, chance: random.Random, least: int, most: int) -> list[tuple[str, str]]:
    """Field name and its schema: attributes alone and with the noun before them, and names of other things."""
    chosen = chance.sample(ATTRIBUTES, chance.randrange(least, most))
    return [(_field(noun, attribute, chance), chance.choice(TYPES)) for attribute in chosen]


def _field(noun: str, attribute: str, chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.45:
        return camel(attribute)
    if kind < 0.8:
        return camel(f"{noun} {attribute}")
    return camel(f"{chance.choice(NOUNS)} {attribute}")


def entity_schema(entity: str, chance: random.Random) -> str:
    """A canonical schema."""
    members = "".join(
        f"  {name}: {schema}\n" for name, schema in dict(fields(entity.replace("-", " "), chance, 10, 16)).items()
    )
    said = f"The {entity.replace('-', ' ')} as everybody shares it."
    return f"type: object\ndescription: {said}\nproperties:\n  id: {{type: string}}\n{members}"
