"""What is known not to be there, or cannot be written as an address, is no link."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin

from tests.builders.catalog import OPENAPI, SOUND, write
from tests.builders.portal import portal_client

TERM = "term: order\ndefinition: A wish for goods.\ndomain: order\nnot: [term-y, offer]\n"
OFFER = "term: offer\ndefinition: What may be ordered.\ndomain: order\n"
HERE = "http://here.invalid"


def test_a_term_that_is_not_there_is_text(tmp_path: Path) -> None:
    client = portal_client(write(tmp_path, {**SOUND, "terms/order.yaml": TERM, "terms/offer.yaml": OFFER}))
    text = client.get("/worktree/glossary").text
    fragments = re.findall(r'href="#(term-[^"]+)"', text)
    assert fragments == ["term-offer"]
    assert "term-y" in text


def test_a_contract_whose_name_leads_upwards_has_links_that_stay(tmp_path: Path) -> None:
    descriptor = SOUND["services/orders/service.yaml"].replace("orders/v1", "../../x")
    client = portal_client(
        write(tmp_path, {**SOUND, "services/orders/service.yaml": descriptor, "services/orders/x.yaml": OPENAPI})
    )
    for page in ("/worktree/contracts", "/worktree/services/orders"):
        links = [link for link in re.findall(r'href="([^"]+)"', client.get(page).text) if link.endswith("x")]
        assert links
        for link in links:
            seen = urljoin(f"{HERE}{page}", link).removeprefix(HERE)
            assert seen.startswith("/worktree/")
            assert "../../x" in client.get(f"{seen}.json").text
    assert "contracts/../" not in client.get("/.well-known/api-catalog").text
    assert 'href="/worktree/findings/..%2F..%2Fx.json"' in client.get("/worktree/findings/..%2F..%2Fx").text
