"""Every JSON twin of the portal: its address, what it is made of, what may be asked of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from catalog.answers.entities import EntitySheet
from catalog.answers.terms import TermSheet
from catalog.portal.api import parameters as asked
from catalog.portal.api.parameters import PAGE, WORDS, Parameter
from catalog.portal.calendar.contexts import CalendarPage
from catalog.portal.compare.contexts import ComparePage
from catalog.portal.contracts.contexts import ContractList, ContractPage
from catalog.portal.contracts.parts import PartPage
from catalog.portal.deprecations.contexts import Board
from catalog.portal.domains.contexts import DomainList, DomainPage
from catalog.portal.exceptions.contexts import ExceptionsPage
from catalog.portal.findings.contexts import FindingsPage
from catalog.portal.glossary.contexts import Glossary
from catalog.portal.home.contexts import Overview
from catalog.portal.impact.contexts import ImpactPage, ImpactStart
from catalog.portal.layers.contexts import LayersPage
from catalog.portal.map.contexts import MapPage, MapStart
from catalog.portal.releases.contexts import ReleasesPage
from catalog.portal.rules.contexts import RuleList, RulePage
from catalog.portal.search.contexts import SearchPage
from catalog.portal.services.contexts import ServiceList, ServicePage
from catalog.portal.source.contexts import SourcePage
from catalog.portal.teams.contexts import TeamList, TeamPage
from catalog.portal.vendors.contexts import VendorList, VendorPage
from catalog.portal.workflows.contexts import WorkflowList, WorkflowPage


@dataclass(frozen=True, slots=True)
class Follow:
    """Where an answer leads: to an operation, whose parameter is found in the answer by a JSON Pointer."""

    operation: str
    parameter: str
    pointer: str


@dataclass(frozen=True, slots=True)
class Twin:
    """A page's address below the revision as a template, the contexts that it may have, what it takes, where it
    leads."""

    operation: str
    path: str
    tag: str
    summary: str
    contexts: tuple[Any, ...]
    parameters: tuple[Parameter, ...] = ()
    follows: tuple[Follow, ...] = ()


def _to(operation: str, pointer: str, parameter: str = "name") -> tuple[Follow, ...]:
    return (Follow(operation, parameter, pointer),)


TWINS: tuple[Twin, ...] = (
    Twin("getOverview", "", "find", "The catalog at a glance.", (Overview,), (),
         _to("getService", "/layers/0/services/0/name")),
    Twin("search", "/search", "find", "Where words occur, best hits first.", (SearchPage,),
         (WORDS, asked.HIT_KIND, *asked.FACETS, PAGE), _to("getContract", "/hits/0/entry/contract", "contractId")),
    Twin("listServices", "/services", "find", "Services, filtered, a page at a time.", (ServiceList,),
         (WORDS, *asked.SERVICE_FACETS, PAGE), _to("getService", "/services/0/name")),
    Twin("getService", "/services/{name}", "know", "One service: what it offers, uses and promises.", (ServicePage,),
         (asked.SERVICE,), _to("getTeam", "/service/owner")),
    Twin("listContracts", "/contracts", "find", "Contracts, filtered, a page at a time.", (ContractList,),
         (WORDS, *asked.FACETS, PAGE), _to("getContract", "/contracts/0/id", "contractId")),
    Twin("getContract", "/contracts/{contractId}", "know", "One contract; with at, one part of it.",
         (ContractPage, PartPage), (asked.CONTRACT, asked.LABEL, asked.AT, WORDS, *asked.SIZED)),
    Twin("listReleases", "/releases/{contractId}", "know", "What each release of a contract changed, and for whom.",
         (ReleasesPage,), (asked.CONTRACT, PAGE), _to("compareEditions", "/contract", "contractId")),
    Twin("compareEditions", "/compare/{contractId}", "know", "Two editions of a contract, by meaning or as text.",
         (ComparePage,), (asked.CONTRACT, asked.FROM, asked.TO, asked.VIEW, asked.SIDE_FILE, PAGE)),
    Twin("listFindings", "/findings/{contractId}", "know", "What is wrong with a contract, by place.",
         (FindingsPage,), (asked.CONTRACT, asked.SEVERITY, asked.RULE_FILTER, PAGE),
         _to("getRule", "/rules/0/rule", "rule")),
    Twin("listDomains", "/domains", "know", "Business domains.", (DomainList,), (PAGE,),
         _to("getDomain", "/domains/0/name")),
    Twin("getDomain", "/domains/{name}", "know", "One domain: services, entities, terms.", (DomainPage,),
         (asked.DOMAIN, PAGE, *asked.TIES)),
    Twin("listTeams", "/teams", "know", "Teams.", (TeamList,), (PAGE,), _to("getTeam", "/teams/0/name")),
    Twin("getTeam", "/teams/{name}", "know", "One team: how to reach it, what it answers for.", (TeamPage,),
         (asked.TEAM, PAGE, *asked.TIES)),
    Twin("listVendors", "/vendors", "know", "Vendors.", (VendorList,), (), _to("getVendor", "/vendors/0/name")),
    Twin("getVendor", "/vendors/{name}", "know", "One vendor: releases, pins, contracts.", (VendorPage,),
         (asked.VENDOR,)),
    Twin("listWorkflows", "/workflows", "know", "Business processes.", (WorkflowList,), (PAGE,),
         _to("getWorkflow", "/workflows/0/id")),
    Twin("getWorkflow", "/workflows/{name}", "know", "One process: steps, systems, objectives, threats.",
         (WorkflowPage,), (asked.WORKFLOW,)),
    Twin("getGlossary", "/glossary", "know", "Terms, canonical entities, domains and teams.", (Glossary,), (),
         _to("getTerm", "/terms/0/name")),
    Twin("getEntity", "/entities/{name}", "know", "One canonical entity and who uses it.", (EntitySheet,),
         (asked.ENTITY, asked.LABEL)),
    Twin("getTerm", "/terms/{name}", "know", "One word of the glossary, and what it is called elsewhere.",
         (TermSheet,), (asked.TERM_NAME,)),
    Twin("listRules", "/rules", "know", "Rules, those that fail most first.", (RuleList,), (WORDS, PAGE),
         _to("getRule", "/rules/0/rule", "rule")),
    Twin("getRule", "/rules/{rule}", "know", "One rule, and where it fails.", (RulePage,), (asked.RULE, PAGE)),
    Twin("listExceptions", "/exceptions", "know", "Waivers and acceptances, soonest to expire first.",
         (ExceptionsPage,), (PAGE, asked.ACCEPTANCES)),
    Twin("getSource", "/source", "know", "Lines of a file of the catalog.", (SourcePage,),
         (asked.FILE, asked.LINE, asked.POINTER, asked.TEXT, PAGE)),
    Twin("getMap", "/map", "map", "What one thing depends on, and what depends on it.", (MapPage, MapStart),
         (asked.FOCUS, asked.MAP_DEPTH, asked.DIRECTION, asked.LIMIT, PAGE, *asked.MAP_FILTERS)),
    Twin("getLayers", "/layers", "map", "Layers, who calls whom across them, and what breaks their rules.",
         (LayersPage,), (asked.LAYER_FROM, asked.LAYER_TO, PAGE, asked.SKIPS, asked.LEAKS)),
    Twin("getImpact", "/impact", "map", "Who is hit by a place of the catalog.", (ImpactPage, ImpactStart),
         (asked.PLACE, asked.PLACE_KIND, asked.IMPACT_DEPTH, PAGE)),
    Twin("getCalendar", "/calendar", "next", "Vendors' releases: what comes and goes, and whom it hits.",
         (CalendarPage,), (asked.VENDOR_FILTER, asked.PAST)),
    Twin("getDeprecations", "/deprecations", "next", "What is deprecated, and who still uses it.", (Board,),
         (PAGE, asked.PARTS, asked.ONLY)),
)  # fmt: skip
