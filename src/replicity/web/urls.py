"""The addresses of the platform; tests/web/access.py holds a row for each."""

from django.conf import settings
from django.urls import include, path
from django.views.i18n import set_language

from replicity.web.about import views as about
from replicity.web.appraisals import views as appraisals
from replicity.web.cities import views as cities
from replicity.web.evidence import views as evidence
from replicity.web.metrics import views as metrics
from replicity.web.portfolios import views as portfolios
from replicity.web.questionnaires import views as questionnaires
from replicity.web.solutions import views as solutions
from replicity.web.start import views as start

urlpatterns = [
    path("", start.start, name="start"),
    path("cities/", cities.search, name="cities"),
    path("cities/suggestions/", cities.suggestions, name="city-suggestions"),
    path("cities/<int:number>/", cities.city, name="city"),
    path("cities/<int:number>/values/", cities.change_values, name="city-values"),
    path("cities/<int:number>/goals/", cities.change_goals, name="city-goals"),
    path("cities/<int:number>/questionnaire/", questionnaires.questionnaire, name="city-questionnaire"),
    path("cities/<int:number>/portfolio/", portfolios.portfolio, name="city-portfolio"),
    path("cities/<int:number>/plan.pdf", cities.plan_document, name="city-plan"),
    path("solutions/", solutions.listing, name="solutions"),
    path("solutions/<slug:name>/", solutions.solution, name="solution"),
    path("appraisals/<int:number>/<slug:name>/", appraisals.appraisal, name="appraisal"),
    path("evidence/validation/", evidence.validation, name="validation"),
    path("sources/", about.listing, name="sources"),
    path("about/", about.about, name="about"),
    path("privacy/", about.privacy, name="privacy"),
    path("accessibility/", about.accessibility, name="accessibility"),
    path("language/", set_language, name="language"),
    path("world.svg", start.world, name="world"),
    *(path("", include(f"replicity.web.{part}.urls")) for part in settings.PARTS),
    path("healthz", start.healthz, name="healthz"),
    path("metrics", metrics.metrics, name="metrics"),
    path("readyz", start.readyz, name="readyz"),
]
handler400 = "replicity.web.shared.errors.bad_request"
handler404 = "replicity.web.shared.errors.not_found"
handler500 = "replicity.web.shared.errors.failed"
