"""The addresses of the network."""

from django.urls import URLPattern, path

from replicity.web.network.views import demand, directory, information, moderation, offers

urlpatterns: list[URLPattern] = [
    path("network/", directory.directory, name="network"),
    path("network/demand/", demand.demand, name="network-demand"),
    path("network/moderation/", moderation.moderation, name="network-moderation"),
    path(
        "network/moderation/hosts/<int:number>/",
        moderation.decide_host_offer,
        name="network-decide-host-offer",
    ),
    path(
        "network/moderation/offers/<int:number>/",
        moderation.decide_provider_offer,
        name="network-decide-provider-offer",
    ),
    path("network/requests/", information.requests, name="network-requests"),
    path("network/requests/<int:number>/", information.information_request, name="network-request"),
    path("network/requests/<int:number>/reply/", information.reply, name="network-reply"),
    path("network/requests/<int:number>/end/", information.end, name="network-request-end"),
    path("network/replies/<int:number>/file/", information.reply_file, name="network-reply-file"),
    path("network/quotes/<int:number>/use/", information.use_quote, name="network-quote-use"),
    path("network/hosts/<int:number>/", offers.edit_host_offer, name="network-host-offer"),
    path(
        "network/hosts/<int:number>/withdraw/",
        offers.withdraw_host_offer,
        name="network-host-offer-withdraw",
    ),
    path("network/offers/<int:number>/", offers.edit_provider_offer, name="network-provider-offer"),
    path(
        "network/offers/<int:number>/withdraw/",
        offers.withdraw_provider_offer,
        name="network-provider-offer-withdraw",
    ),
    path("network/offers/<int:number>/references/", offers.add_reference, name="network-reference-add"),
    path("network/references/<int:number>/remove/", offers.remove_reference, name="network-reference-remove"),
    path("network/references/<int:number>/file/", offers.reference_file, name="network-reference-file"),
    path("network/<int:number>/", directory.profile, name="network-profile"),
    path("network/<int:number>/edit/", directory.edit_profile, name="network-profile-edit"),
    path("network/<int:number>/host/", offers.add_host_offer, name="network-host-offer-add"),
    path("network/<int:number>/offers/", offers.add_provider_offer, name="network-provider-offer-add"),
    path("network/<int:number>/ask/", information.ask, name="network-ask"),
]
