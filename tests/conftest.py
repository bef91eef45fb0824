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
