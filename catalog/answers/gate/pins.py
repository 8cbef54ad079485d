"""Pins that a vendor's next release leaves behind: recording it is no mistake of those who pin the one before."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.answers.gate.sides import Sides
from catalog.model.vendor import Vendor
from catalog.repository.inspection import no_release, vendor_pins
from governance.findings import Finding

RULE = "descriptor-name-unknown"


def left_behind(sides: Sides, finding: Finding) -> bool:
    """Whether a pin is unknown only because this change records the next release; the pin itself is as it was."""
    if finding.rule != RULE or "#" not in finding.address:
        return False
    service = finding.address.partition("#")[0].split("/")[-2:][0]
    known, used = sides.base.services.get(service), sides.base.consumptions_by(service)
    gone_on = {vendor.name: vendor.live for vendor in _gone_on(sides)}
    return any(
        gone_on.get(vendor) == label and finding.message == no_release(sides.head.vendors[vendor], label)
        for _, vendor, label in vendor_pins(sides.base, (known,) if known else (), used)
    )


def _gone_on(sides: Sides) -> Iterator[Vendor]:
    """The vendors, as they were, whose live release is another now."""
    for path in sorted(path for path in sides.changed if "/vendor." in path):
        name = path.split("/")[-2]
        before, now = (side.vendors.get(name) for side in (sides.base, sides.head))
        if before and now and before.live and now.live not in ("", before.live):
            yield before
