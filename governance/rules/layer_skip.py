"""layer-skip."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.consumption import Consumption
from catalog.model.estate import Layer
from governance.findings import Severity
from governance.rules.engine.rule import Context, Violation, rule


@rule("layer-skip", severity=Severity.ERROR, on=Consumption)
def layer_skip(use: Consumption, context: Context) -> Iterator[Violation]:
    """A service uses a layer that its own layer may not use.

    Experience services ask processes, processes ask systems, systems hide vendors. A web page that talks to the ERP
    breaks with the ERP's next release, and no process can be moved from under it. catalog.yaml says which layer may
    use which; vendors' contracts are for the layers that use no other.
    """
    around = context.around
    consumer, entry = around.service(use.service), around.entry(use.contract)
    layers = {layer.name: layer for layer in around.layers}
    layer = layers.get(consumer.layer) if consumer else None
    if layer is None or entry is None or entry.owner == use.service:
        return
    pointer = (*use.origin.pointer, "contract")
    if entry.owner_kind == "vendor":
        if layer.uses:
            message = f"{use.service} ({layer.name}) uses {use.contract}, a vendor's contract"
            yield Violation(message, pointer, _instead(layer))
        return
    provider = around.service(entry.owner)
    if provider is not None and provider.layer in layers and provider.layer not in layer.uses:
        message = f"{use.service} ({layer.name}) uses {use.contract} ({provider.layer})"
        yield Violation(message, pointer, _instead(layer))


def _instead(layer: Layer) -> str:
    if not layer.uses:
        return f"The {layer.name} layer uses vendors' contracts only."
    return f"The {layer.name} layer may use {' and '.join(layer.uses)}: go through one of those."
