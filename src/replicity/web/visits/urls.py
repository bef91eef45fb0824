"""The addresses of this application."""

from django.urls import path

from replicity.web.visits.views import hosts, planning, programme, report, visit

urlpatterns = [
    path("visits/", planning.listing, name="visits"),
    path("visits/plan/", planning.plan, name="visit-plan"),
    path("visits/slots/", programme.own_slots, name="visit-own-slots"),
    path("visits/slots/<int:number>/withdraw/", programme.withdraw, name="visit-slot-withdraw"),
    path("visits/hosts/<int:number>/slots/", programme.slots, name="visit-slots"),
    path("visits/<int:number>/", visit.visit, name="visit"),
    path("visits/<int:number>/change/", visit.change, name="visit-change"),
    path("visits/<int:number>/step/", visit.step, name="visit-step"),
    path("visits/<int:number>/hosts/", hosts.hosts, name="visit-hosts"),
    path("visits/<int:number>/hosts/<int:host>/remove/", hosts.remove, name="visit-host-remove"),
    path("visits/<int:number>/questions/", visit.questions, name="visit-questions"),
    path("visits/<int:number>/delegates/", visit.delegate, name="visit-delegate-add"),
    path("visits/<int:number>/delegates/<int:delegate>/", visit.delegate, name="visit-delegate"),
    path("visits/<int:number>/programme/", programme.item, name="visit-item-add"),
    path("visits/<int:number>/programme/<int:item>/", programme.item, name="visit-item"),
    path("visits/<int:number>/send/", programme.send, name="visit-send"),
    path("visits/<int:number>/slots/<int:slot>/", programme.book, name="visit-book"),
    path("visits/<int:number>/bookings/<int:booking>/", programme.release, name="visit-release"),
    path("visits/<int:number>/report/", report.report, name="visit-report"),
    path("visits/<int:number>/follow-ups/<int:follow_up>/", report.follow_up, name="visit-follow-up"),
    path("visits/<int:number>/programme.pdf", visit.programme_sheet, name="visit-pdf"),
    path("visits/<int:number>/calendar.ics", visit.calendar, name="visit-calendar"),
]
