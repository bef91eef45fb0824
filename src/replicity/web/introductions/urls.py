"""The addresses of introductions, questions and know-how."""

from django.urls import URLPattern, path

from replicity.web.introductions.views import introductions, know_how, questions, thread

ONE = "introductions/<int:number>/"
DOCUMENT = f"{ONE}documents/<int:document_number>/"
urlpatterns: list[URLPattern] = [
    path("introductions/", introductions.listing, name="introductions"),
    path("introductions/ask/", introductions.ask, name="introduction-ask"),
    path(ONE, introductions.introduction, name="introduction"),
    path(f"{ONE}accept/", introductions.accept, name="introduction-accept"),
    path(f"{ONE}decline/", introductions.decline, name="introduction-decline"),
    path(f"{ONE}withdraw/", introductions.withdraw, name="introduction-withdraw"),
    path(f"{ONE}follow-up/", introductions.follow_up, name="introduction-follow-up"),
    path(f"{ONE}close/", introductions.close, name="introduction-close"),
    path(f"{ONE}messages/", thread.write, name="introduction-message"),
    path(f"{ONE}documents/", thread.share, name="introduction-share"),
    path(DOCUMENT, thread.document, name="introduction-document"),
    path(f"{DOCUMENT}versions/", thread.add_version, name="introduction-version-add"),
    path(f"{DOCUMENT}versions/<int:version_number>/", thread.version, name="introduction-version"),
    path("questions/", questions.listing, name="questions"),
    path("questions/ask/", questions.ask, name="question-ask"),
    path("questions/open/", questions.open_list, name="questions-open"),
    path("questions/open/<int:number>/", questions.ask_open, name="question-ask-open"),
    path("questions/<int:number>/", questions.question, name="question"),
    path("questions/<int:number>/answers/", know_how.answer, name="question-answer"),
    path("questions/<int:number>/withdraw/", questions.withdraw, name="question-withdraw"),
    path("questions/<int:number>/reopen/", questions.reopen, name="question-reopen"),
    path("answers/<int:number>/consent/", know_how.consent, name="answer-consent"),
    path("answers/<int:number>/consent/withdraw/", know_how.withdraw_consent, name="answer-withdraw"),
    path("know-how/", know_how.listing, name="know-how"),
    path("know-how/<int:number>/", know_how.entry, name="know-how-entry"),
]
