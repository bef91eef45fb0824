"""Letters of intent: the parties and the broker, and nobody else; anybody checks a letter."""

from tests.web.access.rows import EVERYBODY, SIGNED_IN, Row, allowed

PARTIES = ("reader", "editor", "buyer", "host", "broker")
READ = allowed(200, *PARTIES)
WRITTEN = {**allowed(302, "editor", "buyer", "host", "broker"), "reader": 403}
FORM = {**allowed(200, "editor", "buyer", "host", "broker"), "reader": 403}
OTHERS = allowed(403, *PARTIES)
ROWS = {
    "letters": Row("get", "/letters/", SIGNED_IN),
    "letter-new": Row("get", "/letters/new/", allowed(200, "editor", "host", "outsider", "broker")),
    "letter": Row("get", "/letters/{letter}/", READ),
    "letter-pdf": Row("get", "/letters/{letter_approved}/letter.pdf", READ),
    "letter-versions": Row("get", "/letters/{letter}/versions/", READ),
    "letter-group": Row("get", "/letters/{letter}/groups/visit/", FORM),
    "letter-comment": Row(
        "post", "/letters/{letter}/comments/", WRITTEN, {"group": "visit", "text": "When?"}
    ),
    # the negotiation is open already
    "letter-send": Row("post", "/letters/{letter}/send/", {**OTHERS, "editor": 409, "broker": 409}),
    "letter-parties": Row("get", "/letters/{letter}/parties/", FORM),
    "letter-party": Row("get", "/letters/{letter}/parties/{letter_buyer}/", FORM),
    "letter-approve": Row(
        "get", "/letters/{letter}/parties/{letter_buyer}/approve/", {**OTHERS, "buyer": 200}
    ),
    "letter-sign": Row(
        "get", "/letters/{letter_approved}/parties/{letter_approved_buyer}/sign/", {**OTHERS, "buyer": 200}
    ),
    "letter-hand-in": Row(
        "get",
        "/letters/{letter_approved}/parties/{letter_approved_buyer}/hand-in/",
        {**OTHERS, "buyer": 200, "broker": 200},
    ),
    # a letter that is not in force yet shows the form, and refuses it
    "letter-hand-over": Row(
        "get",
        "/letters/{letter_approved}/parties/{letter_approved_buyer}/hand-over/",
        {**OTHERS, "buyer": 200},
    ),
    "letter-copy": Row("get", "/letters/{letter_approved}/parties/{letter_approved_city}/copy/", READ),
    "letter-step": Row(
        "get", "/letters/{letter}/steps/withdraw/", {**OTHERS, **allowed(200, "editor", "host")}
    ),
    "letter-renew": Row("get", "/letters/{letter}/renew/", {**OTHERS, **allowed(200, "editor", "broker")}),
    "verify": Row("get", "/verify/", EVERYBODY),
    "verify-certificate": Row("get", "/verify/certificate.pem", EVERYBODY),
}
