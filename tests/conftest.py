"""What all tests share: the stage without Django, and a home folder that is no one's own."""

import os
import sys
import tempfile
from importlib.abc import MetaPathFinder
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

# nothing that a test writes may touch the database or the secret key of a running product
os.environ["REPLICITY_HOME"] = tempfile.mkdtemp(prefix="replicity-test-")


class DjangoIsOutOfReach(MetaPathFinder):
    """Refuses to import Django, as in an environment that does not have it."""

    def find_spec(self, fullname, path=None, target=None):
        if fullname.partition(".")[0] in {"django", "csp", "django_htmx", "whitenoise"}:
            raise ModuleNotFoundError(f"{fullname} is out of reach in this stage of the tests")


if os.environ.get("REPLICITY_TEST_WITHOUT_DJANGO"):
    sys.meta_path.insert(0, DjangoIsOutOfReach())


def pytest_addoption(parser):
    parser.addoption(
        "--touching-database",
        action="store_true",
        help="only what touches the database, no browser",
    )


def pytest_collection_modifyitems(config, items):
    if config.getoption("--touching-database"):
        chosen = [item for item in items if _touches_the_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(chosen)])
        items[:] = chosen


def _touches_the_database(item):
    """Whether a test has the database at hand, or an installation with processes of its own."""
    fixtures = set(getattr(item, "fixturenames", ()))
    marked = item.get_closest_marker("django_db") or item.get_closest_marker("installation")
    return bool(marked or fixtures & {"db", "transactional_db", "live_server"}) and "browser" not in fixtures
