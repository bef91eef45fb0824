"""`replicity demo`: a fresh database is filled, every role finds its pages, and everything is marked."""

import json
import re

import pytest
from tests.web.installations import done, python, refused, verified

pytestmark = pytest.mark.installation
# whose pages are read, by the address before the @
PEOPLE = ("ulla", "ana", "gloria", "vera", "zoe", "yolanda", "barbara", "andres", "tadeo")
LOOK = """
import json
from django.test import Client
from replicity.web.accounts.models import Organisation, Person
from replicity.web.letters.models import Letter
from replicity.web.notices.models import Mail, Notice
from replicity.web.programmes.models import Application, Programme
from replicity.web.projects.models import Project
from replicity.web.visits.models import Visit
from django_tasks_db.models import DBTaskResult

WORDS = "desk notices letters visits projects introductions network programmes"
PAGES = [f"/{word}/" for word in WORDS.split()]
found = {}
for name in NAMES:
    person = Person.objects.get(email=f"{name}@example.org")
    client = Client(SERVER_NAME="localhost")
    client.force_login(person)
    own = [f"/organisations/{m.organisation_id}/" for m in person.memberships.all()]
    for page in PAGES + own:
        response = client.get(page)
        found[f"{name} {page}"] = (response.status_code, "badge own" in response.content.decode())
facts = {
    "pages": found,
    "stages": sorted(set(Application.objects.filter(state="accepted").values_list("stage", flat=True))),
    "cities": Application.objects.count(),
    "letters": sorted(set(Letter.objects.values_list("state", flat=True))),
    "projects": Project.objects.count(),
    "visits": sorted(set(Visit.objects.values_list("state", flat=True))),
    "unmarked": Organisation.objects.filter(marked_demonstration=False).count(),
    "elsewhere": Person.objects.exclude(email__endswith="@example.org").count(),
    "mails": Mail.objects.count() + DBTaskResult.objects.count(),
    "notices": Notice.objects.count(),
}
json.dump(facts, open(OUT, "w"))
"""


def test_a_fresh_database_is_filled_and_each_role_finds_its_pages(tmp_path):
    home = tmp_path / "home"
    said = done(home, "demo")
    password = re.search(r"password of all of them: (\S+)", said).group(1)
    assert len(password) > 12
    assert "ulla@example.org" in said
    python(home, f"NAMES = {PEOPLE}\nOUT = {str(tmp_path / 'facts')!r}\n{LOOK}")
    facts = json.loads((tmp_path / "facts").read_text())
    assert {page: status for page, (status, _) in facts["pages"].items() if status != 200} == {}
    marked = {page for page, (_, badge) in facts["pages"].items() if badge}
    assert {f"{name} /desk/" for name in PEOPLE} <= marked
    assert {"ana /letters/", "ana /projects/", "ulla /programmes/", "ulla /network/"} <= marked
    assert len(facts["stages"]) == 13
    assert (facts["cities"], facts["projects"]) == (20, 4)
    assert len(facts["letters"]) == 3, "in negotiation, waiting for signatures, in force"
    assert len(facts["visits"]) == 2
    assert (facts["unmarked"], facts["elsewhere"], facts["mails"]) == (0, 0, 0)
    assert facts["notices"] > 50
    before = verified(home)
    assert before["entries_count"] > 200
    assert "not empty" in refused(home, "demo").strip().splitlines()[-1]
    assert verified(home) == before
