"""The addresses of this application."""

from django.urls import URLPattern, path

from replicity.web.projects.views import concept, listing, measuring, overview, parts, results, room, work

P = "projects/<int:number>"
urlpatterns: list[URLPattern] = [
    path("projects/", listing.listing, name="projects"),
    path("projects/begin/", listing.begin, name="project-begin"),
    path(f"{P}/", overview.overview, name="project"),
    path(f"{P}/description/", overview.change, {"form_name": "description"}, name="project-description"),
    path(f"{P}/procurement/", overview.change, {"form_name": "procurement"}, name="project-procurement"),
    path(f"{P}/gate/", overview.gate, name="project-gate"),
    path(f"{P}/concept/", concept.concept, name="project-concept"),
    path(f"{P}/freeze/", concept.freeze, name="project-freeze"),
    path(f"{P}/prediction/", concept.prediction, name="project-prediction"),
    path(f"{P}/prediction.json", concept.record, name="project-record"),
    path(f"{P}/canvas/<slug:block>/", concept.canvas, name="project-canvas"),
    path(f"{P}/tasks/", work.work, name="project-work"),
    path(f"{P}/money/", work.money, name="project-money"),
    path(f"{P}/measuring/", measuring.measuring, name="project-measuring"),
    path(f"{P}/readings/", measuring.readings, name="project-readings"),
    path(f"{P}/readings.csv", measuring.table, name="project-readings-table"),
    path(f"{P}/readings/add/", measuring.add_reading, name="project-reading-add"),
    path(f"{P}/readings/upload/", measuring.upload, name="project-readings-upload"),
    path(f"{P}/readings/<int:reading>/", measuring.correct, name="project-reading"),
    path(f"{P}/readings/<int:reading>/remove/", measuring.remove, name="project-reading-remove"),
    path(f"{P}/results/", results.submit, name="project-results"),
    path(f"{P}/results/<int:report>/", results.judge, name="project-result"),
    path(f"{P}/results/<int:report>/return/", results.give_back, name="project-result-return"),
    path(f"{P}/room/", room.room, name="project-room"),
    path(f"{P}/room/guests/", room.invite, name="project-room-invite"),
    path(f"{P}/room/guests/<int:guest>/end/", room.end_invitation, name="project-room-end"),
    path(f"{P}/room/documents/add/", room.add_document, name="project-document-add"),
    path(f"{P}/room/documents/<int:item>/", room.document, name="project-document"),
    path(f"{P}/room/documents/<int:item>/remove/", room.remove_document, name="project-document-remove"),
    path(f"{P}/room/letter.pdf", room.letter, name="project-room-letter"),
    path(f"{P}/room/case.xlsx", room.workbook, name="project-room-workbook"),
    path(f"{P}/room/<slug:part>/", room.room, name="project-room-part"),
    path(f"{P}/<slug:part>/add/", parts.add, name="project-part-add"),
    path(f"{P}/<slug:part>/<int:item>/", parts.change, name="project-part"),
    path(f"{P}/<slug:part>/<int:item>/remove/", parts.remove, name="project-part-remove"),
    path("replicas/<int:report>/", results.replica, name="replica"),
]
