"""The counts of an installation: for this machine and for the token, for nobody else."""

import pytest

pytestmark = pytest.mark.django_db


def test_this_machine_reads_the_counts(client, world):
    text = client.get("/metrics").content.decode()
    assert "replicity_organisations 9\n" in text
    assert 'replicity_mails{state="waiting"} ' in text


@pytest.mark.parametrize(
    "extra",
    [{"REMOTE_ADDR": "203.0.113.7"}, {"HTTP_X_FORWARDED_FOR": "203.0.113.7"}, {"REMOTE_ADDR": ""}],
)
def test_others_find_nothing(client, extra):
    assert client.get("/metrics", **extra).status_code == 404


def test_the_token_opens(client, monkeypatch):
    monkeypatch.setenv("REPLICITY_METRICS_TOKEN", "watchman")
    far = {"REMOTE_ADDR": "203.0.113.7"}
    assert client.get("/metrics", headers={"authorization": "Bearer watchman"}, **far).status_code == 200
    assert client.get("/metrics", headers={"authorization": "Bearer guess"}, **far).status_code == 404
    monkeypatch.setenv("REPLICITY_METRICS_TOKEN", "")
    assert client.get("/metrics", headers={"authorization": "Bearer "}, **far).status_code == 404
