"""A city applies, answers, submits; the broker decides; nothing that was entered is lost."""

from datetime import timedelta

import pytest
from django.http import Http404

from replicity.web.audit.models import Entry
from replicity.web.notices.models import Notice
from replicity.web.programmes import services
from replicity.web.programmes.models import Application
from replicity.web.programmes.queries import application_of, own_values_of, programmes_of_host
from replicity.web.shared.editing import EditedMeanwhile
from replicity.web.shared.errors import Refused

ADDRESS = "/programmes/applications/{application}/questionnaire/"


@pytest.fixture
def application(world):
    return world.things["application"]


def applying(world, role, organisation, **fields):
    given = {"solutions": [], "driver": "city", "motivation": "", **fields}
    return services.apply(
        world.actor(role), world.things["programme"], world.organisations[organisation], given
    )


def test_a_city_of_the_union_is_told_every_reason_and_keeps_its_text(world, as_):
    given = {"organisation": world.ids["host"], "driver": "city", "motivation": "We would like to <learn>."}
    response = as_("host").post("/programmes/{programme}/apply/".format(**world.ids), given)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Sweden is a member of the European Union. Sweden belongs to the European Economic Area." in page
    assert "We would like to &lt;learn&gt;." in page
    assert not Application.objects.filter(organisation=world.organisations["host"]).exists()


def test_nobody_applies_for_another_city(world):
    with pytest.raises(Refused) as refused:
        applying(world, "outsider", "host")
    assert refused.value.status == 403


def test_a_city_applies_once(world):
    with pytest.raises(Refused, match="has an application"):
        applying(world, "editor", "city")


def test_a_draft_is_the_city_s_alone(world, as_):
    draft = applying(world, "outsider", "elsewhere")
    where = f"/programmes/applications/{draft.pk}/"
    assert as_("outsider").get(where).status_code == 200
    for role in ("broker", "host", "editor", "evaluator"):
        assert as_(role).get(where).status_code == 404


def test_the_dates_hold(world):
    programme = world.things["programme"]
    programme.closes_on -= timedelta(days=999)
    programme.save()
    with pytest.raises(Refused, match="takes no applications"):
        applying(world, "outsider", "elsewhere")


def test_submitting_tells_the_broker_and_declining_needs_a_reason(world):
    draft = applying(world, "outsider", "elsewhere")
    # the broker knows nothing of a draft
    with pytest.raises(Http404):
        services.decide(world.actor("broker"), draft, accepted=True)
    services.submit(world.actor("outsider"), draft)
    told = Notice.objects.filter(person=world.people["broker"], kind="programmes.submitted")
    assert told.filter(link=f"/programmes/applications/{draft.pk}/").count() == 1
    with pytest.raises(Refused, match="Say why"):
        services.decide(world.actor("broker"), draft, accepted=False)
    services.decide(world.actor("broker"), draft, accepted=False, reason="Too small for now.")
    assert draft.state == "declined"
    # once decided it is decided
    with pytest.raises(Refused) as refused:
        services.decide(world.actor("broker"), draft, accepted=True)
    assert refused.value.status == 409


def test_who_withdraws_frees_the_host_and_can_come_back(world, application):
    services.withdraw(world.actor("editor"), application, "Elections.")
    assert (application.state, application.host) == ("withdrawn", None)
    services.reopen(world.actor("editor"), application)
    services.submit(world.actor("editor"), application)
    services.decide(world.actor("broker"), application, accepted=True)
    assert (application.state, application.stage) == ("accepted", "onboarding")
    assert application.motivation == "Fewer cars, more sun."
    # one beginning, not two
    assert application.stage_changes.count() == 1


def test_answers_reach_the_city_s_own_values(world, application):
    city, actor = world.organisations["city"], world.actor("editor")
    given, reason = {"electricity_eur_per_kwh": 0.2}, {"electricity_eur_per_kwh": "Our bill."}
    services.answer_application(actor, application, given, reason, 1)
    assert own_values_of(city)["electricity_eur_per_kwh"] == 0.2
    services.answer_application(actor, application, {"electricity_eur_per_kwh": None}, {}, 2)
    assert "electricity_eur_per_kwh" not in own_values_of(city)
    # the trail knows which, not what
    assert "0.2" not in str(list(Entry.objects.filter(action="programmes.answer").values_list("facts")))


def test_two_people_answer_different_questions_at_once(world, application):
    actor, seen = world.actor("editor"), application.revision
    services.answer_application(actor, application, {"electricity_eur_per_kwh": 0.2}, {}, seen)
    services.answer_application(actor, application, {"gas_eur_per_kwh": 0.05}, {}, seen)
    assert application.answers == {"electricity_eur_per_kwh": 0.2, "gas_eur_per_kwh": 0.05}


def test_two_answers_to_one_question_are_compared(world, application):
    actor, seen = world.actor("editor"), application.revision
    services.answer_application(actor, application, {"electricity_eur_per_kwh": 0.2}, {}, seen)
    # the same answer is no quarrel
    services.answer_application(actor, application, {"electricity_eur_per_kwh": 0.2}, {}, seen)
    with pytest.raises(EditedMeanwhile):
        services.answer_application(actor, application, {"electricity_eur_per_kwh": 0.3}, {}, seen)
    assert application.answers == {"electricity_eur_per_kwh": 0.2}


def test_the_second_person_sees_both_answers(world, as_, application):
    actor, where = world.actor("editor"), ADDRESS.format(**world.ids)
    page = as_("editor").get(f"{where}?step=9")
    page = b"".join(page.streaming_content if page.streaming else [page.content]).decode()
    name = page.split('inputmode="decimal"')[0].rsplit('name="', 1)[1].split('"')[0]
    services.answer_application(actor, application, {name: 0.11}, {}, application.revision)
    given = {name: "22", "step": "9", "revision": "1", "last": "1"}
    response = as_("editor").post(where, given)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Somebody else saved this meanwhile" in page
    assert 'value="22"' in page
    # saved again from the page as it is now, it holds
    seen = page.split('name="revision" value="')[1].split('"')[0]
    assert as_("editor").post(where, {**given, "revision": seen}).status_code == 302
    application.refresh_from_db()
    assert application.answers[name] in (0.22, 22.0)


def test_a_wrong_number_keeps_its_text_and_the_others_are_saved(world, as_, application):
    where = ADDRESS.format(**world.ids)
    page = as_("editor").get(f"{where}?step=9")
    page = b"".join(page.streaming_content if page.streaming else [page.content]).decode()
    first, second = (p.rsplit('name="', 1)[1].split('"')[0] for p in page.split('inputmode="decimal"')[:2])
    given = {first: "about <half>", second: "0.3", "step": "9", "revision": str(application.revision)}
    response = as_("editor").post(where, given)
    page = response.content.decode()
    assert response.status_code == 400
    assert "about &lt;half&gt;" in page
    assert "is not a number" in page
    application.refresh_from_db()
    assert set(application.answers) == {second}


def test_every_step_is_saved_on_its_own(world, as_, application):
    where = ADDRESS.format(**world.ids)
    response = as_("editor").post(
        where,
        {"electricity_eur_per_kwh": "0,21", "step": "1", "revision": "1"},
        headers={"accept-language": "es"},
    )
    assert response["Location"] == f"{where}?step=2"
    application.refresh_from_db()
    assert application.answers == {"electricity_eur_per_kwh": 0.21}


@pytest.mark.parametrize("given", [{"no_such_input": "1"}, {"electricity_eur_per_kwh": "1", "revision": "x"}])
def test_forged_forms_change_nothing(world, as_, application, given):
    response = as_("editor").post(ADDRESS.format(**world.ids), {"step": "1", "revision": "1", **given})
    assert response.status_code in (400, 404)
    application.refresh_from_db()
    assert application.answers == {}


def test_what_others_ask(world):
    programme = world.things["programme"]
    assert application_of(world.organisations["city"], programme) == world.things["application"]
    assert application_of(world.organisations["host"], programme) is None
    assert list(programmes_of_host(world.organisations["host"])) == [programme]
    assert not programmes_of_host(world.organisations["city"])


def test_two_settings_at_once(world, as_):
    programme = world.things["programme"]
    where = f"/programmes/{programme.pk}/settings/"
    given = {
        "name": "Mine", "summary": "My words", "target_letters_count": 25, "excluded_blocs": ["EU"],
        "opens_on": programme.opens_on, "closes_on": programme.closes_on, "ends_on": programme.ends_on,
        "public": "on", "revision": programme.revision,
    }  # fmt: skip
    services.change_programme(world.actor("broker"), programme, {"name": "Theirs"}, programme.revision)
    response = as_("broker").post(where, given)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Theirs" in page
    assert 'value="Mine"' in page
    assert "My words" in page
    programme.refresh_from_db()
    assert (programme.name, programme.target_letters_count) == ("Theirs", 20)


def test_a_programme_that_is_not_public_is_known_to_those_who_take_part(world, as_, client):
    programme = world.things["programme"]
    programme.public = False
    programme.save()
    where = f"/programmes/{programme.pk}/"
    assert client.get(where).status_code == 404
    assert as_("provider").get(where).status_code == 404
    for role in ("broker", "editor", "reader", "host"):
        assert as_(role).get(where).status_code == 200
    assert programme.name not in client.get("/programmes/").content.decode()
