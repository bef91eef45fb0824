"""The network: the directory and its index, offers and moderation, requests, quotes and what they change."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.web.planner import analyse
from tests.web.world import build

from replicity.appraisal.inputs import Quote
from replicity.appraisal.requests import Options, case_of, default_scale, own_context
from replicity.catalogue.cities import get_city
from replicity.catalogue.countries import price_tables
from replicity.catalogue.solutions import get_solution
from replicity.quantities.money import to_base_eur
from replicity.web.accounts.models import Organisation, Standing
from replicity.web.audit.models import Entry
from replicity.web.network import services
from replicity.web.network.index import refresh
from replicity.web.network.models import (
    HostOffer,
    InformationRequest,
    Mark,
    ProviderOffer,
    QuoteLine,
    Reference,
    SearchWord,
)
from replicity.web.network.prices import Price, cost_inputs, real_eur
from replicity.web.network.queries import Wanted, quoted_values, wanted_organisations
from replicity.web.notices.models import Notice
from replicity.web.shared.editing import EditedMeanwhile
from replicity.web.shared.errors import Refused

pytestmark = pytest.mark.django_db
LED, PRICE = "led_street_lighting", "capex_eur_per_luminaire"
SANTIAGO = "/appraisals/3871336/led-street-lighting/"


@pytest.fixture
def world(db):
    """Return the world without what comes after the network."""
    return build(until="network")


def names(**wanted):
    return [o.name for o in wanted_organisations(Wanted(**wanted))]


# the directory


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"text": "gothen"}, ["City of Gothenburg", "Riksbyggen"]),
        ({"text": "GÖTHENBURG city"}, ["City of Gothenburg"]),
        ({"text": "luz"}, []),
        ({"text": "alumbrado"}, ["Lumen Poles", "Municipalidad de Santiago"]),
        ({"text": "chile inmob"}, ["Inmobiliaria Mapocho"]),
        ({"kind": "lender"}, ["Banco Andino"]),
        ({"country": "GR"}, ["Measured Cities Institute"]),
        ({"language": "es"}, ["Municipalidad de Santiago"]),
        ({"track": "3", "visits": True}, ["City of Gothenburg"]),
        ({"solution": LED}, ["Lumen Poles", "Municipalidad de Santiago"]),
        ({"visits": True, "country": "CL"}, []),
    ],
)
def test_the_directory_finds(world, wanted, found):
    assert names(**wanted) == found


def test_a_renamed_or_blocked_organisation_is_found_as_it_is(world):
    lender = world.organisations["lender"]
    lender.name = "Banco del Sur"
    lender.save()
    assert names(text="andino") == []
    assert names(text="sur banco") == ["Banco del Sur"]
    lender.standing = Standing.BLOCKED
    lender.save()
    assert names(text="sur") == []


def test_the_directory_asks_as_little_of_ten_thousand_as_of_thirty(client):
    def asked(address):
        with CaptureQueriesContext(
            connection,
        ) as found:
            response = client.get(address)
        assert response.status_code == 200
        return len(found), response.content.decode()

    def fill(count, start):
        made = Organisation.objects.bulk_create(
            Organisation(
                kind="city",
                name=f"City {n:05}",
                country="CL",
                city_id="geonames:3871336",
                standing="approved",
            )
            for n in range(start, start + count)
        )
        SearchWord.objects.bulk_create(
            SearchWord(organisation=o, start=w[:2], word=w) for o in made for w in o.name.casefold().split()
        )
        Mark.objects.bulk_create(Mark(organisation=o, kind="track", value="1") for o in made)
        analyse()

    fill(30, 0)
    few, _page = asked("/network/?q=city&track=1")
    fill(9_970, 30)
    many, page = asked("/network/?q=city&track=1")
    assert many == few <= 12
    assert "10000 organisations" in page
    assert page.count('<li class="card">') == 24
    last, page = asked("/network/?q=city+09999")
    assert last == few
    assert page.count('<li class="card">') == 1


def test_the_directory_names_no_person_and_nobody_who_waits(world, client):
    Organisation.objects.create(kind="city", name="Pending Town", country="CL")
    page = client.get("/network/").content.decode()
    assert "Pending Town" not in page
    assert "Municipalidad de Santiago" in page
    assert "@example.org" not in page
    assert client.get(f"/network/{Organisation.objects.get(name='Pending Town').pk}/").status_code == 404


# offers


def test_an_offer_is_seen_when_the_broker_approved_it(world, client):
    number = world.organisations["provider"].pk
    waiting = ProviderOffer.objects.get(pk=world.ids["waiting_offer"])
    refresh(waiting.organisation)
    assert "Electric buses" not in client.get(f"/network/{number}/").content.decode()
    services.decide(world.actor("broker"), waiting, approved=True)
    assert "lectric buses" in client.get(f"/network/{number}/").content.decode()
    assert Mark.objects.filter(kind="offers", value="electric_buses", organisation=number).exists()
    services.change_provider_offer(world.actor("provider"), waiting, {"text": "Other words"})
    assert waiting.state == "pending"
    assert not Mark.objects.filter(kind="offers", value="electric_buses", organisation=number).exists()


def test_a_declined_offer_has_a_reason_that_its_organisation_reads(world):
    waiting = ProviderOffer.objects.get(pk=world.ids["waiting_offer"])
    with pytest.raises(Refused, match="Say why"):
        services.decide(world.actor("broker"), waiting, approved=False, reason=" ")
    services.decide(world.actor("broker"), waiting, approved=False, reason="No such buses.")
    assert Notice.objects.get(person=world.people["provider"], kind="network.offer_declined").facts["reason"]
    with pytest.raises(Refused) as raised:
        services.decide(world.actor("broker"), waiting, approved=False, reason="Again.")
    assert raised.value.status == 409


def test_a_reference_without_a_source_is_a_claim(world, client):
    page = client.get(f"/network/{world.ids['provider']}/").content.decode()
    assert page.count(">claim<") == 1
    assert page.count(">with a source<") == 1
    assert Reference.objects.get(place="Vitoria").sourced
    assert not Reference.objects.get(place="Everywhere").sourced


def test_a_source_file_is_handed_out_to_be_saved(world, client):
    answer = client.get(f"/network/references/{world.ids['reference']}/file/")
    assert answer.content == b"Taking-over certificate\n"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_source_address_that_is_no_page_and_a_file_that_is_none_are_refused(world, as_):
    address = f"/network/offers/{world.ids['provider_offer']}/references/"
    given = {"place": "X", "what": "Y", "source_url": "javascript:alert(1)"}
    assert as_("provider").post(address, given).status_code == 400
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("page.pdf", b"<html><script>alert(1)</script></html>")
    answer = as_("provider").post(address, {"place": "Kept place", "what": "Y", "file": file})
    assert answer.status_code == 400
    assert "Kept place" in answer.content.decode()
    assert Reference.objects.count() == 2


def test_what_others_write_is_shown_as_text(world, client):
    mean = '<script>alert("x")</script>'
    services.describe(world.actor("editor"), world.organisations["city"], {"summary": mean})
    for address in ("/network/", f"/network/{world.ids['city']}/"):
        page = client.get(address).content.decode()
        assert "&lt;script&gt;" in page
        assert mean not in page


def test_the_second_of_two_editors_sees_both_texts(world, as_):
    address = f"/network/{world.ids['city']}/edit/"
    seen = {"summary": "First", "languages": "es", "revision": 2}
    assert as_("editor").post(address, seen).status_code == 302
    answer = as_("editor").post(address, {**seen, "summary": "Second"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Second</textarea>" in page
    assert "What somebody else saved meanwhile" in page
    assert "<dd>First</dd>" in page
    assert 'name="revision" value="3"' in page
    assert as_("editor").post(address, {**seen, "summary": "Second", "revision": 3}).status_code == 302
    with pytest.raises(EditedMeanwhile):
        services.describe(world.actor("editor"), world.organisations["city"], {"summary": "Third"}, 2)


def test_an_offer_of_nothing_half_a_season_and_unknown_languages_are_refused(world, as_):
    client, address = as_("host"), f"/network/{world.ids['host']}/host/"
    for given in ({"text": "Nothing to see"}, {"solutions": ["electric_buses"], "season_from_month": "5"}):
        assert client.post(address, given).status_code == 400
    negative = {"solutions": ["electric_buses"], "visit_fee_nominal_eur": "-1"}
    assert client.post(address, negative).status_code == 400
    answer = client.post(f"/network/{world.ids['host']}/edit/", {"languages": "Swedish, Klingonish"})
    assert answer.status_code == 400
    assert "Klingonish" in answer.content.decode()


def test_the_solutions_of_visited_demonstrations_are_shown_by_themselves(world):
    from replicity.catalogue.evidence import demonstrations
    from replicity.catalogue.solutions import catalogue

    here = [
        d for d in demonstrations().values() if d.city_id == "geonames:2711537" and d.solution in catalogue()
    ]
    offer = services.offer_visits(
        world.actor("host"),
        world.organisations["host"],
        {"demonstrations": [d.id for d in here], "solutions": []},
    )
    assert offer.solutions == sorted({d.solution for d in here}) != []


def test_a_city_with_results_becomes_a_host_once(world):
    from types import SimpleNamespace

    city = world.organisations["city"]
    replica = SimpleNamespace(pk=712, city_org=city, solution=LED)
    first = services.become_host(world.actor("evaluator"), replica)
    assert services.become_host(world.actor("evaluator"), replica) == first
    assert names(visits=True, country="CL") == [city.name]
    assert Notice.objects.filter(person=world.people["editor"], kind="network.host_opened").count() == 1
    services.change_host_offer(world.actor("editor"), HostOffer.objects.get(pk=first.pk), {"text": "In May"})
    assert names(visits=True, country="CL") == [city.name]
    services.withdraw(world.actor("editor"), HostOffer.objects.get(pk=first.pk))
    assert names(visits=True, country="CL") == []


# requests and quotes


def test_a_price_is_deflated_at_home_and_then_converted():
    price = Price(PRICE, Decimal("250000"), "CLP", 2022)
    wanted = float(to_base_eur(price_tables(), 250_000.0, "CLP", 2022, country="CL"))
    assert real_eur(price, "CL") == pytest.approx(wanted)
    assert real_eur(Price(PRICE, Decimal("300"), "EUR", 2024), "CL") == 300.0


@pytest.mark.parametrize(("currency", "year"), [("CLP", 2026), ("CLP", 1900), ("XXX", 2024)])
def test_a_price_that_cannot_be_brought_to_euro_is_refused_with_what_to_do(currency, year):
    with pytest.raises(Refused, match=r"EUR"):
        real_eur(Price(PRICE, Decimal("1"), currency, year), "CL")


def test_a_quote_in_use_is_in_the_appraisals_of_the_city_alone(world, as_):
    line = QuoteLine.objects.get(pk=world.ids["quote"])
    assert "Quote of Lumen Poles" not in as_("editor").get(SANTIAGO).content.decode()
    services.use_quote(world.actor("editor"), line)
    mine = as_("reader").get(SANTIAGO).content.decode()
    assert "Quote of Lumen Poles" in mine
    assert 'badge quote">quote' in mine
    for role in ("anonymous", "outsider", "provider", "broker", "buyer"):
        assert "Quote of Lumen Poles" not in as_(role).get(SANTIAGO).content.decode(), role
    services.stop_using(world.actor("editor"), line)
    assert "Quote of Lumen Poles" not in as_("reader").get(SANTIAGO).content.decode()


def test_a_value_of_the_member_stands_before_the_quote(world, as_):
    services.use_quote(world.actor("editor"), QuoteLine.objects.get(pk=world.ids["quote"]))
    client = as_("editor")
    client.post("/cities/3871336/values/", {PRICE: "444"})
    page = client.get(SANTIAGO).content.decode()
    assert "Quote of Lumen Poles" not in page
    assert 'value="444"' in page


def test_a_quote_changes_its_own_solution_alone():
    city, quote = get_city("geonames:3871336"), Quote(1_234_567.0, "Quote of A")
    given = Options(quotes={"district_heat_pump": {"capex_eur_per_mw": quote}}, draws=50)
    mine = case_of(city, get_solution("district_heat_pump"), given).appraisal.inputs["capex_eur_per_mw"]
    assert (mine.status, mine.source, mine.spread.mode) == ("quote", "Quote of A", 1_234_567.0)
    other = case_of(city, get_solution("water_source_district_cooling"), given).appraisal
    assert other.inputs["capex_eur_per_mw"].status != "quote"
    own = Options(values={"capex_eur_per_mw": 9.0}, quotes=given.quotes, draws=50)
    assert (
        case_of(city, get_solution("district_heat_pump"), own).appraisal.inputs["capex_eur_per_mw"].status
        == "user"
    )


def test_a_quote_that_has_run_out_is_neither_used_nor_taken(world):
    line = QuoteLine.objects.get(pk=world.ids["quote"])
    services.use_quote(world.actor("editor"), line)
    city = world.organisations["city"]
    assert quoted_values(city)[LED][PRICE][0] == 300.0
    QuoteLine.objects.update(valid_until=timezone.localdate() - datetime.timedelta(days=1))
    assert quoted_values(city) == {}
    line.refresh_from_db()
    with pytest.raises(Refused, match="not valid any more"):
        services.use_quote(world.actor("editor"), line)


def test_a_newer_quote_takes_the_place_of_the_older(world):
    asked = InformationRequest.objects.get(pk=world.ids["information_request"])
    services.use_quote(world.actor("editor"), QuoteLine.objects.get(pk=world.ids["quote"]))
    day = timezone.localdate() + datetime.timedelta(days=9)
    prices = [Price(PRICE, Decimal("290"), "EUR", 2024)]
    better = services.answer(world.actor("provider"), asked, "Less.", prices, day)
    services.use_quote(world.actor("editor"), better.lines.get())
    assert quoted_values(world.organisations["city"])[LED][PRICE][0] == 290.0


def test_an_answer_with_a_price_that_cannot_be_used_leaves_nothing(world, as_):
    before = Entry.objects.count()
    answer = as_("provider").post(
        f"/network/requests/{world.ids['information_request']}/reply/",
        {
            "text": "My long answer",
            "currency": "CLP",
            "price_year": "2026",
            "valid_until": "2030-01-01",
            f"amount_{PRICE}": "300000",
        },
    )
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "My long answer" in page
    assert "the inflation is known for" in page
    assert QuoteLine.objects.count() == 1
    assert Entry.objects.count() == before


def test_a_price_needs_an_end_of_validity_and_belongs_to_the_solution(world):
    asked = InformationRequest.objects.get(pk=world.ids["information_request"])
    with pytest.raises(Refused, match="until when"):
        services.answer(world.actor("provider"), asked, "A", [Price(PRICE, Decimal(1), "EUR", 2024)])
    day = timezone.localdate()
    with pytest.raises(Refused, match="not a price"):
        services.answer(
            world.actor("provider"), asked, "A", [Price("capex_eur_per_bus", Decimal(1), "EUR", 2024)], day
        )


def test_a_closed_request_takes_no_answer(world):
    asked = InformationRequest.objects.get(pk=world.ids["information_request"])
    services.end(world.actor("editor"), asked)
    assert asked.state == "closed"
    with pytest.raises(Refused) as raised:
        services.answer(world.actor("provider"), asked, "Too late")
    assert raised.value.status == 409


def test_providers_see_who_seeks_their_solution(world, as_):
    page = as_("provider").get(f"/network/demand/?solution={LED}").content.decode()
    assert "Municipalidad de Santiago" in page
    assert "seeks it" in page
    assert "City of Nowhere" not in page


def test_every_solution_has_prices_to_quote_that_an_appraisal_understands():
    city = get_city("geonames:3871336")
    for name in ("led_street_lighting", "electric_buses", "mobility_hub"):
        solution = get_solution(name)
        context = own_context(city, Options())
        assert default_scale(solution, context) > 0
        inputs = case_of(city, solution, Options(draws=20)).appraisal.inputs
        assert cost_inputs(solution)
        assert set(cost_inputs(solution)) <= set(inputs)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("role", ["editor", "host", "provider", "broker"])
def test_pages_speak_the_language_of_the_reader(world, as_, role, language):
    client = as_(role)
    for address in ("/network/", "/network/requests/", f"/network/{world.ids['host']}/", "/privacy/"):
        answer = client.get(address, headers={"accept-language": language})
        assert answer.status_code == 200
        assert f'<html lang="{language}">' in answer.content.decode()
