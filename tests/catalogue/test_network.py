from replicity.catalogue import network


def test_all_projects_and_networks_are_there():
    assert len(network.projects()) == 21
    assert {n.id for n in network.networks()} == {
        "celsius-network",
        "scalable-cities",
        "smart-cities-marketplace",
        "smartencity-network",
    }


def test_iris_as_the_sources_tell_it():
    iris = next(p for p in network.projects() if p.id == "iris")
    assert (iris.grant_number, iris.budget_eur, iris.partners_count) == ("774199", 20_704_000, 43)
    lighthouses = {
        c.city_name for c in network.network_cities() if c.project == "iris" and c.role == "lighthouse"
    }
    assert lighthouses == {"Utrecht", "Gothenburg", "Nice Côte d'Azur"} or lighthouses == {
        "Utrecht",
        "Gothenburg",
        "Nice",
    }
    assert sorted(network.iris_tracks()) == [1, 2, 3, 4, 5]


def test_names_of_the_sixteen_iris_solutions_stay_unverified():
    solutions = network.iris_solutions()
    assert len(solutions) == 16
    assert {s.status for s in solutions} == {"unverified"}
    assert {s.fields_unverified for s in solutions} == {("name",)}


def test_iris_demonstrations_name_owner_and_implementers():
    viva = next(d for d in network.iris_demonstrations() if d.id == "iris-1-1-gothenburg")
    assert viva.city_id == "geonames:2711537"
    assert viva.owner.startswith("Riksbyggen")
    assert viva.status == "verified"
    codes = {s.code for s in network.iris_solutions()}
    assert {d.code for d in network.iris_demonstrations()} <= codes


def test_matches_from_memory_are_not_promoted():
    open_rows = [d for d in network.iris_demonstrations() if d.status == "unverified"]
    assert len(open_rows) == 14
    assert all(d.fields_unverified for d in open_rows)


def test_grant_numbers_from_memory_are_marked():
    growsmarter = next(p for p in network.projects() if p.id == "growsmarter")
    assert growsmarter.fields_unverified == ("grant_number",)


def test_celsius_cities_and_members():
    members = [c for c in network.network_cities() if c.network == "celsius-network"]
    assert len(members) == 21
    assert sum(c.role == "demonstrator" for c in members) == 5
    assert sum(c.role == "replication" for c in members) == 7


def test_providers_of_electric_buses():
    names = {p.name for p in network.providers() if "electric_buses" in p.solutions}
    assert {"BYD", "Yutong", "Solaris", "VDL Bus & Coach"} <= names
    byd = next(p for p in network.providers() if p.id == "byd")
    assert "geonames:3871336" in byd.city_ids


def test_providers_without_a_kept_address_are_unverified():
    for provider in network.providers():
        without = provider.source_id == "network-providers-address-not-kept"
        assert (provider.status == "unverified") == without


def test_partners_by_city():
    assert len(network.partners()) == 32
    assert all(p.city_id for p in network.partners())
