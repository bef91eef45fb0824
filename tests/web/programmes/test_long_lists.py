"""Lists, board, assignment and dashboard: as many queries for 2,000 cities as for thirty."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.programmes.crowd import fill

from replicity.web.programmes.models import Programme

PAGES = (
    "/programmes/",
    "/programmes/{programme}/",
    "/programmes/{programme}/applications/",
    "/programmes/{programme}/applications.csv",
    "/programmes/{programme}/board/",
    "/programmes/{programme}/assignment/",
    "/programmes/{programme}/dashboard/",
)


def queries_of(client, address):
    with CaptureQueriesContext(connection) as found:
        response = client.get(address)
        text = b"".join(response.streaming_content if response.streaming else [response.content]).decode()
    assert response.status_code == 200
    return len(found), text


@pytest.mark.parametrize("address", PAGES)
def test_the_number_of_queries_is_fixed(world, as_, address):
    client, where = as_("broker"), address.format(**world.ids)
    programme = world.things["programme"]
    fill(programme, 30)
    few, _text = queries_of(client, where)
    fill(programme, 1_970)
    many, _text = queries_of(client, where)
    # a paginator reads its rows whatever their number
    assert many == few <= 30


def test_the_list_of_programmes_takes_the_same_queries_for_many(world, as_):
    client = as_("broker")
    few, _text = queries_of(client, "/programmes/")
    first = world.things["programme"]
    Programme.objects.bulk_create(
        Programme(
            broker=first.broker, name=f"P {n}", summary="-", target_letters_count=1,
            opens_on=first.opens_on, closes_on=first.closes_on, ends_on=first.ends_on,
        )
        for n in range(40)
    )  # fmt: skip
    many, _text = queries_of(client, "/programmes/")
    assert many == few


def test_the_board_shows_a_few_of_each_column_and_counts_all(world, as_):
    fill(world.things["programme"], 390)
    _queries, text = queries_of(as_("broker"), "/programmes/{programme}/board/".format(**world.ids))
    assert text.count('class="city-card') == 13 * 8
    assert "39 applications wait for a decision" in text
    # 351 accepted beside Santiago; the page stays short
    assert len(text) < 250_000


def test_those_who_waited_longest_stand_first(world, as_):
    fill(world.things["programme"], 390)
    from replicity.web.programmes.queries.board import board_of

    for column in board_of(world.things["programme"]):
        days = [card.days for card in column.cards]
        assert days == sorted(days, reverse=True)
        assert column.count == len(column.cards) + column.more_count
