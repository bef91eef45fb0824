"""What the tests of the pages share: a client, a browser, results kept over the tests."""

import shutil
from pathlib import Path

import pytest

# the fast hash of passwords that tests may use
HASHER = "django.contrib.auth.hashers.MD5PasswordHasher"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""


@pytest.fixture(autouse=True)
def _results_in_memory(settings):
    """Keep results in memory, over all tests: each is worked out once."""
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "results"}
    }
    settings.PASSWORD_HASHERS = [HASHER]
    # logins of many tests in a minute come from one address
    settings.ACCOUNT_RATE_LIMITS = False


@pytest.fixture(autouse=True)
def _no_language_chosen():
    """Start in the language of the settings: a page read in Spanish by the test before leaves its own."""
    from django.utils import translation

    translation.deactivate()


@pytest.fixture
def read(client, db):
    """Return a function that reads a page, as status and text, whether it is sent whole or in parts."""

    def call(address, language="en", **extra):
        response = client.get(address, headers={"accept-language": language}, **extra)
        parts = response.streaming_content if response.streaming else [response.content]
        return response.status_code, b"".join(parts).decode()

    return call


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory, django_db_modify_db_settings_parallel_suffix):
    """Keep SQLite in a file, as an installation does: writers at once behave differently in memory."""
    from django.conf import settings

    chosen = settings.DATABASES["default"]
    if chosen["ENGINE"].endswith("sqlite3"):
        chosen["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture
def browser(monkeypatch):
    """Return the machine's Chromium, driven by playwright; skip where it is missing."""
    if not CHROMIUM or not Path(CHROMIUM).exists():
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    # the driver's loop runs in this thread; the tests use the database between its steps, never inside
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def world(db):
    """Return the small network in which every role has somebody."""
    from tests.web.world import build

    return build()


@pytest.fixture
def signed_in(world, browser, live_server):
    """Return a function that opens a browser page for a role; the world is made before the browser starts."""
    from tests.web.world.people import PASSWORD

    contexts = []

    def open_as(role, **options):
        context = browser.new_context(**{"locale": "en", **options})
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{live_server.url}/account/login/")
        page.fill("input[name=login]", f"{role}@example.org")
        page.fill("input[name=password]", PASSWORD)
        page.click("main button")
        page.wait_for_url("**/desk/")
        page.host = live_server.url
        return page

    yield open_as
    for context in contexts:
        context.close()


@pytest.fixture
def as_(world):
    """Return a function that gives a client for a role: logged in, or anonymous."""
    from django.test import Client

    def client_of(role):
        client = Client()
        if role != "anonymous":
            client.force_login(world.people[role])
        return client

    return client_of


@pytest.fixture
def append_only(db):
    """Guard the audit trail as an installation does, also after tests that lifted it."""
    from django.db import connection

    from replicity.web.audit.guard import guard

    guard(connection)


@pytest.fixture(autouse=True)
def _audit_trail_can_be_emptied(request):
    """Lift the guard of the audit trail before a test with real transactions empties all tables."""
    yield
    mark = request.node.get_closest_marker("django_db")
    real = "transactional_db" in request.fixturenames or bool(mark and mark.kwargs.get("transaction"))
    if real or "live_server" in request.fixturenames:
        from django.db import connection

        from replicity.web.audit.guard import release

        release(connection)
