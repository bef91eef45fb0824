"""Notices, jobs, e-mails in the folder."""

from tests.web.access.rows import SIGNED_IN, Row, allowed

ROWS = {
    "notices": Row("get", "/notices/", SIGNED_IN),
    "notices-read": Row("post", "/notices/read/", dict.fromkeys(SIGNED_IN, 302)),
    "notice-read": Row("post", "/notices/{notice}/read/", allowed(302, "editor")),
    "notice-choices": Row("get", "/notices/choices/", SIGNED_IN),
    "jobs": Row("get", "/jobs/", allowed(200, "broker")),
    "job-retry": Row("post", "/jobs/{job}/retry/", allowed(302, "broker")),
    # in tests, e-mails go neither to a folder nor to a server
    "mail": Row("get", "/mail/", {}),
}
