"""Section: from whom to learn, and what to ask."""

from replicity.appraisal.hosts import Host
from replicity.catalogue.countries import country_name
from replicity.catalogue.wording import sentence as _
from replicity.reports.blocks import Block, bold, bullets, heading, section, table, text
from replicity.reports.plan_sections.draft import Draft
from replicity.reports.plan_sections.transferability import open_conditions
from replicity.reports.quantity import quantity

HOSTS, QUESTIONS = 3, 6


def learning(draft: Draft) -> Block:
    """Return the section."""
    say = draft.say
    rows = [_row(draft, draft.name(item), host) for item in draft.detailed for host in item.hosts[:HOSTS]]
    titles = [
        say(_("Solution")), say(_("Host")), say(_("Nearness")), say(_("Figures")),
        say(_("Languages")), say(_("Why this host")),
    ]  # fmt: skip
    blocks: list[Block] = [
        text(
            say(
                _(
                    "Hosts are ordered by the strength of their evidence, how near their "
                    "conditions are for the solution, and a language in common. Nobody has been "
                    "asked yet: a host is a proposal until it agrees."
                )
            )
        ),
        table(titles, rows, widths=(9, 10, 5.5, 4.5, 8, 22), right=frozenset((2, 3)), small=True),
    ]
    asked = [c.question for c, _names in open_conditions(draft)][:QUESTIONS]
    if asked:
        blocks += [heading(say(_("What to ask them: how did you settle this?"))), bullets(asked)]
    return section(say(_("Learning plan with the hosts")), blocks)


def _row(draft: Draft, solution: str, host: Host) -> list[str | Block]:
    languages = ", ".join(draft.language_name(code) for code in host.languages[:3])
    return [
        solution,
        bold(f"{host.city.name}, {country_name(host.city.country, draft.language)}"),
        quantity(host.nearness_share, "share", draft.language),
        str(host.figures_count),
        languages,
        "; ".join(host.reasons),
    ]
