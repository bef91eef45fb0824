"""Settings of the web platform, from the environment (see docs/reference/web.md)."""

from pathlib import Path
from replicity.web.home import secret_key

HERE = Path(__file__).resolve().parent
SECRET_KEY = secret_key()
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"]
INSTALLED_APPS: list[str] = []
MIDDLEWARE: list[str] = []
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
USE_TZ = True
