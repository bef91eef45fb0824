"""What may follow what: the states of a thing and the steps between them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from replicity.web.shared.errors import Refused


@dataclass(frozen=True, slots=True)
class Workflow:
    """States and steps: `steps` leads from (state, step) to the next state."""

    name: str
    start: str
    steps: Mapping[tuple[str, str], str]

    def after(self, state: str, step: str) -> str:
        """Return the state after a step.

        Raises
        ------
        Refused
            Where the step is not open in this state, as when somebody else was faster.
        """
        try:
            return self.steps[state, step]
        except KeyError:
            raise Refused(
                _("This is not possible any more: the state has changed meanwhile. Load the page again."), 409
            ) from None

    def open(self, state: str) -> tuple[str, ...]:
        """Return the steps that are open in a state."""
        return tuple(step for (before, step) in self.steps if before == state)

    def states(self) -> tuple[str, ...]:
        """Return all states in the order of the steps."""
        return tuple(dict.fromkeys((self.start, *self.steps.values())))
