"""A visit as the plan that documents are made of."""

from django.utils.translation import gettext as _

from replicity.appraisal.visit_plan import PlannedDelegate, PlannedItem, PlannedQuestion, VisitPlan
from replicity.catalogue.solutions import get_solution
from replicity.web.visits.models import ProgrammeItem, Visit
from replicity.web.visits.queries import begin_there, home_of, host_city_of, journey_of
from replicity.web.visits.wording import led_by_in, title_in


def sheet_of(visit: Visit, language: str) -> VisitPlan:
    """Return the plan of a visit for its programme sheet."""
    delegates = list(visit.delegates.all())
    return VisitPlan(
        title=visit.title,
        home=home_of(visit),
        host=host_city_of(visit),
        hosts=tuple(host.name for host in visit.hosts),
        solution=get_solution(visit.solution).name.of(language),
        success=visit.success,
        state=visit.get_state_display(),
        revision=visit.sequence + 1,
        delegates=tuple(
            PlannedDelegate(
                d.name,
                d.office,
                d.organisation_name,
                tuple(code.strip() for code in d.languages.split(",") if code.strip()),
                d.objective,
            )
            for d in delegates
        ),
        questions=tuple(PlannedQuestion(q.theme, q.words, q.why) for q in visit.questions.all()),
        items=tuple(
            PlannedItem(
                i.begins_at.astimezone(visit.zone),
                i.ends_at.astimezone(visit.zone),
                title_in(i, language),
                led_by_in(i, language),
                i.place,
                _note(i, visit),
            )
            for i in visit.items.all()
            if not i.removed
        ),
        journey=journey_of(visit, len(delegates)),
    )


def _note(item: ProgrammeItem, visit: Visit) -> str:
    """Return the note of an entry, with the hour on the clock of the site where it differs."""
    there = begin_there(item, visit)
    if there is None:
        return item.note
    words = _("%(time)s at the site (%(zone)s)") % {"time": f"{there:%H:%M}", "zone": there.tzinfo}
    return f"{words}. {item.note}" if item.note else words


def file_name(visit: Visit, ending: str) -> str:
    """Return the name under which a document of a visit is saved."""
    return f"{_('visit')}-{visit.pk}.{ending}"
