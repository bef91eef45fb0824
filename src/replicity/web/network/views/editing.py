"""Forms on what two people may edit: the second sees what the first saved, beside the own text."""

from collections.abc import Callable
from typing import Any

from django.forms import BoundField

from replicity.web.network.forms import RevisedForm
from replicity.web.shared.editing import EditedMeanwhile, Revised
from replicity.web.shared.errors import Refused


def saved(form: RevisedForm, save: Callable[[dict[str, Any], int | None], object]) -> bool:
    """Save what a form holds; False leaves the form with the sentence on what is wrong."""
    if not form.is_valid():
        return False
    try:
        save(form.fields_given(), form.cleaned_data["revision"])
    except EditedMeanwhile as error:
        current = form._meta.model._default_manager.get(pk=form.instance.pk)
        form.meanwhile = differences(form, current)  # type: ignore[attr-defined]
        form.add_error(None, error.sentence)
        _now_seen(form, current)
        return False
    except Refused as error:
        if error.status in (403, 404):
            raise
        form.add_error(None, error.sentence)
        return False
    return True


def differences(form: RevisedForm, current: Revised) -> list[tuple[str, str]]:
    """Return what somebody else saved and the form says otherwise: the field's name, and what is there."""
    found = []
    for name, value in form.fields_given().items():
        there = getattr(current, name)
        if there != value:
            found.append((str(form[name].label), _text(form[name], there)))
    return found


def _text(field: BoundField, value: Any) -> str:
    names = {str(k): str(v) for k, v in getattr(field.field, "choices", ())}
    if isinstance(value, list) and names:
        return ", ".join(names.get(str(v), str(v)) for v in value) or "–"
    shown = names.get(str(value), field.field.prepare_value(value))
    return "–" if shown in (None, "") else str(shown)


def _now_seen(form: RevisedForm, current: Revised) -> None:
    """Let the next attempt be on what is there now, as the reader has seen it."""
    data = form.data.copy()  # type: ignore[attr-defined]
    data[form.add_prefix("revision")] = str(current.revision)
    form.data = data
