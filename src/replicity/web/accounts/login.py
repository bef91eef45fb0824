"""How people log in: settings of django-allauth; nobody signs up but by an invitation."""

from typing import Any


def account_settings(host: str) -> dict[str, Any]:
    """Return the settings of passwords, one-time codes and passkeys."""
    strong = "django.contrib.auth.password_validation"
    return {
        "AUTH_USER_MODEL": "accounts.Person",
        "AUTHENTICATION_BACKENDS": ["allauth.account.auth_backends.AuthenticationBackend"],
        "AUTH_PASSWORD_VALIDATORS": [
            {
                "NAME": f"{strong}.UserAttributeSimilarityValidator",
                "OPTIONS": {"user_attributes": ("email", "name")},
            },
            {"NAME": f"{strong}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
            {"NAME": f"{strong}.CommonPasswordValidator"},
            {"NAME": f"{strong}.NumericPasswordValidator"},
        ],
        "LOGIN_URL": "account_login",
        "LOGIN_REDIRECT_URL": "/desk/",
        "ACCOUNT_ADAPTER": "replicity.web.accounts.adapter.Adapter",
        "ACCOUNT_LOGIN_METHODS": {"email"},
        "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*"],
        "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
        "ACCOUNT_EMAIL_VERIFICATION": "mandatory",
        "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED": True,
        "ACCOUNT_LOGOUT_REDIRECT_URL": "/",
        "ACCOUNT_PREVENT_ENUMERATION": True,
        "ACCOUNT_SESSION_REMEMBER": True,
        "ACCOUNT_REAUTHENTICATION_TIMEOUT": 600,
        "ACCOUNT_CHANGE_EMAIL": True,
        "MFA_SUPPORTED_TYPES": ["totp", "recovery_codes", "webauthn"],
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        "MFA_TOTP_ISSUER": "Replicity",
        # browsers treat localhost as secure; elsewhere passkeys need https
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": host in ("", "localhost"),
    }
