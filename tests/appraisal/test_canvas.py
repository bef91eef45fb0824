"""The canvas of a solution before and after adaptation, in both languages, from the data alone."""

import pytest

from replicity.appraisal.canvas import canvases
from replicity.appraisal.requests import Options, case_of, own_context
from replicity.catalogue.business_models import canvas_blocks
from replicity.catalogue.cities import get_city
from replicity.catalogue.solutions import catalogue, get_solution

SANTIAGO = get_city("Santiago, CL")
CONTEXT = own_context(SANTIAGO, Options())
# what only an appraisal knows
OF_MONEY = {"support", "costs", "revenues", "environment"}


def lines(canvas, block):
    return next(b.lines for b in canvas.blocks if b.id == block)


def test_the_nine_blocks_of_the_business_model_canvas_are_there():
    assert sum(b.core for b in canvas_blocks()) == 9
    assert len({b.id for b in canvas_blocks()}) == len(canvas_blocks())


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("solution", list(catalogue()))
def test_every_block_is_filled_but_for_money_at_the_host(solution, language):
    record = get_solution(solution)
    case = case_of(SANTIAGO, record, Options(draws=20, language=language))
    before, after = canvases(record, CONTEXT, language, case=case)
    assert {b.id for b in before.blocks if not b.lines} == OF_MONEY
    empty = {b.id for b in after.blocks if not b.lines}
    assert empty <= (OF_MONEY if record.enabler else set())
    for canvas in (before, after):
        for block in canvas.blocks:
            assert block.title
            for line in block.lines:
                assert line.strip() == line != ""
                assert "{" not in line


def test_the_adapted_canvas_is_that_of_the_case():
    solution = get_solution("led_street_lighting")
    case = case_of(SANTIAGO, solution, Options(draws=50), None, "shared_savings")
    before, after = canvases(solution, CONTEXT, "en", case=case)
    assert (before.business_model, before.stage) == ("owner_invests", "host")
    assert (after.business_model, after.stage) == ("shared_savings", "adapted")
    assert lines(after, "resources") == ("Owner: Provider",)
    assert lines(before, "resources") == ("Owner: City",)
    assert any(line.startswith("Share of the savings: €") for line in lines(after, "revenues"))
    assert any(line.startswith("Luminaires: €") for line in lines(after, "costs"))


def test_without_a_case_the_adapted_canvas_is_that_of_the_proposed_model():
    hub = get_solution("mobility_hub")
    before, after = canvases(hub, CONTEXT, "es", {"parking_norm": False})
    assert before.business_model == "developer_mobility"
    assert after.business_model == "pay_per_use"
    assert after.title == "Auto compartido por uso"


def test_the_document_holds_all_blocks():
    before, _after = canvases(get_solution("electric_buses"), CONTEXT, "en")
    document = before.to_dict()
    assert [b["id"] for b in document["blocks"]] == [b.id for b in canvas_blocks()]
    assert document["business_model"] == "utility_lease"
