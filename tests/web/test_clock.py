"""The one clock: rows and services hear a moment that is over, the audit trail does not."""

import re
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from replicity.web.accounts.models import Organisation
from replicity.web.audit.services import record
from replicity.web.shared.access import SYSTEM
from replicity.web.shared.clock import clock_at

WEB = Path(__file__).resolve().parents[2] / "src" / "replicity" / "web"
LONG_AGO = datetime(2024, 2, 29, 12, 30, tzinfo=UTC)


@pytest.mark.django_db
def test_rows_are_of_the_moment_and_the_audit_trail_of_today():
    before = datetime.now(UTC)
    with clock_at(LONG_AGO):
        made = Organisation.objects.create(kind="city", name="Lima", country="PE")
        entry = record(SYSTEM, "accounts.found", made)
        assert timezone.localdate().isoformat() == "2024-02-29"
    assert made.created_at == LONG_AGO
    assert entry.at >= before


def test_moments_are_nested_and_end():
    with clock_at(LONG_AGO):
        with clock_at(LONG_AGO + timedelta(days=1)):
            assert timezone.now().day == 1
        assert timezone.now() == LONG_AGO
        with pytest.raises(LookupError), clock_at(LONG_AGO + timedelta(days=1)):
            raise LookupError
        assert timezone.now() == LONG_AGO
    assert abs(timezone.now() - datetime.now(UTC)) < timedelta(minutes=1)


def test_other_threads_keep_the_time():
    heard = []
    with clock_at(LONG_AGO):
        other = threading.Thread(target=lambda: heard.append(timezone.now()))
        other.start()
        other.join()
    assert abs(heard[0] - datetime.now(UTC)) < timedelta(minutes=1)


def test_nothing_happens_in_the_time_to_come():
    with pytest.raises(ValueError, match="still to come"), clock_at(timezone.now() + timedelta(days=1)):
        pass


def test_the_platform_asks_the_one_clock_and_only_the_demonstration_sets_it():
    sources = {p: p.read_text(encoding="utf-8") for p in WEB.rglob("*.py")}
    by_name = [p for p, text in sources.items() if re.search(r"from django\.utils\.timezone import", text)]
    assert by_name == [], "ask timezone.now(), so that the clock can be set in one place"
    setting = {p.relative_to(WEB).parts[0] for p, text in sources.items() if "clock_at" in text}
    assert setting == {"demonstration", "shared"}
