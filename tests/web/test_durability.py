"""What was answered with success is there after the server was killed in the midst of its work."""

import http.client
import http.cookiejar
import os
import re
import signal
import socket
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

import pytest
from tests.web.installations import python, start, verified

pytestmark = pytest.mark.installation
WRITES, WRITERS = 200, 4
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Stay(urllib.request.HTTPRedirectHandler):
    """Does not follow the answer of a write, which is a redirection."""

    def redirect_request(self, *_given):
        return None


class Visitor:
    """Asks to join, under one name after the other, as a browser does."""

    def __init__(self, base):
        self.base = base
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.open = urllib.request.build_opener(cookies, Stay()).open
        self.token = None

    def ask(self, name):
        """Return whether a request to join was answered with success."""
        try:
            if self.token is None:
                with self.open(f"{self.base}/join/", timeout=20) as page:
                    self.token = TOKEN.search(page.read().decode()).group(1)
            fields = {
                "csrfmiddlewaretoken": self.token, "organisation_name": name, "kind": "city", "country": "PE",
                "name": "A", "email": "a@example.org", "message": "x" * 500,
            }  # fmt: skip
            self.open(f"{self.base}/join/", urllib.parse.urlencode(fields).encode(), timeout=20).close()
        except urllib.error.HTTPError as answer:
            answer.close()
            return answer.code == 302
        except (OSError, http.client.HTTPException):
            return False
        return False


class Writers:
    """Several visitors at once, until everything is written or nobody answers."""

    def __init__(self, base, names):
        self.base, self.names, self.answered = base, list(names), []
        self.lock = threading.Lock()
        self.threads = [threading.Thread(target=self._write) for _ in range(WRITERS)]

    def _write(self):
        visitor = Visitor(self.base)
        while True:
            with self.lock:
                if not self.names:
                    return
                name = self.names.pop()
            if not visitor.ask(name):
                return
            with self.lock:
                self.answered.append(name)

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_given):
        for thread in self.threads:
            thread.join()


@pytest.fixture
def serve(tmp_path):
    """Return a function that starts the server of an installation, in a process group of its own."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    started = []

    def call():
        server = start(tmp_path / "home", "-m", "replicity", "serve", "--port", port, start_new_session=True)
        started.append(server)
        base = f"http://127.0.0.1:{port}"
        for _attempt in range(300):
            try:
                urllib.request.urlopen(f"{base}/healthz", timeout=10).close()
            except OSError:
                time.sleep(0.2)
            else:
                return server, base
        raise AssertionError("the server does not answer")

    yield call
    for server in started:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()
        server.stdout.close()


def there(home):
    """Return the names that the installation holds."""
    listing = "print(*JoinRequest.objects.values_list('organisation_name', flat=True))"
    return python(home, f"from replicity.web.accounts.models import JoinRequest\n{listing}")


def test_what_was_answered_outlives_a_killed_server(serve, tmp_path):
    home = tmp_path / "home"
    names = [f"City-{n}" for n in range(WRITES)]
    server, base = serve()
    with Writers(base, names) as first:
        while len(first.answered) < WRITES // 2 and any(t.is_alive() for t in first.threads):
            time.sleep(0.005)
        os.killpg(server.pid, signal.SIGKILL)
    server.wait()
    assert WRITES // 2 <= len(first.answered) < WRITES, "it was not killed in the midst of its work"
    written = there(home)
    assert sorted(set(first.answered) - set(written)) == []
    assert len(written) == len(set(written))
    assert verified(home)["entries_count"] == len(written)
    _server, base = serve()
    rest = [name for name in names if name not in written]
    with Writers(base, rest) as second:
        pass
    assert sorted(second.answered) == sorted(rest)
    assert sorted(there(home)) == sorted(names)
    assert verified(home)["entries_count"] == WRITES
    if (home / "replicity.sqlite3").exists():
        checked = python(
            home,
            "from django.db import connection\ncursor = connection.cursor()\n"
            "cursor.execute('PRAGMA integrity_check')\nprint(cursor.fetchone()[0])",
        )
        assert checked == ["ok"]
