"""`replicity demo`: a fresh database is filled, each role finds its pages, all is marked and has its time."""

import json
import re
from itertools import pairwise

import pytest
from tests.web.installations import done, python, refused, verified

pytestmark = pytest.mark.installation
# whose pages are read, by the address before the @
PEOPLE = ("ulla", "ana", "gloria", "vera", "zoe", "yolanda", "barbara", "andres", "tadeo")
LOOK = """
import json
from datetime import timedelta
from django.test import Client
from django.utils import timezone
from replicity.web.accounts.models import Organisation, Person
from replicity.web.audit.models import Entry
from replicity.web.introductions.models import Introduction
from replicity.web.letters.models import Letter
from replicity.web.letters.services.verification import verify_file
from replicity.web.notices.models import Mail, Notice
from replicity.web.programmes.models import Application, Programme
from replicity.web.programmes.queries.dashboard import dashboard_of
from replicity.web.projects.models import AcceptedFigure, Measurement, Project, ResultReport, Task
from replicity.web.shared.further_evidence import evidence_in_use, further_figures
from replicity.catalogue.evidence import evidence_hash
from replicity.web.visits.models import FollowUp, Visit
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
def outside(address):
    return Client(SERVER_NAME="localhost").get(address).content.decode()

now, today = timezone.now(), timezone.localdate()
board = dashboard_of(Programme.objects.get())
accepted = ResultReport.objects.get(state="accepted")
waiting = ResultReport.objects.get(state="submitted")
days = [a.created_at for a in Application.objects.all()]
KEPT = ((Visit, "created_at"), (Letter, "changed_at"), (Project, "created_at"), (Measurement, "entered_at"),
    (Notice, "created_at"))
moments = [*days, *(at for model, field in KEPT for at in model.objects.values_list(field, flat=True))]
coming = Visit.objects.filter(first_day__gt=today)
asked = Introduction.objects.filter(state="requested", created_at__lt=now - timedelta(days=14))
used = Measurement.objects.filter(kind="measured", meter="electricity_use_kwh")
saved = [next(row for row in r.results if row["metric"] == "electricity_saving_share")
    for r in (accepted, waiting)]
barbara = Client(SERVER_NAME="localhost")
barbara.force_login(Person.objects.get(email="barbara@example.org"))
facts = {
    "in_time": max(moments) <= now,
    "weeks": len({d.isocalendar()[:2] for d in days}),
    "in_stage": [s.median_days for s in board.stages],
    "reached": [s.reached_count for s in board.stages],
    "signed_in": len({d.strftime("%Y-%m") for d in board.letters_on}),
    "late": [FollowUp.objects.filter(progress="open", due_on__lt=today).count(),
        Task.objects.filter(due_on__lt=today).exclude(state="done").count(),
        asked.count()],
    "to_come": [FollowUp.objects.filter(due_on__gt=today).count(), coming.filter(state="confirmed").count(),
        coming.exclude(state="confirmed").count()],
    "held_early": Visit.objects.filter(state__in=("held", "reported"), first_day__gte=today).count(),
    "gates": sorted(set(Project.objects.values_list("stage", flat=True))),
    "months": [used.filter(project=r.project).count() for r in (accepted, waiting)],
    "used": {m.period[5:]: m.value for m in used.filter(project=accepted.project)},
    "places": [row["promised"]["p10"] <= row["value"] <= row["promised"]["p90"] for row in saved],
    "explained": [f["justification"] for f in waiting.findings],
    "decided_after": (accepted.decided_at - accepted.submitted_at).days,
    "documents": [json.loads(f.document) for f in AcceptedFigure.objects.all()],
    "title": accepted.source.title,
    "counted": len(further_figures()),
    "same_evidence": evidence_in_use() == evidence_hash(),
    "solution_page": outside("/solutions/led-street-lighting/"),
    "replica_page": outside(f"/replicas/{accepted.pk}/"),
    "judging_page": barbara.get(f"/projects/{waiting.project_id}/results/{waiting.pk}/").content.decode(),
    "interface": outside("/api/v1/evidence/replicas"),
    "signed_files": [(f.verdict, f.signed_count, len({m.date() for m in f.moments})) for f in
        [verify_file(bytes(le.document.content)) for le in Letter.objects.filter(state="active")]],
    "oldest_entry_minutes": (now - Entry.objects.order_by("number").first().at).total_seconds() / 60,
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
    assert (facts["cities"], facts["projects"]) == (20, 6)
    assert facts["letters"] == ["active", "approved", "draft", "negotiated"]
    assert facts["visits"] == ["confirmed", "proposed", "reported"]
    it_has_its_time(facts)
    what_it_measured_is_marked(facts)
    assert (facts["unmarked"], facts["elsewhere"], facts["mails"]) == (0, 0, 0)
    assert facts["notices"] > 50
    before = verified(home)
    assert before["entries_count"] > 200
    assert "not empty" in refused(home, "demo").strip().splitlines()[-1]
    assert verified(home) == before


def it_has_its_time(facts):
    """Nothing lies in the time to come, little on one day, and some of it is late."""
    assert facts["in_time"]
    assert facts["weeks"] > 15
    assert facts["reached"][:2] == [18, 18 - 2]
    assert all(later <= earlier for earlier, later in pairwise(facts["reached"]))
    stays = facts["in_stage"][:-1]
    assert all(days > 5 for days in stays), stays
    assert len({round(days) for days in stays}) > 8
    assert facts["signed_in"] >= 5
    assert min(facts["late"]) >= 1, "a follow-up, a task and an answer are late"
    assert min(facts["to_come"]) >= 1
    assert facts["held_early"] == 0
    assert facts["signed_files"] == [["valid", 3, 3]] * 6
    assert len(facts["gates"]) >= 4
    assert facts["oldest_entry_minutes"] < 10, "the audit trail says when it was written"


def what_it_measured_is_marked(facts):
    """Two years are there, one outside its band and explained: shown as invented, counted nowhere."""
    assert facts["months"] == [12, 12]
    assert facts["used"]["07"] > 1.3 * facts["used"]["12"], "nights are longer in the southern winter"
    assert facts["places"] == [True, False]
    assert len(facts["explained"]) >= 1
    assert all("street by street" in words for words in facts["explained"])
    assert facts["decided_after"] >= 1
    invented = "Demonstration data, not measured"
    assert facts["title"].startswith(invented)
    assert {d["scope"] for d in facts["documents"]} == {invented}
    assert {(d["status"], d["grade"]) for d in facts["documents"]} == {("modelled", "D")}
    assert (facts["counted"], facts["same_evidence"]) == (0, True)
    assert "Lamps of Santiago" not in facts["interface"]
    for page in ("solution_page", "replica_page", "judging_page"):
        assert invented in facts[page], page
    assert "(invented)" in facts["replica_page"], "the chart says so by itself"
    assert "street by street" in facts["judging_page"]
