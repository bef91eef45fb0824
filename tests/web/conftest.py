"""What the tests of the pages share: a client, a browser, results kept over the tests."""

import shutil
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""


@pytest.fixture(autouse=True)
def _results_in_memory(settings):
    """Keep results in memory, over all tests: each is worked out once."""
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "results"}
    }


@pytest.fixture
def read(client, db):
    """Return a function that reads a page, as status and text, whether it is sent whole or in parts."""

    def call(address, language="en", **extra):
        response = client.get(address, headers={"accept-language": language}, **extra)
        parts = response.streaming_content if response.streaming else [response.content]
        return response.status_code, b"".join(parts).decode()

    return call


@pytest.fixture
def browser():
    """Return the machine's Chromium, driven by playwright; skip where it is missing."""
    if not CHROMIUM or not Path(CHROMIUM).exists():
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()
