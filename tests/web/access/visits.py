"""Visits: the visitors plan, the host confirms and offers slots, brokers look on."""

from tests.web.access.rows import SIGNED_IN, Row, allowed

SEEN = allowed(200, "reader", "editor", "host", "broker")
# the visitors alone
LED = {**allowed(200, "editor"), **allowed(403, "reader", "host", "broker")}
LED_POST = {**LED, "editor": 302}
# visitors and host together
WRITTEN = {**allowed(200, "editor", "host"), **allowed(403, "reader", "broker")}
WRITTEN_POST = {**allowed(302, "editor", "host"), **allowed(403, "reader", "broker")}
ENTRY = {
    "kind": "site_visit",
    "title": "A walk",
    "begins_at": "2031-05-12T09:00",
    "ends_at": "2031-05-12T10:00",
}
ROWS = {
    "visits": Row("get", "/visits/", SIGNED_IN),
    "visit-plan": Row("get", "/visits/plan/", allowed(200, "editor", "host", "outsider")),
    "visit-own-slots": Row(
        "get", "/visits/slots/", {**allowed(302, "editor", "outsider"), **allowed(200, "host")}
    ),
    "visit-slots": Row("get", "/visits/hosts/{host}/slots/", allowed(200, "host")),
    "visit-slot-withdraw": Row("post", "/visits/slots/{visit_slot}/withdraw/", allowed(302, "host")),
    "visit": Row("get", "/visits/{visit}/", SEEN),
    "visit-change": Row("get", "/visits/{visit}/change/", LED),
    "visit-step": Row(
        "post",
        "/visits/{visit}/step/",
        {**allowed(302, "host"), **allowed(403, "reader", "editor", "broker")},
        {"step": "confirm"},
    ),
    "visit-hosts": Row("get", "/visits/{visit}/hosts/", LED),
    "visit-host-remove": Row("post", "/visits/{wide_visit}/hosts/{owner}/remove/", LED_POST),
    "visit-questions": Row("get", "/visits/{visit}/questions/", LED),
    "visit-delegate-add": Row("get", "/visits/{visit}/delegates/", LED),
    "visit-delegate": Row("get", "/visits/{visit}/delegates/{delegate}/", LED),
    "visit-item-add": Row("get", "/visits/{visit}/programme/", WRITTEN),
    "visit-item": Row("get", "/visits/{visit}/programme/{visit_item}/", WRITTEN),
    "visit-send": Row(
        "post",
        "/visits/{visit}/send/",
        {**allowed(409, "editor", "host"), **allowed(403, "reader", "broker")},
    ),
    "visit-book": Row("post", "/visits/{visit}/slots/{visit_slot}/", LED_POST),
    "visit-release": Row("post", "/visits/{visit}/bookings/{visit_booking}/", LED_POST),
    "visit-report": Row("get", "/visits/{held_visit}/report/", LED),
    "visit-follow-up": Row(
        "post", "/visits/{held_visit}/follow-ups/{visit_follow_up}/", WRITTEN_POST, {"progress": "done"}
    ),
    "visit-pdf": Row("get", "/visits/{visit}/programme.pdf", SEEN),
    "visit-calendar": Row("get", "/visits/{visit}/calendar.ics", SEEN),
}
