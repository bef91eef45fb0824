"""A letter from the draft to its end: who may do what when, and what is kept of it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.web.world import letters as made

from replicity.web.audit.models import Entry
from replicity.web.letters import services
from replicity.web.letters.models import Change, Letter, LetterVersion, Party
from replicity.web.letters.queries import (
    content_now,
    earlier_approvals,
    letters_of,
    parties_of,
    signed_letters,
)
from replicity.web.letters.services.verification import verify_code
from replicity.web.notices.models import Notice
from replicity.web.shared.access import can
from replicity.web.shared.editing import EditedMeanwhile
from replicity.web.shared.errors import Refused

pytestmark = pytest.mark.django_db


def test_the_whole_way(world):
    letter = made.drafted(world)
    assert letter.state == "draft"
    services.send(world.actor("editor"), letter)
    for name, role in made.SIGNERS.items():
        made.approve(world, letter, name, role)
    letter.refresh_from_db()
    assert letter.state == "approved"
    for name in made.SIGNERS:
        made.sign(world, letter, name)
    letter.refresh_from_db()
    assert (letter.state, letter.in_force_since) == ("active", timezone.localdate())
    assert list(signed_letters(world.organisations["buyer"])) == [letter]
    services.fulfil(world.actor("editor"), letter, "The lights burn.")
    steps = list(Change.objects.filter(letter=letter).values_list("before", "after"))
    assert steps == [
        ("draft", "negotiated"),
        ("negotiated", "approved"),
        ("approved", "signed"),
        ("signed", "active"),
        ("active", "fulfilled"),
    ]


def test_a_draft_is_seen_by_those_who_draft_alone(world):
    letter = made.drafted(world)
    seen = {
        r: letter in letters_of(world.actor(r)) for r in ("reader", "editor", "broker", "buyer", "outsider")
    }
    assert seen == {"reader": True, "editor": True, "broker": True, "buyer": False, "outsider": False}
    services.send(world.actor("editor"), letter)
    assert letter in letters_of(world.actor("buyer"))
    assert letter not in letters_of(world.actor("outsider"))


def test_the_other_parties_are_told_and_the_one_who_acts_is_not(world):
    letter = made.drafted(world)
    Notice.objects.all().delete()
    services.send(world.actor("editor"), letter)
    told = set(Notice.objects.filter(kind="letters.sent").values_list("person__email", flat=True))
    assert told == {"buyer@example.org", "host@example.org"}


def test_what_is_saved_is_a_version_with_all_content(world):
    letter = made.sent(world)
    before = content_now(letter)
    saved = made.save(world, letter, "buyer", dates="May 2027")
    assert saved.number == letter.version + 1
    assert saved.letter_content.line("visit", "dates") == "May 2027"
    assert saved.letter_content.line("identification", "version") == str(saved.number)
    assert saved.organisation == world.organisations["buyer"]
    # a group is saved whole: what was left out is empty now, the other groups are as they were
    assert saved.letter_content.values["work_plan"] == before.values["work_plan"]
    assert LetterVersion.objects.get(letter=letter, number=before.line("identification", "version"))


def test_saving_what_is_there_makes_no_version(world):
    letter = made.sent(world)
    fields = content_now(letter).to_dict()["groups"]["visit"]
    assert made.save(world, letter, "buyer", **fields).number == letter.version


def test_two_people_on_the_same_group_the_second_is_told(world):
    letter = made.sent(world)
    seen = letter.version
    made.save(world, letter, "buyer", dates="May 2027")
    with pytest.raises(EditedMeanwhile):
        made.save(world, letter, "host", dates="June 2027", seen=seen)
    assert content_now(letter).line("visit", "dates") == "May 2027"


def test_two_people_on_different_groups_lose_nothing(world):
    letter = made.sent(world)
    seen = letter.version
    made.save(world, letter, "buyer", dates="May 2027")
    made.save(world, letter, "host", group="resources", seen=seen, cost={"en": "The host pays."})
    letter.refresh_from_db()
    content = content_now(letter)
    assert content.line("visit", "dates") == "May 2027"
    assert content.value("resources", "cost")["en"] == "The host pays."


@pytest.mark.parametrize("group", ["parties", "signing", "identification", "status"])
def test_what_the_platform_writes_is_not_changed_by_people(world, group):
    letter = made.sent(world)
    with pytest.raises(Refused, match="written by the platform"):
        made.save(world, letter, "broker", group=group)


def test_an_approval_holds_for_one_version(world):
    letter = made.sent(world)
    made.approve(world, letter, "city", "editor")
    with pytest.raises(Refused, match="approved this version already"):
        made.approve(world, letter, "city", "editor")
    made.save(world, letter, "buyer", dates="May 2027")
    made.approve(world, letter, "buyer", "buyer")
    made.approve(world, letter, "host", "host")
    letter.refresh_from_db()
    assert letter.state == "negotiated"
    made.approve(world, letter, "city", "editor")
    letter.refresh_from_db()
    assert letter.state == "approved"


def test_what_changed_since_it_was_read_is_not_approved(world):
    letter = made.sent(world)
    seen = letter.version
    made.save(world, letter, "buyer", dates="May 2027")
    with pytest.raises(Refused, match="was changed to version"):
        services.approve(
            world.actor("editor"),
            made.party(world, letter, "city"),
            seen,
            body="Council",
            approved_on=timezone.localdate(),
            reference="7",
        )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"reference": " "}, "reference of the council"),
        ({"approved_on": timezone.localdate() + timedelta(days=2)}, "in the future"),
    ],
)
def test_the_decision_of_the_council_is_recorded(world, changes, words):
    letter = made.sent(world)
    given = {"body": "Council", "approved_on": timezone.localdate(), "reference": "7", **changes}
    with pytest.raises(Refused, match=words):
        services.approve(world.actor("editor"), made.party(world, letter, "city"), letter.version, **given)


def test_nobody_approves_a_letter_that_nobody_could_sign(world):
    letter = made.sent(world)
    party = made.party(world, letter, "host")
    services.change_party(world.actor("host"), party, {"signatory": None, "signatory_name": ""})
    with pytest.raises(Refused, match="Nobody is named who signs for: City of Gothenburg"):
        made.approve(world, letter, "city", "editor")


def test_the_settled_text_is_not_changed(world):
    letter = made.approved(world)
    with pytest.raises(Refused, match="is settled"):
        made.save(world, letter, "buyer", dates="May 2027")
    with pytest.raises(Refused, match="is settled"):
        services.add_party(world.actor("editor"), letter, world.organisations["lender"], "financier")


def test_an_approved_letter_goes_back_until_somebody_signs(world, as_):
    letter = made.approved(world)
    version = letter.version
    services.reopen(world.actor("buyer"), letter, "The price has changed.")
    letter.refresh_from_db()
    assert (letter.state, letter.document, letter.version) == ("negotiated", None, version + 1)
    assert content_now(letter).line("identification", "version") == str(letter.version)
    # what was decided on the former version stays on record, and counts no more
    assert [(a.version, a.reference) for a in earlier_approvals(letter)] == [(version, "Minutes 7")] * 3
    page = as_("host").get(f"/letters/{letter.pk}/").content.decode()
    assert "Decisions on earlier versions" in page
    assert "Minutes 7" in page
    for name, role in made.SIGNERS.items():
        letter.refresh_from_db()
        assert letter.state == "negotiated"
        made.approve(world, letter, name, role)
    letter.refresh_from_db()
    assert (letter.state, letter.approvals.count()) == ("approved", 6)
    signed = made.approved(world)
    made.sign(world, signed, "city")
    with pytest.raises(Refused, match="Somebody has signed"):
        services.reopen(world.actor("buyer"), signed, "The price has changed.")


def test_a_party_names_its_own_signatory_and_others_do_not(world):
    letter = made.sent(world)
    party = made.party(world, letter, "host")
    with pytest.raises(Refused):
        services.change_party(world.actor("buyer"), party, {"signatory": world.people["buyer"]})
    with pytest.raises(Refused, match="no login with"):
        services.change_party(world.actor("host"), party, {"signatory": world.people["buyer"]})
    for name, value in {
        "signatory_name": "Somebody",
        "office": "Mayor",
        "mandate": "Decision 1",
        "term_ends_on": timezone.localdate(),
    }.items():
        for role in ("buyer", "editor"):
            with pytest.raises(Refused) as refused:
                services.change_party(world.actor(role), party, {name: value})
            assert refused.value.status == 403
    services.change_party(world.actor("buyer"), party, {"role": "observer"})
    services.change_party(world.actor("host"), party, {"office": "Mayor"})
    letter.refresh_from_db()
    assert content_now(letter).rows("parties", "parties")[2]["office"] == "Mayor"


def test_parties_come_go_and_change_places(world):
    letter, editor = made.sent(world), world.actor("editor")
    lender = services.add_party(editor, letter, world.organisations["lender"], "financier")
    with pytest.raises(Refused):
        services.remove_party(world.actor("buyer"), made.party(world, letter, "host"))
    with pytest.raises(Refused, match="is a party already"):
        services.add_party(editor, letter, world.organisations["lender"], "financier")
    services.move_party(editor, lender)
    names = [str(p.organisation) for p in parties_of(letter)]
    assert names == [
        "Municipalidad de Santiago",
        "Inmobiliaria Mapocho",
        "Banco Andino",
        "City of Gothenburg",
    ]
    services.remove_party(editor, made.party(world, letter, "buyer"))
    assert [p.position for p in parties_of(letter)] == [1, 2, 3]
    letter.refresh_from_db()
    rows = content_now(letter).rows("roles", "roles")
    assert [r["name"] for r in rows] == ["Municipalidad de Santiago", "Banco Andino", "City of Gothenburg"]
    with pytest.raises(Refused, match="city stays a party"):
        services.remove_party(editor, made.party(world, letter, "city"))


def test_what_a_party_decided_outlasts_its_being_taken_off(world):
    letter = made.sent(world)
    made.approve(world, letter, "host", "host")
    services.remove_party(world.actor("editor"), made.party(world, letter, "host"))
    letter.refresh_from_db()
    (kept,) = earlier_approvals(letter)
    assert (kept.organisation, kept.reference) == (world.organisations["host"], "Minutes 7")


def test_comments_are_made_and_settled(world):
    letter = made.sent(world)
    comment = services.add_comment(world.actor("host"), letter, "visit", "Rather in June.")
    assert (comment.version, comment.organisation) == (letter.version, world.organisations["host"])
    services.settle_comment(world.actor("editor"), comment)
    comment.refresh_from_db()
    assert comment.settled_at is not None


def test_letters_expire_once_and_are_reminded_of_once_at_each_stage(world):
    letter = made.signed(world)
    end = letter.valid_until
    assert not services.remind(letter.pk, end - timedelta(days=120))
    assert services.remind(letter.pk, end - timedelta(days=80))
    assert not services.remind(letter.pk, end - timedelta(days=70))
    assert services.remind(letter.pk, end - timedelta(days=20))
    assert services.expire_due(end) == 0
    assert services.expire_due(end + timedelta(days=1)) >= 1
    assert services.expire_due(end + timedelta(days=1)) == 0
    letter.refresh_from_db()
    assert letter.state == "expired"
    assert not services.remind(letter.pk, end - timedelta(days=1))


def test_withdrawal_is_for_administrators_and_tells_why(world):
    letter = made.signed(world)
    assert not can(world.actor("buyer"), "letters.withdraw", letter)
    services.withdraw(world.actor("host"), letter, "A new council.")
    letter.refresh_from_db()
    assert letter.state == "withdrawn"
    assert Notice.objects.filter(kind="letters.ended", facts__reason="A new council.").exists()
    with pytest.raises(Refused, match="not possible any more"):
        services.withdraw(world.actor("host"), letter, "Again.")


def test_a_renewed_letter_has_the_same_text_and_another_code(world):
    letter = made.signed(world)
    later = letter.valid_until + timedelta(days=365)
    new = services.renew(world.actor("editor"), letter, later)
    assert (new.state, new.renews, new.version) == ("draft", letter, 1)
    content = content_now(new)
    assert content.line("duration", "valid_until") == later.isoformat()
    assert new.code in content.value("signing", "verification")["en"]
    assert letter.code not in str(content.to_dict())
    assert content.values["evidence"] == content_now(letter).values["evidence"]
    assert Party.objects.filter(letter=new).count() == 3
    with pytest.raises(Refused, match="exists already"):
        services.renew(world.actor("editor"), letter, later)


def test_every_step_leaves_an_entry_without_personal_data(world):
    letter = made.signed(world)
    entries = Entry.objects.filter(thing_kind="letters.letter", thing_id=str(letter.pk))
    actions = list(entries.order_by("number").values_list("action", flat=True))
    assert actions[0] == "letters.draft"
    assert actions.count("letters.sign") == 3
    assert actions[-2:] == ["letters.signed_by_all", "letters.activate"]
    text = str(list(entries.values_list("facts", flat=True)))
    assert not any(p.name in text or p.email in text for p in world.people.values())


def test_codes_are_not_guessed_and_not_twice(world):
    codes = {services.drafting.new_code() for _ in range(200)}
    assert len(codes) == 200
    assert verify_code("RL-AAAA-AAAA-AAAA").verdict == "unknown"
    assert Letter.objects.filter(code=made.sent(world).code).count() == 1


def test_what_the_city_answered_goes_into_its_letter(world):
    from replicity.web.programmes.models import Application

    Application.objects.filter(pk=world.things["application"].pk).update(
        answers={"burning_hours_per_year": 3333.0, "legal_mandate": 1.0}, answered_at=timezone.now()
    )
    letter = services.draft(
        world.actor("editor"),
        world.organisations["city"],
        choices=[services.Choice("led_street_lighting", scale=700)],
        seats=[services.Seat(world.organisations["city"], "facilitator")],
        languages=["en"],
        valid_until=timezone.localdate() + timedelta(days=90),
    )
    content = content_now(letter)
    assert content.rows("scope", "solutions")[0]["scale"]["en"] == "700 luminaires"
    open_questions = [r["condition"]["en"] for r in content.rows("preconditions", "conditions")]
    assert not any("legal power" in q for q in open_questions)


def test_the_successor_in_an_office_takes_the_letter_over(world):
    letter = made.sent(world)
    end = timezone.localdate() + timedelta(days=100)
    services.change_party(world.actor("host"), made.party(world, letter, "host"), {"term_ends_on": end})
    for name, role in made.SIGNERS.items():
        made.approve(world, letter, name, role)
    party, given = made.party(world, letter, "host"), {"name": "Åsa Berg", "office": "Director"}
    with pytest.raises(Refused, match="Only a letter in force"):
        services.hand_over(world.actor("host"), party, given)
    for name in made.SIGNERS:
        made.sign(world, letter, name)
    assert not services.remind_of_terms(letter.pk, end - timedelta(days=70))
    assert services.remind_of_terms(letter.pk, end - timedelta(days=50))
    assert not services.remind_of_terms(letter.pk, end - timedelta(days=40))
    with pytest.raises(Refused):
        services.hand_over(world.actor("buyer"), party, given)
    services.hand_over(world.actor("host"), party, {**given, "term_ends_on": end + timedelta(days=1400)})
    assert not services.remind_of_terms(letter.pk, end)
    party.refresh_from_db()
    assert party.signatory_name == "Host"
    told = Notice.objects.filter(kind="letters.handed_over").values_list("person__email", flat=True)
    assert set(told) == {"editor@example.org", "buyer@example.org"}
