"""A draft letter of intent, made from appraisals, their hosts and the parties: all 23 groups of fields."""

from collections.abc import Sequence
from datetime import date, timedelta

from replicity.appraisal.letter_content import LetterContent, Row, Value, Words, content_of
from replicity.appraisal.letter_evidence import evidence_fields
from replicity.appraisal.letter_results import (
    condition_fields,
    investment,
    model_fields,
    open_conditions,
    result_fields,
    size,
)
from replicity.appraisal.letter_terms import LetterParty, LetterTerms
from replicity.catalogue.countries import country_name
from replicity.catalogue.letters import gate_milestones, party_roles
from replicity.catalogue.preconditions import preconditions
from replicity.catalogue.wording import Text

MONTH_DAYS = 30.44
QUESTIONS = 3  # that the visit is to settle first of all
CITY = ("city_lead", "city_sponsor", "city_data", "city_permits", "city_rules")
HOST = ("host_visit", "host_days", "host_documents", "host_failures", "host_mentoring")
OTHERS = {
    "buyer": ("buyer_study", "buyer_data", "buyer_users"),
    "broker": ("broker_follow",),
    "provider": ("provider_inform",),
    "financier": ("financier_conditions",),
}
MATTERS = ("matter_technical", "matter_political", "matter_legal")


def draft_letter(terms: LetterTerms) -> LetterContent:
    """Return the draft: what the appraisals say, and clauses that the parties go on from.

    Raises
    ------
    ValueError
        Without an appraisal or a party.
    """
    if not terms.appraisals or not terms.parties:
        raise ValueError("A letter needs at least one solution and one party.")
    groups: dict[str, dict[str, Value]] = {
        "identification": identification_fields(terms, "1"),
        **party_groups(terms.parties, terms.languages),
        "background": {"challenge": _said(terms, "challenge"), "targets": _targets(terms)},
        "scope": _scope(terms),
        "evidence": evidence_fields(terms),
        "results": result_fields(terms),
        "business_model": model_fields(terms),
        "preconditions": condition_fields(terms),
        "city_commitments": _commitments(terms, CITY, terms.first("facilitator")),
        "host_commitments": _commitments(terms, HOST, terms.first("host", "demonstration_owner")),
        "other_commitments": _other_commitments(terms),
        "visit": {"purpose": _visit(terms), "cost": terms.say("visit_cost")},
        "work_plan": {"milestones": _milestones(terms)},
        "resources": _resources(terms),
        **_clauses(terms),
        "contacts": {"contacts": _contacts(terms)},
        "signing": _signing(terms),
    }
    return content_of({"languages": terms.languages, "groups": groups})


def identification_fields(terms: LetterTerms, version: str) -> dict[str, Value]:
    """Return the fields of the first group."""
    names = {"en": Text("English", "inglés"), "es": Text("Spanish", "español")}
    return {
        "code": terms.code,
        "version": version,
        "languages": terms.listed([terms.in_each(names[c]) for c in terms.languages], ", "),
        "drafted_on": terms.day.isoformat(),
        "place": terms.place,
    }


def party_groups(parties: Sequence[LetterParty], languages: Sequence[str]) -> dict[str, dict[str, Value]]:
    """Return the groups on parties and roles in some languages."""
    known = party_roles()
    people: list[Row] = [
        {
            "name": p.name,
            "legal_name": p.legal_name,
            "tax_number": p.tax_number,
            "country": p.country,
            "signatory": p.signatory,
            "office": p.office,
            "mandate": p.mandate,
            "term_ends_on": p.term_ends_on.isoformat() if p.term_ends_on else "",
        }
        for p in parties
    ]
    roles: list[Row] = [
        {
            "name": p.name,
            "role": {c: known[p.role].title.of(c) for c in languages},
            "duty": {c: known[p.role].duty.of(c) for c in languages},
        }
        for p in parties
    ]
    return {"parties": {"parties": tuple(people)}, "roles": {"roles": tuple(roles)}}


def _said(terms: LetterTerms, clause: str) -> Words:
    return terms.say(clause, city=terms.appraisals[0].city.name, solutions=terms.solution_names())


def _targets(terms: LetterTerms) -> tuple[Row, ...]:
    return ({"target": terms.say("target"), "metric": {}, "year": "", "plan": ""},)


def _scope(terms: LetterTerms) -> dict[str, Value]:
    rows: list[Row] = [
        {
            "track": terms.say(f"track_{found.solution.track}"),
            "solution": terms.in_each(found.solution.name),
            "catalogue": found.solution.id,
            "site": terms.sites.get(found.solution.id, ""),
            "scale": size(terms, found),
        }
        for found in terms.appraisals
    ]
    return {
        "purpose": _said(terms, "purpose"),
        "solutions": tuple(rows),
        "exclusions": terms.say("exclusions"),
    }


def _commitments(terms: LetterTerms, names: Sequence[str], who: str) -> dict[str, Value]:
    rows: list[Row] = [{"commitment": terms.say(n), "responsible": who, "due_on": ""} for n in names if who]
    return {"commitments": tuple(rows)}


def _other_commitments(terms: LetterTerms) -> dict[str, Value]:
    rows: list[Row] = [
        {"commitment": terms.say(name), "responsible": party.name, "due_on": ""}
        for party in terms.parties
        for name in OTHERS.get(party.role, ())
    ]
    return {"commitments": tuple(rows)}


def _visit(terms: LetterTerms) -> Words:
    """Return the purpose of the visit with the questions that weigh most."""
    worst = [c for found in terms.appraisals for c in open_conditions(found) if c.severity != "minor"]
    ids = list(dict.fromkeys(c.id for c in worst))[:QUESTIONS]
    if not ids:
        return terms.say("visit_purpose_plain")
    questions = terms.listed([terms.in_each(preconditions()[i].question) for i in ids], " ")
    return terms.say("visit_purpose", questions=questions)


def _milestones(terms: LetterTerms) -> tuple[Row, ...]:
    lead_days = max(a.solution.lead_time_years for a in terms.appraisals) * 365.25
    return tuple(
        {
            "milestone": terms.in_each(step.title),
            "due_on": _due(terms.day, step.after_months, lead_days if step.with_lead_time else 0.0),
            "gate": terms.in_each(step.gate),
            "decides": terms.first(step.decides, "buyer", "facilitator"),
        }
        for step in gate_milestones()
    )


def _due(day: date, months: int | None, more_days: float) -> str:
    return "" if months is None else (day + timedelta(days=months * MONTH_DAYS + more_days)).isoformat()


def _resources(terms: LetterTerms) -> dict[str, Value]:
    ranges = []
    for found in terms.appraisals:
        name, amount = terms.in_each(found.solution.name), investment(terms, found)
        ranges.append({c: f"{name[c]}, {amount[c]}" for c in terms.languages})
    return {
        "cost": terms.say("own_cost"),
        "budget": terms.say("budget", ranges=terms.listed(ranges)),
        "funding": terms.say("funding"),
    }


def _clauses(terms: LetterTerms) -> dict[str, dict[str, Value]]:
    """Return the groups that begin as clauses."""
    country = {c: country_name(terms.appraisals[0].city.country, c) for c in terms.languages}
    language = "both_languages" if len(terms.languages) > 1 else "one_language"
    return {
        "procurement": {"clause": terms.say("procurement")},
        "information": {n: terms.say(n) for n in ("data", "property", "confidentiality", "publication")},
        "effect": {"intent": terms.say("non_binding"), "binding": terms.say("binding")},
        "duration": {
            "valid_until": terms.valid_until.isoformat(),
            **{n: terms.say(n) for n in ("renewal", "withdrawal", "handover")},
        },
        "law": {
            "governing": terms.say("governing", country=country),
            "disputes": terms.say("disputes"),
            "language": terms.say(language),
        },
    }


def _contacts(terms: LetterTerms) -> tuple[Row, ...]:
    """Return a line for each matter of the city, and one for each other party."""
    return tuple(
        {"party": party.name, "matter": terms.say(matter), "name": "", "email": "", "deputy": ""}
        for party in terms.parties
        for matter in (MATTERS if party.role == "facilitator" else MATTERS[:1])
    )


def _signing(terms: LetterTerms) -> dict[str, Value]:
    return {
        "method": terms.say("signing_method"),
        "certificate": terms.say("signing_certificate"),
        "verification": terms.say("signing_verification", code=terms.code, address=terms.address),
    }
