"""Programmes, applications, board, assignment, dashboard."""

from tests.web.access.rows import EVERYBODY, ROLES, Row, allowed

BROKER = allowed(200, "broker")
# all who take part see an application; each changes what is its own
SEEN = allowed(200, "reader", "editor", "host", "broker")
CITY = {**allowed(403, "reader", "host", "broker"), "editor": 200}
HANDLED = allowed(403, "reader", "editor", "host")
# any city may apply to a public programme; the others see it, but have no city
APPLY = {
    **allowed(403, *(r for r in ROLES if r != "anonymous")),
    **allowed(200, "editor", "host", "outsider"),
}
ROWS = {
    "programmes": Row("get", "/programmes/", EVERYBODY),
    "programme-open": Row("get", "/programmes/open/", BROKER),
    "programme": Row("get", "/programmes/{programme}/", EVERYBODY),
    "programme-settings": Row("get", "/programmes/{programme}/settings/", BROKER),
    # the form is empty: who may send it is told so
    "programme-hosts": Row("post", "/programmes/{programme}/hosts/", allowed(400, "broker")),
    "programme-gates": Row(
        "post",
        "/programmes/{programme}/gates/",
        allowed(302, "broker"),
        {"stage": "intake", "criteria": ["needs"]},
    ),
    "programme-apply": Row("get", "/programmes/{programme}/apply/", APPLY),
    "programme-applications": Row("get", "/programmes/{programme}/applications/", BROKER),
    "programme-export": Row("get", "/programmes/{programme}/applications.csv", BROKER),
    "programme-board": Row("get", "/programmes/{programme}/board/", BROKER),
    "programme-assignment": Row("get", "/programmes/{programme}/assignment/", BROKER),
    "programme-propose": Row("post", "/programmes/{programme}/assignment/propose/", allowed(302, "broker")),
    "programme-take": Row("post", "/programmes/{programme}/assignment/take/", allowed(302, "broker")),
    "programme-assign": Row("post", "/programmes/{programme}/assignment/assign/", allowed(400, "broker")),
    "programme-dashboard": Row("get", "/programmes/{programme}/dashboard/", BROKER),
    "application": Row("get", "/programmes/applications/{application}/", SEEN),
    "application-change": Row("get", "/programmes/applications/{application}/change/", CITY),
    "application-questionnaire": Row("get", "/programmes/applications/{application}/questionnaire/", CITY),
    "application-step": Row(
        "post", "/programmes/applications/{application}/step/withdraw/", {**CITY, "editor": 302}
    ),
    # it is accepted already
    "application-decide": Row(
        "post", "/programmes/applications/{application}/decide/", {**HANDLED, "broker": 409}, {"accept": "1"}
    ),
    "application-stage": Row(
        "post",
        "/programmes/applications/{application}/stage/",
        {**HANDLED, "broker": 302},
        {"stage": "diagnosis", "reason": "The city is far ahead."},
    ),
    "application-criteria": Row(
        "post",
        "/programmes/applications/{application}/criteria/",
        {**HANDLED, "broker": 302},
        {"stage": "onboarding", "criteria": ["profile"]},
    ),
}
