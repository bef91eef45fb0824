"""Introductions, questions, know-how."""

from tests.web.access.rows import EVERYBODY, SIGNED_IN, Row, allowed

ONE, WAITING = "/introductions/{introduction}/", "/introductions/{introduction_waiting}/"
DOCUMENT = ONE + "documents/{introduction_document}/"
# both sides and the brokers, who bring them together
READERS = ("reader", "editor", "host", "broker")
CITY_READS = {"reader": 403}
ROWS = {
    "introductions": Row("get", "/introductions/", SIGNED_IN),
    "introduction-ask": Row(
        "get",
        "/introductions/ask/?solution=mobility-hub",
        allowed(200, "editor", "host", "broker", "outsider"),
    ),
    "introduction": Row("get", ONE, allowed(200, *READERS)),
    "introduction-accept": Row(
        "post", WAITING + "accept/", {**allowed(302, "host"), **allowed(403, "reader", "editor", "broker")}
    ),
    "introduction-decline": Row(
        "post",
        WAITING + "decline/",
        {**allowed(302, "host"), **allowed(403, "reader", "editor", "broker")},
        {"reason": "We are full this year."},
    ),
    "introduction-withdraw": Row(
        "post", WAITING + "withdraw/", {**allowed(302, "editor"), **allowed(403, "reader", "host", "broker")}
    ),
    "introduction-follow-up": Row(
        "post",
        ONE + "follow-up/",
        {**allowed(302, "editor", "host", "broker"), **CITY_READS},
        {"on": "2099-01-31"},
    ),
    "introduction-close": Row(
        "post",
        ONE + "close/",
        {**allowed(302, "editor", "host", "broker"), **CITY_READS},
        {"outcome": "learned"},
    ),
    "introduction-message": Row(
        "post",
        ONE + "messages/",
        {**allowed(302, "editor", "host", "broker"), **CITY_READS},
        {"text": "Hello"},
    ),
    # a form without a file
    "introduction-share": Row(
        "post",
        ONE + "documents/",
        {**allowed(400, "editor", "host", "broker"), **CITY_READS},
        {"title": "Notes"},
    ),
    "introduction-document": Row("get", DOCUMENT, allowed(200, *READERS)),
    "introduction-version-add": Row(
        "post",
        DOCUMENT + "versions/",
        {**allowed(400, "host"), **allowed(403, "reader", "editor", "broker")},
        {"revision": 2},
    ),
    "introduction-version": Row("get", DOCUMENT + "versions/1/", allowed(200, *READERS)),
    "questions": Row("get", "/questions/", SIGNED_IN),
    "question-ask": Row(
        "get", "/questions/ask/?solution=mobility-hub", allowed(200, "editor", "host", "outsider")
    ),
    "questions-open": Row("get", "/questions/open/", allowed(200, "editor", "host", "outsider")),
    "question-ask-open": Row(
        "post",
        "/questions/open/{city}/",
        allowed(302, "editor"),
        {"solution": "mobility_hub", "about": "lead_named"},
    ),
    "question": Row("get", "/questions/{question}/", allowed(200, *READERS)),
    "question-answer": Row(
        "post",
        "/questions/{question}/answers/",
        {**allowed(302, "host"), **allowed(403, "reader", "editor", "broker")},
        {"text": "Yes"},
    ),
    "question-withdraw": Row(
        "post",
        "/questions/{question_to_all}/withdraw/",
        {**allowed(302, "editor"), **allowed(403, "reader", "host", "broker")},
    ),
    "question-reopen": Row(
        "post",
        "/questions/{question}/reopen/",
        {**allowed(302, "editor"), **allowed(403, "reader", "host", "broker")},
    ),
    "answer-consent": Row(
        "post",
        "/answers/{answer}/consent/",
        {**allowed(302, "host"), **allowed(403, "reader", "editor", "broker")},
        {"heading": "Who decides?"},
    ),
    "answer-withdraw": Row(
        "post",
        "/answers/{answer}/consent/withdraw/",
        {**allowed(302, "host", "broker"), **allowed(403, "reader", "editor")},
    ),
    "know-how": Row("get", "/know-how/?solution=mobility_hub&q=parking", EVERYBODY),
    "know-how-entry": Row("get", "/know-how/{know_how}/", EVERYBODY),
}
