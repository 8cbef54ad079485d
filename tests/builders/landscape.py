"""A small landscape of services: a vendor, the system that reads it, a process, a portal, and a workflow."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from catalog.answers.catalog import Catalog, open_catalog
from catalog.answers.impact.answer import impact
from catalog.answers.impact.shape import Impact
from tests.builders.git import Content, GitRepository, git_repository

ACCOUNTS = """\
openapi: 3.0.3
info: {title: Accounts of Acme, version: "7"}
paths:
  /accounts/{id}:
    get:
      operationId: readAccount
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        "200":
          description: fine
          content: {application/json: {schema: {$ref: "#/components/schemas/Account"}}}
  /reports:
    get:
      operationId: readReports
      responses:
        "200":
          description: fine
          content: {application/json: {schema: {type: object, properties: {title: {type: string}}}}}
components:
  schemas:
    Account:
      type: object
      properties: {number: {type: string}, name: {type: string}, fax: {type: string}}
"""
BREAKING = ACCOUNTS.replace("number: {type: string}, ", "").replace('version: "7"', 'version: "8"')
FRIGHTENING = (
    ACCOUNTS.replace(", fax: {type: string}", ", rank: {type: integer}, colour: {type: string}")
    .replace("{title: {type: string}}", "{title: {type: string}, pages: {type: integer}}")
    .replace('version: "7"', 'version: "9"')
)
CUSTOMER = """\
title: Customer
type: object
properties:
  customerId: {$ref: "#/$defs/customerId"}
  name: {type: string}
  address: {type: object, properties: {city: {type: string}}}
$defs:
  customerId: {type: string, maxLength: 12}
"""
CRM = """\
openapi: 3.1.0
info: {title: CRM, version: 1.0.0}
paths:
  /customers/{id}:
    get:
      operationId: readCustomer
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        "200":
          description: fine
          content: {application/json: {schema: {$ref: "../../../schemas/customer/v1.yaml"}}}
  /pings:
    get:
      operationId: ping
      responses:
        "200":
          description: fine
          content: {application/json: {schema: {type: object, properties: {at: {type: string}}}}}
"""
ORDERS = """\
openapi: 3.1.0
info: {title: Orders, version: 2.0.0}
paths:
  /orders/{id}:
    get:
      operationId: readOrder
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        "200":
          description: fine
          content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}
  /orders:
    get:
      operationId: listOrders
      responses:
        "200":
          description: fine
          content:
            application/json:
              schema: {type: object, properties: {items: {type: array, items: {$ref: "#/components/schemas/Order"}}}}
components:
  schemas:
    Order: {type: object, properties: {total: {type: string}, state: {type: string}}}
"""
WORKFLOW = """\
arazzo: 1.0.1
info: {title: Sell, version: 1.0.0}
x-owner: sales
sourceDescriptions:
  - {name: orders, url: ../services/orders/v2/openapi.yaml, type: openapi}
workflows:
  - workflowId: order-to-cash
    summary: From order to money
    x-workflow-type: status-propagation
    x-slo: {freshness_s: 900}
    steps:
      - {stepId: read, operationId: readOrder}
"""
SERVICE = "title: {title}\nlayer: {layer}\ndomain: order\nowner: {owner}\nlifecycle: active\ncontracts: [{contract}]\n"


def service(title: str, layer: str, owner: str, contract: str) -> str:
    """A descriptor with one contract, or with none."""
    return SERVICE.format(title=title, layer=layer, owner=owner, contract=contract)


LANDSCAPE: Mapping[str | bytes, Content] = {
    "catalog.yaml": "name: Little Works\nas_of: 2026-11-25\n",
    "teams.yaml": "teams:\n"
    + "".join(
        f"  {name}: {{contact: {{chat: '#{name}'}}, escalation: {{phone: '1'}}}}\n" for name in ("links", "sales")
    ),
    "domains/order.yaml": "title: Order\nowner: sales\nentities: [customer]\n",
    "schemas/customer/v1.yaml": CUSTOMER,
    "vendors/acme/vendor.yaml": (
        'title: Acme\nproduct: Acme\nowner: links\nlive: "7"\nserves: ["6", "7"]\n'
        'releases:\n  - {label: "6", retirement: 2027-03-31}\n  - {label: "7", production: 2026-01-01}\n'
        '  - {label: "8", name: Spring, announced: 2026-10-01, production: 2027-02-01}\n'
        '  - {label: "9", announced: 2026-10-01}\ncontracts: [acme/accounts, acme/ledger]\n'
    ),
    "vendors/acme/accounts/openapi.yaml": ACCOUNTS,
    "vendors/acme/accounts/upcoming/8/openapi.yaml": BREAKING,
    "vendors/acme/accounts/upcoming/9/openapi.yaml": FRIGHTENING,
    "vendors/acme/ledger/openapi.yaml": 'openapi: 3.0.3\ninfo: {title: Ledger, version: "7"}\npaths: {}\n',
    "services/crm/service.yaml": service("CRM", "system", "links", "crm/customers")
    + "mapping:\n  - contract: acme/accounts\n    schema: Account\n    entity: customer/v1\n"
    "    fields: {number: customerId, name: name}\n",
    "services/crm/customers/openapi.yaml": CRM,
    "services/crm/consumes.yaml": (
        'consumes:\n  - contract: acme/accounts\n    pin: "7"\n    evidence: [declared, traffic]\n'
        "    uses:\n      - at: GET /accounts/{} response.200.body\n        fields: [number, name]\n"
    ),
    "services/orders/service.yaml": service("Orders", "process", "sales", "orders/v2"),
    "services/orders/v2/openapi.yaml": ORDERS,
    "services/orders/consumes.yaml": (
        "consumes:\n  - contract: crm/customers\n    pin: 1.x\n"
        "    uses: ['GET /customers/{} response.200.body customerId']\n"
    ),
    "services/watch/service.yaml": service("Watch", "process", "links", ""),
    "services/watch/consumes.yaml": (
        "consumes:\n  - contract: crm/customers\n    pin: 1.x\n    uses: [GET /pings response.200.body at]\n"
    ),
    "services/portal/service.yaml": service("Portal", "experience", "sales", ""),
    "services/portal/consumes.yaml": (
        "consumes:\n  - contract: orders/v2\n    pin: v2\n    strict: true\n"
        "    uses: ['GET /orders response.200.body items[].total']\n"
    ),
    "workflows/sell.arazzo.yaml": WORKFLOW,
}
"""acme → crm → orders → portal; watch uses what of crm has nothing to do with customers."""


def landscape(folder: Path, changes: Mapping[str | bytes, Content] | None = None) -> GitRepository:
    """The landscape in one commit, some files replaced, added, or (None) left out."""
    files = {**LANDSCAPE, **(changes or {})}
    return git_repository(folder, {name: content for name, content in files.items() if content is not None})


def opened(repository: GitRepository) -> Catalog:
    """Its catalog."""
    return open_catalog(str(repository.path), None, repository.path.parent / "cache")


def impact_of(repository: GitRepository, place: str, revision: str | None = None, **options: object) -> Impact:
    """Who is hit by a place, on the catalog's day."""
    catalog = opened(repository)
    snapshot = catalog.snapshot(catalog.revision(revision))
    assert snapshot.catalog.as_of
    return impact(catalog, snapshot, place, today=snapshot.catalog.as_of, **options)  # type: ignore[arg-type]


def told(found: Impact) -> list[str]:
    """Who is hit in lines: `service crm direct certain`, `workflow order-to-cash through possible`."""
    rows = [("service", each.name, each.reached) for each in found.services]
    rows += [("workflow", each.id, each.reached) for each in found.workflows]
    return [
        f"{kind} {name} {'direct' if reached.direct else 'through'} {reached.confidence.value}"
        for kind, name, reached in rows
    ]
