"""The REST interface: the same answers as elsewhere, one sentence for what cannot be done, tokens."""

import json
from pathlib import Path

import pytest
from django.urls import reverse

from replicity.appraisal.requests import Options, case_of
from replicity.catalogue.cities import get_city
from replicity.catalogue.solutions import get_solution
from replicity.web.api.models import Token

pytestmark = pytest.mark.django_db
SNAPSHOT = Path(__file__).resolve().parents[3] / "docs" / "reference" / "openapi.json"
LED = "/api/v1/cities/3871336/appraisals/led_street_lighting"


def post(client, address, **asked):
    return client.post(address, asked, content_type="application/json")


def test_the_description_is_that_of_the_reference(client):
    found = client.get("/api/v1/openapi.json").json()
    assert found == json.loads(SNAPSHOT.read_text(encoding="utf-8")), (
        "the interface changed: run scripts/write_openapi.py and read the difference"
    )


def test_a_city_is_found_in_spite_of_typing_errors(client):
    cities = client.get("/api/v1/cities", {"text": "Sanitago"}).json()["cities"]
    assert cities[0]["id"] == "geonames:3871336"


def test_an_appraisal_is_that_of_the_method(client):
    asked = {"draws": 200, "scale": 500, "values": {"electricity_eur_per_kwh": 0.2}}
    found = post(client, LED, **asked).json()
    options = Options(values=asked["values"], draws=200)
    case = case_of(get_city("geonames:3871336"), get_solution("led_street_lighting"), options, 500)
    assert found == json.loads(json.dumps(case.appraisal.to_dict()))


@pytest.mark.parametrize(
    ("asked", "status", "words"),
    [
        ({"draws": 10**20}, 422, "draws: Input should be less than or equal to 10000"),
        ({"scale": -1}, 422, "scale: Input should be greater than 0"),
        ({"unknown": 1}, 422, "unknown: Extra inputs are not permitted"),
        ({"values": {"nothing_eur": 1}}, 400, "nothing_eur"),
        ({"values": {"electricity_eur_per_kwh": -1}}, 400, "electricity_eur_per_kwh"),
        ({"business_model": "gift"}, 404, "does not exist"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(client, asked, status, words):
    answer = post(client, LED, **asked)
    assert answer.status_code == status
    assert words in answer.json()["error"]


@pytest.mark.parametrize(
    "address",
    ["/api/v1/cities/1", "/api/v1/evidence?solution=magic", "/api/v1/cities/3871336/hosts?solution=x"],
)
def test_unknown_things_are_not_found(client, address):
    answer = client.get(address)
    assert answer.status_code == 404
    assert "Traceback" not in answer.content.decode()
    assert answer.json()["error"]


def test_broken_json_is_said(client):
    answer = client.post(LED, "{", content_type="application/json")
    assert answer.status_code in (400, 422)
    assert answer.json()["error"]


def test_a_token_acts_for_its_person_until_it_ends(client, as_, world):
    secret = world.ids["token_secret"]
    headers = {"authorization": f"Bearer {secret}"}
    seen = client.get("/api/v1/me", headers=headers).json()["organisations"]
    assert [(o["name"], o["role"]) for o in seen] == [("Municipalidad de Santiago", "administrator")]
    assert not Token.objects.filter(secret_hash=secret).exists()
    as_("editor").post(reverse("token-end", args=[world.ids["token"]]))
    assert client.get("/api/v1/me", headers=headers).status_code == 401


def test_a_new_token_is_shown_once(as_, world):
    editor = as_("editor")
    shown = editor.post("/profile/tokens/", {"name": "Sensor"}).content.decode()
    assert "replicity_" in shown
    assert "replicity_" not in editor.get("/profile/tokens/").content.decode()


def test_a_person_who_left_does_not_act_by_a_token(client, world):
    from replicity.web.accounts.services import erase

    person = world.people["reader"]
    from replicity.web.api.services import make_token

    secret = make_token(person, "Old")
    erase(person)
    assert client.get("/api/v1/me", headers={"authorization": f"Bearer {secret}"}).status_code == 401
