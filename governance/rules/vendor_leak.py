"""vendor-leak."""

from __future__ import annotations

import re
from collections.abc import Iterator

from governance.findings import Severity
from governance.rules.engine.places import SchemaPlace
from governance.rules.engine.rule import Context, Violation, rule
from governance.rules.engine.words import vocabulary, words_of

SAP = vocabulary("""
    kunnr vbeln matnr lifnr bukrs werks vkorg vtweg spart auart posnr vbap vbak vbelv ebeln ebelp belnr kunag kunwe
    mandt lgort kostl prctr waers netwr kwmeng meins bstkd bstnk vkbur vkgrp parvw knumv aufnr gjahr budat bldat
    zterm hkont saknr shkzg dmbtr wrbtr
    """)
"""Names of SAP's tables and fields."""
PRODUCTS = frozenset({"sap", "salesforce", "sfdc", "netsuite", "hubspot", "paypal", "stripe"})
FORMS = re.compile(
    r".+__(?:c|r|pc|mdt|e)|cust(?:body|col|entity|item|record|event)(?:_|\d)\w*|internal_?id|sfid", re.IGNORECASE
)
"""Salesforce's custom fields, NetSuite's, and their record ids."""

HINT = "Use the business's word for it (customerId, not KUNNR), and let the system service translate."


@rule("vendor-leak", severity=Severity.ERROR, on=SchemaPlace)
def vendor_leak(place: SchemaPlace, _: Context) -> Iterator[Violation]:
    """A vendor's name for a field shows above the system layer.

    Whoever reads `KUNNR` has bought the ERP along with the contract: replacing it now means changing every consumer.
    System services translate into the words of the business; those above speak only them.
    """
    if any(word in SAP or word in PRODUCTS for word in words_of(place.name)) or FORMS.fullmatch(place.name):
        message = f"{place.name!r} is a vendor's name"
        yield Violation(message, place.pointer, HINT)
