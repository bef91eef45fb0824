"""The directory, profiles, offers, requests for information, quotes."""

from tests.web.access.rows import EVERYBODY, SIGNED_IN, Row, allowed

# roles that see a public thing, but may not change it; an anonymous visitor is sent to the login
SEEN = {r: 403 for r in SIGNED_IN if r != "anonymous"}
OFFER = {"solution": "mobility_hub", "text": "Hubs"}
ROWS = {
    "network": Row("get", "/network/", EVERYBODY),
    "network-profile": Row("get", "/network/{city}/", EVERYBODY),
    "network-profile-edit": Row("get", "/network/{city}/edit/", {**SEEN, **allowed(200, "editor")}),
    "network-demand": Row("get", "/network/demand/", allowed(200, "provider", "broker")),
    "network-moderation": Row("get", "/network/moderation/", allowed(200, "broker")),
    "network-decide-host-offer": Row(
        "post", "/network/moderation/hosts/{host_offer}/", allowed(302, "broker"), {"reason": "Not so."}
    ),
    "network-decide-provider-offer": Row(
        "post", "/network/moderation/offers/{waiting_offer}/", allowed(302, "broker"), {"approve": "1"}
    ),
    "network-requests": Row("get", "/network/requests/", SIGNED_IN),
    "network-request": Row(
        "get", "/network/requests/{information_request}/", allowed(200, "reader", "editor", "provider")
    ),
    "network-reply": Row(
        "post",
        "/network/requests/{information_request}/reply/",
        {"provider": 302, "reader": 403, "editor": 403},
        {"text": "More", "currency": "EUR", "price_year": "2024"},
    ),
    "network-request-end": Row(
        "post",
        "/network/requests/{information_request}/end/",
        {"editor": 302, "reader": 403, "provider": 403},
    ),
    "network-reply-file": Row(
        "get", "/network/replies/{reply}/file/", allowed(200, "reader", "editor", "provider")
    ),
    "network-quote-use": Row(
        "post",
        "/network/quotes/{quote}/use/",
        {"editor": 302, "reader": 403, "provider": 403},
        {"use": "1"},
    ),
    "network-host-offer": Row("get", "/network/hosts/{host_offer}/", {**SEEN, **allowed(200, "host")}),
    "network-host-offer-withdraw": Row(
        "post", "/network/hosts/{host_offer}/withdraw/", {**SEEN, **allowed(302, "host")}
    ),
    "network-provider-offer": Row(
        "get", "/network/offers/{waiting_offer}/", {"provider": 200, "broker": 403}
    ),
    "network-provider-offer-withdraw": Row(
        "post", "/network/offers/{waiting_offer}/withdraw/", {"provider": 302, "broker": 403}
    ),
    "network-reference-add": Row(
        "post",
        "/network/offers/{waiting_offer}/references/",
        {"provider": 302, "broker": 403},
        {"place": "Vitoria", "what": "Buses"},
    ),
    "network-reference-remove": Row(
        "post", "/network/references/{reference}/remove/", {**SEEN, **allowed(302, "provider")}
    ),
    "network-reference-file": Row("get", "/network/references/{reference}/file/", EVERYBODY),
    "network-host-offer-add": Row("get", "/network/{host}/host/", allowed(200, "host")),
    "network-provider-offer-add": Row("get", "/network/{provider}/offers/", allowed(200, "provider")),
    "network-ask": Row(
        "get", "/network/{provider}/ask/", {**SEEN, **allowed(200, "editor", "host", "outsider")}
    ),
}
