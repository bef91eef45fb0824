"""What the pages say of solutions, settings, models, preconditions and licences is what the product holds."""

import json
import re

import pytest
from tests.docs.documentation import (
    DOCS,
    ROOT,
    anchors,
    generated_names,
    links,
    name_of,
    pages,
    section,
    text_of,
    with_generated,
)
from tests.docs.generated import sections, sources
from tests.docs.refresh import run_example

from replicity.catalogue.preconditions import preconditions
from replicity.catalogue.solutions import catalogue
from replicity.engine.business_models import business_models

PAGES = pages()


def settings_in_code():
    found = set()
    for path in [ROOT / "run.py", *(ROOT / "src").rglob("*.py"), *(ROOT / "scripts").glob("*.py")]:
        found |= set(re.findall(r"\bREPLICITY_[A-Z_]+\b", path.read_text(encoding="utf-8")))
    return found


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_internal_link_leads_somewhere(path):
    for target in links(path):
        if re.match(r"[a-z]+:", target):
            continue
        place, _, anchor = target.partition("#")
        aim = (path.parent / place).resolve() if place else path
        assert aim.exists(), f"{name_of(path)} links to {target}, which does not exist."
        assert aim.is_relative_to(ROOT), f"{name_of(path)} links outside the repository."
        if anchor:
            assert anchor in anchors(aim), f"{name_of(path)} links to {target}: there is no such heading."


@pytest.mark.parametrize(
    "path", [p for p in PAGES if generated_names(p.read_text(encoding="utf-8"))], ids=name_of
)
def test_generated_sections_are_fresh(path):
    text = path.read_text(encoding="utf-8")
    assert text == with_generated(text, sections()), (
        f"{name_of(path)} is out of date: run tests/docs/refresh.py."
    )


def test_every_generated_section_stands_on_a_page():
    shown = [name for path in PAGES for name in generated_names(path.read_text(encoding="utf-8"))]
    assert sorted(shown) == sorted(sections())


@pytest.mark.parametrize("solution", sorted(catalogue()))
def test_every_solution_is_documented_with_all_inputs(solution):
    found = section(text_of("docs/reference/solutions.md"), solution)
    assert found is not None
    for name in catalogue()[solution].model.input_names():
        assert f"`{name}`" in found, name


def test_every_setting_is_documented_and_no_other():
    written = set(
        re.findall(r"^\| `(REPLICITY_[A-Z_]+)`", text_of("docs/reference/settings.md"), re.MULTILINE)
    )
    assert written == settings_in_code()


def test_every_business_model_is_explained():
    text = text_of("docs/reference/finance.md")
    for model in business_models():
        assert f"`{model}`" in text


def test_every_category_of_preconditions_is_explained():
    text = text_of("docs/reference/preconditions.md")
    for category in {p.category for p in preconditions().values()}:
        assert f"### {category}\n" in text


def test_every_licence_of_a_source_is_told():
    text = text_of("DATA-LICENCES.md")
    for row in sources():
        assert row["licence"] in text, f"{row['file']}: {row['source_id']}"
        assert row["licence"] == "facts cited" or f"`{row['source_id']}`" in text


def test_every_page_is_in_the_index():
    aims = {(DOCS / target.partition("#")[0]).resolve() for target in links(DOCS / "README.md")}
    missing = [
        name_of(p) for p in PAGES if p.is_relative_to(DOCS) and p.name != "README.md" and p not in aims
    ]
    assert not missing


def test_the_licence_is_whole():
    text = text_of("LICENSE")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text
    assert "9. Accepting Warranty or Additional Liability." in text


# under these keys stand mappings by a name of the data, which are no keys of the document
BY_NAME = {
    "context",
    "inputs",
    "results",
    "actors",
    "criteria",
    "indicators",
    "parameters",
    "weights",
    "aims",
    "actors_eur",
}


def keys(document, named=False):
    if isinstance(document, list):
        return set().union(*(keys(item) for item in document))
    if not isinstance(document, dict):
        return set()
    own = set() if named else set(document)
    return own.union(*(keys(value, name in BY_NAME) for name, value in document.items()))


@pytest.mark.parametrize(
    "command",
    [
        "city find Santiago",
        "city show geonames:3871336",
        "solutions",
        "solution show electric_buses",
        "evidence list --city geonames:3871336",
        "hosts geonames:3871336",
        "evidence predict geonames:3871336 led_street_lighting electricity_saving_share",
        "evidence validate",
        "appraise geonames:3871336 led_street_lighting --business-model shared_savings --draws 50",
        "appraise geonames:3871336 participatory_budgeting --draws 50",
        "plan geonames:3871336 --draws 50",
    ],
)
def test_every_key_of_a_document_is_told(command):
    _status, output, _messages = run_example([*command.split(), "--json"])
    text = text_of("docs/reference/json.md")
    untold = {key for key in keys(json.loads(output)) if f"`{key}`" not in text and f'"{key}"' not in text}
    assert not untold
