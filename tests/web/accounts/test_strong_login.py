"""One-time codes and passkeys, in a real browser under our strict policy."""

import base64
import hmac
import struct
import time

import pytest
from allauth.account.models import EmailAddress

from replicity.web.accounts.models import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "correct-horse-battery"


@pytest.fixture
def person():
    made = Person.objects.create_user("ana@example.org", PASSWORD, name="Ana")
    EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
    return made


@pytest.fixture
def page(browser, live_server, person):
    context = browser.new_context(base_url=live_server.url.replace("127.0.0.1", "localhost"))
    opened = context.new_page()
    complaints = []
    opened.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    yield opened
    context.close()
    assert [c for c in complaints if "Content Security Policy" in c] == []


def log_in(page):
    page.goto("/account/login/")
    page.fill("input[name=login]", "ana@example.org")
    page.fill("input[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign In", exact=True).click()
    page.wait_for_url(lambda address: "/login/" not in address)


def confirm(page):
    """Give the password again, as the product asks before anything of the login changes."""
    assert "/reauthenticate/" in page.url
    page.fill("input[name=password]", PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.wait_for_url(lambda address: "/reauthenticate/" not in address)


def code(secret):
    """Return the one-time code of now (RFC 6238)."""
    padded = secret + "=" * (-len(secret) % 8)
    digest = hmac.digest(base64.b32decode(padded), struct.pack(">Q", int(time.time()) // 30), "sha1")
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def test_a_one_time_code_is_asked_for_once_it_is_set_up(page):
    log_in(page)
    page.goto("/account/mfa/totp/activate/")
    confirm(page)
    secret = page.locator("#authenticator_secret").input_value()
    page.fill("input[name=code]", code(secret))
    page.get_by_role("button", name="Activate").click()
    page.goto("/account/mfa/")
    assert "active" in page.inner_text("main")
    page.get_by_role("button", name="Log out").click()
    log_in(page)
    assert "/mfa/authenticate/" in page.url
    page.fill("input[name=code]", "000000")
    page.locator("main form button[type=submit]").first.click()
    assert "/mfa/authenticate/" in page.url
    # the code of the activation was used: only the next one counts
    time.sleep(30 - time.time() % 30 + 0.5)
    page.fill("input[name=code]", code(secret))
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/desk/")


def test_a_passkey_logs_in_without_a_password(page):
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    key = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": key})
    log_in(page)
    page.goto("/account/mfa/webauthn/add/")
    confirm(page)
    page.fill("input[name=name]", "Laptop")
    page.check("input[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/**")
    page.get_by_role("button", name="Log out").click()
    page.goto("/account/login/")
    page.click("#passkey_login")
    page.wait_for_url("**/desk/")
    assert "My desk" in page.inner_text("h1")
