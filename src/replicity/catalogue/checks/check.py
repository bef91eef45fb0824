"""The check of a whole data folder: every rule over every file."""

from dataclasses import replace
from pathlib import Path

from replicity.catalogue.checks.cities import check_cities
from replicity.catalogue.checks.countries import check_countries
from replicity.catalogue.checks.documents import check_documents
from replicity.catalogue.checks.everywhere import check_everywhere
from replicity.catalogue.checks.evidence import check_evidence
from replicity.catalogue.checks.files import DataFolder
from replicity.catalogue.checks.known import known as what_is_known
from replicity.catalogue.checks.kpis import check_kpis
from replicity.catalogue.checks.network import check_network
from replicity.catalogue.checks.panels import check_panels
from replicity.catalogue.checks.preconditions import FILE, MODELS, check_preconditions, ids_of
from replicity.catalogue.checks.problem import Problem
from replicity.catalogue.checks.solutions import check_solutions
from replicity.catalogue.checks.sources import check_sources
from replicity.catalogue.checks.travel import check_travel


def check_data(root: Path) -> list[Problem]:
    """Return all problems of a data folder, by file and line; an empty list means that all is well."""
    folder = DataFolder(root)
    known = what_is_known(folder)
    roots = check_documents(folder, known)
    known = replace(known, preconditions=ids_of(roots, FILE), business_models=ids_of(roots, MODELS))
    check_everywhere(folder)
    check_sources(folder)
    check_countries(folder, known)
    check_cities(folder, known)
    check_evidence(folder, known)
    check_panels(folder, known)
    check_network(folder, known)
    check_travel(folder, known)
    check_preconditions(folder, roots)
    check_solutions(folder, known, roots)
    check_kpis(folder, known, roots)
    return sorted(set(folder.problems))
