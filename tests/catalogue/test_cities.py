"""Finding cities by name in any script, and what a city's record holds."""

import math

import numpy as np
import pytest

from replicity.catalogue.cities import (
    UnknownCity,
    all_cities,
    find_cities,
    get_city,
    lookup,
    nearest_city,
    resolve_city,
)
from replicity.catalogue.country_names import country_code
from replicity.catalogue.place_names import NameIndex, fold

SANTIAGO = "geonames:3871336"

FIRST_HIT = [
    ("Gotenburg", "Gothenburg", "SE"),
    ("Göteborg", "Gothenburg", "SE"),
    ("Goteborg", "Gothenburg", "SE"),
    ("Gotemburgo", "Gothenburg", "SE"),
    ("São Paulo", "São Paulo", "BR"),
    ("sao paulo", "São Paulo", "BR"),
    ("北京", "Beijing", "CN"),
    ("Pekin", "Beijing", "CN"),
    ("Sanitago", "Santiago", "CL"),
    ("Москва", "Moscow", "RU"),
    ("القاهرة", "Cairo", "EG"),
    ("กรุงเทพมหานคร", "Bangkok", "TH"),
    ("Munchen", "Munich", "DE"),
    ("Köln", "Köln", "DE"),
    ("Cologne", "Köln", "DE"),
    ("Firenze", "Florence", "IT"),
    ("Florence", "Florence", "IT"),
    ("Santiago, CL", "Santiago", "CL"),
    ("santiago de chile", "Santiago", "CL"),
    ("Santiago, Chile", "Santiago", "CL"),
    ("Santiago Chile", "Santiago", "CL"),
    ("SANTIAGO , república dominicana", "Santiago de los Caballeros", "DO"),
    ("Nova York", "New York City", "US"),
    ("Valencia, España", "Valencia", "ES"),
    ("Valencia, ES", "Valencia", "ES"),
    ("San Jose, CA", "San Jose", "US"),
    ("Springfield, IL", "Springfield", "US"),
    ("La Haya", "The Hague", "NL"),
    ("'s-Hertogenbosch", "'s-Hertogenbosch", "NL"),
    ("Xian", "Xi’an", "CN"),
    ("Isztanbul", "Istanbul", "TR"),
    ("Londres", "London", "GB"),
    ("Barcelna", "Barcelona", "ES"),
    ("Copenhagn", "Copenhagen", "DK"),
    ("Rotterdm", "Rotterdam", "NL"),
    ("Valencia, XX", "Valencia", "VE"),
    ("Utrechtt, Holland", "Utrecht", "NL"),
]


@pytest.mark.parametrize(("text", "name", "country"), FIRST_HIT)
def test_first_hit(text: str, name: str, country: str) -> None:
    best = find_cities(text)[0]
    assert (best.city.name, best.city.country) == (name, country)
    assert 0 < best.score <= 1


def test_spanish_name_of_sao_paulo_is_among_the_first_three() -> None:
    assert "São Paulo" in [match.city.name for match in find_cities("San Pablo")[:3]]


@pytest.mark.parametrize("text", ["", " ", ",", " , ", "\x00\x01\x02", "\u200b", "!!!", "\ud800", "'" * 500])
def test_text_without_letters_finds_nothing(text: str) -> None:
    assert find_cities(text) == []


@pytest.mark.parametrize(
    "text", ["x" * 10_000, "a, " * 5_000, "北" * 10_000, "a\nb", "paris\x00", "%s%n", "(((", "1"]
)
def test_odd_text_is_answered(text: str) -> None:
    for match in find_cities(text):
        assert 0 <= match.score <= 1


def test_search_keeps_to_its_limit_and_never_repeats_a_city() -> None:
    for limit in (0, 1, 3, 25):
        found = [match.city.id for match in find_cities("San", limit)]
        assert len(found) == len(set(found)) == limit


def test_country_narrows_every_kind_of_hit() -> None:
    for text in ("Santiago, Chile", "Santi, CL", "Sanitago, CL", "a, CL"):
        found = find_cities(text)
        assert found, text
        assert {match.city.country for match in found} == {"CL"}, text


def test_scores_fall_from_the_first_to_the_last() -> None:
    for text in ("San", "Sanitago", "Valencia", "Paris", "utrech"):
        scores = [match.score for match in find_cities(text)]
        assert scores == sorted(scores, reverse=True)


def test_beginning_of_a_name_comes_before_a_mistyped_one() -> None:
    assert find_cities("Gothenb")[0].city.name == "Gothenburg"


def test_city_by_id() -> None:
    city = get_city(SANTIAGO)
    assert (city.name, city.country, city.timezone) == ("Santiago", "CL", "America/Santiago")
    assert city.population_count > 4_000_000
    assert city.latitude_degree == pytest.approx(-33.45694)
    assert city.longitude_degree == pytest.approx(-70.64827)
    assert city.elevation_m == pytest.approx(560, abs=60)


def test_id_is_read_in_any_case_and_with_spaces() -> None:
    assert get_city(" GeoNames:3871336 ").id == SANTIAGO


@pytest.mark.parametrize(
    ("name", "city_id"),
    [
        ("Gothenburg, SE", "geonames:2711537"),
        ("Utrecht, NL", "geonames:2745912"),
        ("Nice, FR", "geonames:2990440"),
        ("Vaasa, FI", "geonames:632978"),
        ("Alexandroupoli, GR", "geonames:736928"),
        ("Santa Cruz de Tenerife, ES", "geonames:2511174"),
        ("Focsani, RO", "geonames:678015"),
    ],
)
def test_cities_of_the_first_programme_are_found(name: str, city_id: str) -> None:
    assert get_city(name).id == city_id


def test_ambiguous_name_takes_the_most_populous_and_gives_the_others() -> None:
    city, others = resolve_city("Valencia")
    assert city.population_count >= max(other.population_count for other in others)
    assert {"ES", "VE"} <= {city.country, *(other.country for other in others)}
    assert resolve_city(SANTIAGO)[1] == ()


@pytest.mark.parametrize(
    "reference", ["Sanitago", "", "geonames:", "geonames:1", "geonames:99999999999", "Utrecht, Chile"]
)
def test_unknown_city_is_an_error_that_helps(reference: str) -> None:
    with pytest.raises(UnknownCity, match=r"^No city (is called|has the id) '.*") as error:
        get_city(reference)
    assert "\n" not in str(error.value)
    assert "replicity city find" in str(error.value) or "did you mean" in str(error.value)


def test_error_offers_the_nearest_name() -> None:
    with pytest.raises(UnknownCity, match=r"did you mean Santiago, CL"):
        get_city("Sanitago")


def test_lookup_is_exact() -> None:
    assert lookup("Santiago", "cl").id == SANTIAGO
    assert lookup("Göteborg", "SE").id == "geonames:2711537"
    with pytest.raises(UnknownCity):
        lookup("Santiag", "CL")
    with pytest.raises(UnknownCity):
        lookup("Utrecht", "CL")


def test_nearest_city() -> None:
    assert nearest_city(-33.457, -70.648).id == SANTIAGO
    assert nearest_city(-16.5, 179.9).country == nearest_city(-16.5, -179.9).country == "FJ"
    for place in ((91.0, 0.0), (0.0, 181.0), (math.nan, 0.0)):
        with pytest.raises(ValueError, match="no place on earth"):
            nearest_city(*place)


def test_every_city_stands_once_and_is_complete() -> None:
    cities = all_cities()
    count = len(cities.names)
    assert count > 33_000
    assert len(set(cities.ids.tolist())) == count
    for column in (cities.country, cities.latitude_degree, cities.longitude_degree, cities.population_count):
        assert len(column) == count
    assert all(cities.names)
    assert np.char.str_len(cities.country).min() == 2
    assert np.abs(cities.latitude_degree).max() < 80
    assert np.abs(cities.longitude_degree).max() <= 180
    assert cities.population_count.min() >= 0


def test_shared_columns_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        all_cities().population_count[0] = 0


def test_columns_agree_with_the_record_of_a_city() -> None:
    cities = all_cities()
    for position in range(0, len(cities.names), 5_003):
        city = get_city(str(cities.ids[position]))
        assert city.name == cities.names[position]
        assert city.country == cities.country[position]
        assert city.latitude_degree == cities.latitude_degree[position]
        assert city.population_count == cities.population_count[position]


def test_every_city_is_found_under_its_own_name() -> None:
    cities = all_cities()
    for position in range(0, len(cities.names), 401):
        found, others = resolve_city(f"{cities.names[position]}, {cities.country[position]}")
        assert cities.ids[position] in {found.id, *(other.id for other in others)}


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Göteborg", "goteborg"),
        ("Łódź", "lodz"),
        ("Tromsø", "tromso"),
        ("Straße", "strasse"),
        ("  Vitoria-Gasteiz ", "vitoria gasteiz"),
        ("L'Aquila", "laquila"),
        ("İzmir", "izmir"),
        ("ＴＯＫＹＯ", "tokyo"),
        ("St. Louis", "st louis"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(folded) == folded


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("CL", "CL"),
        ("cl", "CL"),
        ("Chile", "CL"),
        ("Países Bajos", "NL"),
        ("reino unido", "GB"),
        ("Atlantis", ""),
    ],
)
def test_country_names(text: str, code: str) -> None:
    assert country_code(text) == code


def test_index_refuses_files_that_do_not_fit_together() -> None:
    with pytest.raises(ValueError, match="build it again"):
        NameIndex(b"aachen\nbonn\n", np.array([1], dtype=np.uint16))


def test_index_finds_exact_beginning_and_similar_names() -> None:
    index = NameIndex(b"bonn\nbonn\nbonner\nkoln\n", np.array([7, 3, 5, 1], dtype=np.uint16))
    assert index.exact("bonn") == [7, 3]
    assert index.exact("bon") == index.exact("") == index.exact("zz") == []
    positions, shares = index.beginning("bonn")
    assert positions.tolist() == [5]
    assert shares.tolist() == [pytest.approx(4 / 6)]
    assert index.similar("boln", 5)[0].position in {1, 3, 7}
    assert index.similar("", 5) == []
