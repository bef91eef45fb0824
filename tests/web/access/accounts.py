"""People, organisations, login, audit trail."""

from tests.web.access.rows import EVERYBODY, SIGNED_IN, Row, allowed

KNOWN_302 = dict.fromkeys(SIGNED_IN, 302)
ENTRANCE = {**dict.fromkeys(EVERYBODY, 302), "anonymous": 200}
ROWS = {
    "desk": Row("get", "/desk/", SIGNED_IN),
    "join": Row("get", "/join/", EVERYBODY),
    "join-requests": Row("get", "/join/requests/", allowed(200, "broker")),
    "join-answer": Row("post", "/join/requests/{join_request}/", allowed(302, "broker"), {"accept": "1"}),
    "invitation": Row("get", "/invitations/{invitation_secret}/", EVERYBODY),
    "organisation-add": Row("get", "/organisations/add/", allowed(200, "broker")),
    "organisation": Row("get", "/organisations/{city}/", allowed(200, "reader", "editor", "broker")),
    "organisation-change": Row(
        "get", "/organisations/{city}/change/", {**allowed(200, "editor", "broker"), "reader": 403}
    ),
    "organisation-standing": Row(
        "post", "/organisations/{city}/standing/", allowed(302, "broker"), {"approve": "1"}
    ),
    "organisation-invite": Row(
        "post",
        "/organisations/{city}/invite/",
        {**allowed(302, "editor", "broker"), "reader": 403},
        {"email": "new@example.org", "role": "reader"},
    ),
    "organisation-member": Row(
        "post",
        "/organisations/{city}/members/{membership}/",
        {**allowed(302, "editor", "broker"), "reader": 403},
        {"role": "reader"},
    ),
    "profile": Row("get", "/profile/", SIGNED_IN),
    "profile-export": Row("get", "/profile/export/", SIGNED_IN),
    "profile-erase": Row("post", "/profile/erase/", {r: 403 for r in SIGNED_IN if r != "anonymous"}),
    "audit-head": Row("get", "/audit/head/", EVERYBODY),
    "audit": Row("get", "/audit/", allowed(200, "broker")),
    # django-allauth
    "account_login": Row("get", "/account/login/", ENTRANCE),
    "account_logout": Row("post", "/account/logout/", KNOWN_302),
    "account_inactive": Row("get", "/account/inactive/", EVERYBODY),
    "account_signup": Row("get", "/account/signup/", ENTRANCE),
    "account_reauthenticate": Row("get", "/account/reauthenticate/", SIGNED_IN),
    "account_email": Row("get", "/account/email/", SIGNED_IN),
    "account_email_verification_sent": Row("get", "/account/confirm-email/", KNOWN_302),
    "account_change_password": Row("get", "/account/password/change/", SIGNED_IN),
    "account_set_password": Row("get", "/account/password/set/", KNOWN_302),
    "account_reset_password": Row("get", "/account/password/reset/", EVERYBODY),
    "account_confirm_login_code": Row("get", "/account/login/code/confirm/", KNOWN_302),
    "account_reset_password_from_key_done": Row("get", "/account/password/reset/key/done/", EVERYBODY),
    "account_reset_password_from_key": Row("get", "/account/password/reset/key/1-x/", EVERYBODY),
    "account_reset_password_done": Row("get", "/account/password/reset/done/", EVERYBODY),
    "mfa_index": Row("get", "/account/mfa/", SIGNED_IN),
    "mfa_authenticate": Row("get", "/account/mfa/authenticate/", KNOWN_302),
    "mfa_reauthenticate": Row("get", "/account/mfa/reauthenticate/", KNOWN_302),
    "mfa_activate_totp": Row("get", "/account/mfa/totp/activate/", KNOWN_302),
    "mfa_deactivate_totp": Row("get", "/account/mfa/totp/deactivate/", {}),
    "mfa_view_recovery_codes": Row("get", "/account/mfa/recovery-codes/", {}),
    "mfa_generate_recovery_codes": Row("get", "/account/mfa/recovery-codes/generate/", KNOWN_302),
    "mfa_download_recovery_codes": Row("get", "/account/mfa/recovery-codes/download/", {}),
    "mfa_list_webauthn": Row("get", "/account/mfa/webauthn/", SIGNED_IN),
    "mfa_add_webauthn": Row("get", "/account/mfa/webauthn/add/", KNOWN_302),
    "mfa_login_webauthn": Row("get", "/account/mfa/webauthn/login/", KNOWN_302),
    "mfa_reauthenticate_webauthn": Row("get", "/account/mfa/webauthn/reauthenticate/", KNOWN_302),
    "mfa_remove_webauthn": Row("get", "/account/mfa/webauthn/keys/1/remove/", KNOWN_302),
    "mfa_edit_webauthn": Row("get", "/account/mfa/webauthn/keys/1/edit/", KNOWN_302),
}
