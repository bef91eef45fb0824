"""The pages that are open to everybody."""

from tests.web.access.rows import EVERYBODY, Row

ROWS = {
    "start": Row("get", "/", EVERYBODY),
    "cities": Row("get", "/cities/", EVERYBODY),
    "city-suggestions": Row("get", "/cities/suggestions/?q=sant", EVERYBODY),
    "city": Row("get", "/cities/3871336/", EVERYBODY),
    "city-values": Row("post", "/cities/3871336/values/", dict.fromkeys(EVERYBODY, 302)),
    "city-goals": Row("post", "/cities/3871336/goals/", dict.fromkeys(EVERYBODY, 302)),
    "city-questionnaire": Row("get", "/cities/3871336/questionnaire/", EVERYBODY),
    "city-portfolio": Row("get", "/cities/3871336/portfolio/?budget_eur=20000000", EVERYBODY),
    "city-plan": Row("get", "/cities/3871336/plan.pdf", EVERYBODY),
    "solutions": Row("get", "/solutions/", EVERYBODY),
    "solution": Row("get", "/solutions/led-street-lighting/", EVERYBODY),
    "appraisal": Row("get", "/appraisals/3871336/led-street-lighting/", EVERYBODY),
    "validation": Row("get", "/evidence/validation/", EVERYBODY),
    "sources": Row("get", "/sources/", EVERYBODY),
    "about": Row("get", "/about/", EVERYBODY),
    "privacy": Row("get", "/privacy/", EVERYBODY),
    "accessibility": Row("get", "/accessibility/", EVERYBODY),
    "language": Row("post", "/language/", dict.fromkeys(EVERYBODY, 302)),
    "world": Row("get", "/world.svg", EVERYBODY),
    # the test client is on this machine
    "metrics": Row("get", "/metrics", EVERYBODY),
    "healthz": Row("get", "/healthz", EVERYBODY),
    "readyz": Row("get", "/readyz", EVERYBODY),
}
