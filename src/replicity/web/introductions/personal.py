"""What introductions hold of a person: what was written, and where the name is shown."""

from typing import Any

from replicity.web.accounts.models import Person
from replicity.web.accounts.personal import holds_personal_data
from replicity.web.introductions.models import (
    Answer,
    DocumentVersion,
    Introduction,
    KnowHow,
    Message,
    Question,
    Reminder,
)


def export(person: Person) -> dict[str, Any]:
    """Return what the person wrote, handed in and got."""
    return {
        "requests": [
            {"introduction": i.pk, "purpose": i.purpose, "at": i.created_at.isoformat()}
            for i in Introduction.objects.filter(requested_by=person)
        ],
        "messages": _texts(Message.objects.filter(author=person)),
        "questions": _texts(Question.objects.filter(asked_by=person)),
        "answers": _texts(Answer.objects.filter(author=person)),
        "documents": [
            {"document": v.document.title, "version": v.number, "at": v.added_at.isoformat()}
            for v in DocumentVersion.objects.filter(added_by=person).select_related("document")
        ],
        "named_in_know_how": list(KnowHow.objects.filter(named_person=person).values_list("pk", flat=True)),
        "reminders": [
            {"introduction": r.introduction_id, "kind": r.kind, "due_on": r.due_on.isoformat()}
            for r in Reminder.objects.filter(person=person)
        ],
    }


def erase(person: Person) -> None:
    """Take the name from public pages and drop reminders; what was written stays with the organisation."""
    KnowHow.objects.filter(named_person=person).update(named_person=None)
    Reminder.objects.filter(person=person).delete()


def _texts(rows: Any) -> list[dict[str, Any]]:
    return [{"number": r.pk, "text": r.text, "at": r.created_at.isoformat()} for r in rows]


holds_personal_data("introductions", export, erase)
