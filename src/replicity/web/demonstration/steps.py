"""The small steps of a project of the demonstration: a part is added or changed, a gate is passed."""

from typing import Any

from django.utils import timezone

from replicity.web.demonstration.cast import INVENTED
from replicity.web.demonstration.scene import Scene
from replicity.web.projects.gates import TESTS, next_stage
from replicity.web.projects.models import Project
from replicity.web.projects.parts import PART_KINDS
from replicity.web.projects.services.parts import add_part, change_part
from replicity.web.projects.services.projects import change_project, pass_gate


def gate(scene: Scene) -> None:
    """Pass the next gate: what the project does not show is attested."""
    project = the(scene)
    after = next_stage(project.stage)
    attested = frozenset(t.id for t in TESTS[after or ""] if not t.seen)
    pass_gate(scene.actor, project, project.stage, attested, INVENTED)


def reach(scene: Scene) -> None:
    """Write down that the next milestone is reached today."""
    milestone = the(scene).milestones.filter(reached_on=None).first()
    if milestone is not None:
        change_a_part(scene, "milestone", milestone, reached_on=timezone.localdate())


def add(scene: Scene, part: str, /, **fields: Any) -> None:
    """Add something to the project of a city."""
    add_part(scene.actor, the(scene), PART_KINDS[part], fields)


def the(scene: Scene) -> Project:
    """Return the project of a city that has begun one, as it is now."""
    if scene.project is None:
        raise LookupError(f"{scene.town.name} has no project.")
    return Project.objects.get(pk=scene.project.pk)


def change(scene: Scene, **fields: Any) -> None:
    """Change what describes the project of a city."""
    project = the(scene)
    change_project(scene.actor, project, fields, project.revision)


def change_a_part(scene: Scene, part: str, item: Any, /, **fields: Any) -> None:
    """Change something of the project of a city."""
    change_part(scene.actor, the(scene), PART_KINDS[part], item, fields, item.revision)
