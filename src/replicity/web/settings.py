"""Settings of the web platform, from the environment (see docs/reference/web.md)."""

import os
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from replicity.web.accounts.login import account_settings
from replicity.web.databases import database
from replicity.web.home import home_folder, secret_key
from replicity.web.mail_server import mail_settings

HERE = Path(__file__).resolve().parent
HOME = home_folder()
PUBLIC_URL = urlsplit(os.environ.get("REPLICITY_PUBLIC_URL", ""))
SECURE = PUBLIC_URL.scheme == "https"


def _words(name: str) -> list[str]:
    return os.environ.get(name, "").replace(",", " ").split()


def _digest(folder: Path) -> str:
    """Return a name for the state of the static files: a changed file gets another address."""
    content = sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        content.update(path.read_bytes())
    return content.hexdigest()[:12]


SECRET_KEY = secret_key()
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *_words("REPLICITY_ALLOWED_HOSTS")]
if PUBLIC_URL.hostname:
    ALLOWED_HOSTS.append(PUBLIC_URL.hostname)
    CSRF_TRUSTED_ORIGINS = [f"{PUBLIC_URL.scheme}://{PUBLIC_URL.netloc}"]

PARTS = (
    "accounts",
    "audit",
    "files",
    "notices",
    "network",
    "programmes",
    "introductions",
    "visits",
    "letters",
    "projects",
    "demonstration",
    "api",
)
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "csp",
    "django_tasks_db",
    "ninja",
    # before allauth: our templates take the place of its own
    "replicity.web",
    *(f"replicity.web.{part}" for part in PARTS),
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "replicity.web.shared.headers.PolicyHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "replicity.web.accounts.actors.Actors",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "replicity.web.shared.errors.Refusals",
]
ROOT_URLCONF = "replicity.web.urls"
WSGI_APPLICATION = "replicity.web.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "replicity.web.shared.site.site",
            ],
        },
    }
]

DATABASES = {"default": database(HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        # shared by the workers; holds results alone, which are computed again when they are gone
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(HOME / "cache"),
        "TIMEOUT": 30 * 86_400,
        "OPTIONS": {"MAX_ENTRIES": 2_000},
    }
}
# where links in e-mails lead
PUBLIC_ADDRESS = (
    f"{PUBLIC_URL.scheme}://{PUBLIC_URL.netloc}" if PUBLIC_URL.hostname else "http://localhost:8000"
)
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
globals().update(mail_settings(HOME))
globals().update(account_settings(PUBLIC_URL.hostname or ""))
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [HERE.parent / "locale"]
LANGUAGE_COOKIE_NAME = "replicity_language"
LANGUAGE_COOKIE_AGE = 365 * 86_400
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = f"/static/{_digest(HERE / 'static')}/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 365 * 86_400

SESSION_COOKIE_NAME = "replicity_session"
SESSION_COOKIE_AGE = 30 * 86_400
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = "replicity_csrf"
CSRF_FAILURE_VIEW = "replicity.web.shared.errors.forged"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 86_400 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
