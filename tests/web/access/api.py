"""The REST interface and the tokens of programs."""

from tests.web.access.rows import EVERYBODY, SIGNED_IN, Row

ROWS = {
    "openapi-json": Row("get", "/api/v1/openapi.json", EVERYBODY),
    "openapi-view": Row("get", "/api/v1/docs", EVERYBODY),
    "api-root": Row("get", "/api/v1/", dict.fromkeys(EVERYBODY, 404)),
    "api-cities": Row("get", "/api/v1/cities?text=sanitago", EVERYBODY),
    "api-city": Row("get", "/api/v1/cities/3871336", EVERYBODY),
    "api-match": Row("json", "/api/v1/cities/3871336/match", EVERYBODY, {"draws": 100}),
    "api-plan": Row("json", "/api/v1/cities/3871336/plan", EVERYBODY, {"draws": 100}),
    "api-hosts": Row("get", "/api/v1/cities/3871336/hosts?solution=led_street_lighting", EVERYBODY),
    "api-appraisal": Row(
        "json", "/api/v1/cities/3871336/appraisals/led_street_lighting", EVERYBODY, {"draws": 100}
    ),
    "api-solutions": Row("get", "/api/v1/solutions", EVERYBODY),
    "api-evidence": Row("get", "/api/v1/evidence?city=geonames:2711537", EVERYBODY),
    # logging in at the pages does not count here: only a token does
    "api-replicas": Row("get", "/api/v1/evidence/replicas", EVERYBODY),
    # by token alone: a login by cookie opens nothing here
    "api-readings": Row("get", "/api/v1/projects/{project}/readings", dict.fromkeys(EVERYBODY, 401)),
    "api-me": Row("get", "/api/v1/me", dict.fromkeys(EVERYBODY, 401)),
    "tokens": Row("get", "/profile/tokens/", SIGNED_IN),
    "token-end": Row("post", "/profile/tokens/{token}/end/", {"editor": 302}),
}
