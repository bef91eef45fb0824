"""The whole way in a real browser: from the programme to a measured replica."""

import pytest
from tests.web.story import agreement, beginning, replica
from tests.web.story.stage import Stage
from tests.web.world import build

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def stage(browser, live_server):
    opened = Stage(browser, live_server.url)
    yield opened
    opened.close()


def test_from_the_programme_to_a_measured_replica(stage, tmp_path):
    world = build(until="people")
    programme = beginning.a_programme_opens(stage, world)
    beginning.santiago_applies(stage, world, programme)
    beginning.the_match_is_read(stage, world)
    beginning.a_question_is_answered(stage, world)
    visit = agreement.a_delegation_is_planned(stage, world)
    agreement.its_calendar_is_read_by_another_library(stage, visit)
    letter = agreement.a_letter_is_drafted_and_negotiated(stage, world)
    signed = agreement.it_is_approved_and_signed(stage, letter)
    agreement.everybody_can_check_it(stage, signed, tmp_path)
    agreement.the_counter_moves(stage, programme)
    project = replica.a_project_begins(stage, world)
    replica.a_year_is_measured(stage, project, tmp_path)
    replica.results_become_evidence(stage, project)
