"""What projects hold of a person: where one acted; nothing that names anybody is kept beside it."""

from typing import Any

from replicity.web.accounts.models import Person
from replicity.web.accounts.personal import holds_personal_data
from replicity.web.projects.models import GatePass, Measurement, Prediction, ResultReport, RoomView


def export(person: Person) -> dict[str, Any]:
    """Return the gates, readings, reports and looks of a person."""
    return {
        "gates": [
            {"project": g.project_id, "stage": g.after, "at": g.at.isoformat(), "note": g.note}
            for g in GatePass.objects.filter(by=person)
        ],
        "predictions": [
            {"project": p.project_id, "at": p.frozen_at.isoformat()}
            for p in Prediction.objects.filter(frozen_by=person)
        ],
        "readings_count": Measurement.objects.filter(entered_by=person).count(),
        "reports": [
            {"project": r.project_id, "start": r.start, "at": r.submitted_at.isoformat()}
            for r in ResultReport.objects.filter(submitted_by=person)
        ],
        "decisions": [
            {"project": r.project_id, "start": r.start, "state": r.state, "reason": r.reason}
            for r in ResultReport.objects.filter(decided_by=person)
        ],
        "looks": [
            {"project": v.project_id, "section": v.section, "at": v.at.isoformat()}
            for v in RoomView.objects.filter(pseudonym=str(person.pseudonym))
        ],
    }


holds_personal_data("projects", export)
