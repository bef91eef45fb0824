"""Projects, their data room, and the public page of a replica."""

from tests.web.access.rows import EVERYBODY, SIGNED_IN, Row, allowed

READERS = ("reader", "editor", "host", "provider", "buyer", "evaluator", "broker")
WRITERS = ("editor", "buyer", "broker")
READ = allowed(200, *READERS)
ROOM = {**READ, "lender": 200}


def only(status: int, *roles: str) -> dict[str, int]:
    """Return the status for those who may, and 403 for those who only read the project."""
    return {**dict.fromkeys(READERS, 403), **dict.fromkeys(roles, status)}


P = "/projects/{project}"
ROWS = {
    "projects": Row("get", "/projects/", SIGNED_IN),
    "project-begin": Row(
        "get", "/projects/begin/", allowed(200, "editor", "buyer", "broker", "host", "outsider")
    ),
    "project": Row("get", f"{P}/", READ),
    "project-description": Row("get", f"{P}/description/", only(200, *WRITERS)),
    "project-procurement": Row("get", f"{P}/procurement/", only(200, *WRITERS)),
    "project-gate": Row(
        "post", f"{P}/gate/", only(302, *WRITERS), {"stage": "idea", "attest": ["rationale"]}
    ),
    "project-concept": Row("get", f"{P}/concept/", READ),
    "project-freeze": Row("post", "/projects/{bare_project}/freeze/", only(302, *WRITERS)),
    "project-prediction": Row("get", f"{P}/prediction/", READ),
    "project-record": Row("get", f"{P}/prediction.json", READ),
    "project-canvas": Row("get", f"{P}/canvas/mission/", only(200, *WRITERS)),
    "project-work": Row("get", f"{P}/tasks/", READ),
    "project-money": Row("get", f"{P}/money/", READ),
    "project-measuring": Row("get", f"{P}/measuring/", READ),
    "project-readings": Row("get", f"{P}/readings/", READ),
    "project-readings-table": Row("get", f"{P}/readings.csv", READ),
    "project-reading-add": Row("get", f"{P}/readings/add/", only(200, *WRITERS, "provider")),
    "project-readings-upload": Row("get", f"{P}/readings/upload/", only(200, *WRITERS, "provider")),
    "project-reading": Row("get", f"{P}/readings/{{reading}}/", only(200, *WRITERS, "provider")),
    "project-reading-remove": Row(
        "post", f"{P}/readings/{{reading}}/remove/", only(302, *WRITERS, "provider")
    ),
    "project-results": Row("get", f"{P}/results/", only(200, *WRITERS, "provider")),
    "project-result": Row("get", f"{P}/results/{{report}}/", only(200, "evaluator", "broker")),
    "project-result-return": Row(
        "post", f"{P}/results/{{report}}/return/", only(302, "evaluator", "broker"), {"reason": "A gap."}
    ),
    "project-room": Row("get", f"{P}/room/", ROOM),
    "project-room-part": Row("get", f"{P}/room/case/", ROOM),
    "project-room-invite": Row(
        "post", "/projects/{bare_project}/room/guests/", only(302, *WRITERS), {"organisation": "Banco Andino"}
    ),
    "project-room-end": Row("post", f"{P}/room/guests/{{room_guest}}/end/", only(302, *WRITERS)),
    # this project has no letter: nobody gets one
    "project-room-letter": Row("get", f"{P}/room/letter.pdf", {}),
    "project-room-workbook": Row("get", f"{P}/room/case.xlsx", ROOM),
    "project-document-add": Row("get", f"{P}/room/documents/add/", only(200, *WRITERS)),
    "project-document": Row("get", f"{P}/room/documents/{{room_document}}/", ROOM),
    "project-document-remove": Row(
        "post", f"{P}/room/documents/{{room_document}}/remove/", only(302, *WRITERS)
    ),
    "project-part-add": Row("get", f"{P}/risk/add/", only(200, *WRITERS)),
    "project-part": Row("get", f"{P}/site/{{project_site}}/", only(200, *WRITERS)),
    "project-part-remove": Row("post", f"{P}/site/{{project_site}}/remove/", only(302, *WRITERS)),
    "replica": Row("get", "/replicas/{replica}/", EVERYBODY),
}
