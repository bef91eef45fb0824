"""The pages that the tests read."""

SANTIAGO = 3871336
LED = "led-street-lighting"
SOLAR = "rooftop-pv-battery"
# every page that a visitor reads, with a status of 200
PAGES = (
    "/",
    "/cities/",
    "/cities/?q=santiago",
    "/cities/?q=xqzxqz",
    f"/cities/{SANTIAGO}/",
    f"/cities/{SANTIAGO}/questionnaire/",
    f"/cities/{SANTIAGO}/portfolio/",
    f"/cities/{SANTIAGO}/portfolio/?budget_eur=20000000",
    f"/cities/{SANTIAGO}/portfolio/?budget_eur=1000",
    "/evidence/validation/",
    "/solutions/",
    f"/solutions/{LED}/",
    "/solutions/participatory-budgeting/",
    f"/appraisals/{SANTIAGO}/{SOLAR}/?business_model=power_purchase_agreement",
    f"/appraisals/{SANTIAGO}/city-data-platform/",
    "/sources/",
    "/sources/?q=led",
    "/about/",
    "/privacy/",
    "/accessibility/",
    "/network/",
    "/network/?q=nothing-like-this",
)
