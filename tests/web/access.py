"""Who may see what: one row for every address pattern; a pattern without a row fails a test."""

PUBLIC = "public"
# name of the pattern: (method, example address, status for an anonymous visitor)
ACCESS = {
    "start": ("get", "/", 200),
    "cities": ("get", "/cities/", 200),
    "city-suggestions": ("get", "/cities/suggestions/?q=sant", 200),
    "city": ("get", "/cities/3871336/", 200),
    "city-values": ("post", "/cities/3871336/values/", 302),
    "city-goals": ("post", "/cities/3871336/goals/", 302),
    "city-questionnaire": ("get", "/cities/3871336/questionnaire/", 200),
    "city-portfolio": ("get", "/cities/3871336/portfolio/?budget_eur=20000000", 200),
    "city-plan": ("get", "/cities/3871336/plan.pdf", 200),
    "solutions": ("get", "/solutions/", 200),
    "solution": ("get", "/solutions/led-street-lighting/", 200),
    "appraisal": ("get", "/appraisals/3871336/led-street-lighting/", 200),
    "validation": ("get", "/evidence/validation/", 200),
    "sources": ("get", "/sources/", 200),
    "about": ("get", "/about/", 200),
    "language": ("post", "/language/", 302),
    "world": ("get", "/world.svg", 200),
    "healthz": ("get", "/healthz", 200),
    "readyz": ("get", "/readyz", 200),
}
