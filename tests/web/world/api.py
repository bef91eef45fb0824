"""A token of the city's editor."""

from replicity.web.api.services import make_token


def add(world) -> None:
    """Make the token."""
    world.ids["token_secret"] = make_token(world.people["editor"], "Meter reader")
    world.ids["token"] = world.people["editor"].tokens.get().pk
