"""What the interface holds of a person."""

from replicity.web.accounts.models import Person
from replicity.web.accounts.personal import holds_personal_data


def _export(person: Person) -> list[dict[str, str]]:
    return [{"name": t.name, "created_at": t.created_at.isoformat()} for t in person.tokens.all()]


def _erase(person: Person) -> None:
    person.tokens.all().delete()


holds_personal_data("tokens", _export, _erase)
