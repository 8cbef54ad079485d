"""vendor-release-unpinned."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.consumption import Consumption
from catalog.model.service import Service
from governance.findings import Severity
from governance.rules.engine.rule import Context, Violation, rule


@rule("vendor-release-unpinned", severity=Severity.ERROR, on=Service | Consumption)
def vendor_release_unpinned(node: Service | Consumption, context: Context) -> Iterator[Violation]:
    """A service uses a vendor's contract without saying which release.

    Vendors change their contracts on their own calendar. Only who knows the release that a service is built against
    can say what the next one does to it. The service states `vendor: {product, label}`, each use its `pin`.
    """
    if isinstance(node, Consumption):
        vendor = _vendor_of(node, context)
        if vendor and not node.pin:
            message = f"{node.service} uses {node.contract} without a pin"
            hint = f"Add to this use pin: the label of the release of {vendor} that it is built against."
            yield Violation(message, (*node.origin.pointer, "contract"), hint)
        return
    vendors = {_vendor_of(use, context) for use in context.around.consumptions_by(node.name)} - {""}
    if vendors and (node.vendor is None or not node.vendor.label):
        hint = f"Add to {node.origin.file} vendor: {{product: {min(vendors)}, label: the release built against}}."
        message = f"{node.name} does not say which release of {', '.join(sorted(vendors))} it is built against"
        yield Violation(message, (*node.origin.pointer, "vendor"), hint)


def _vendor_of(use: Consumption, context: Context) -> str:
    entry = context.around.entry(use.contract)
    return entry.owner if entry is not None and entry.owner_kind == "vendor" else ""
