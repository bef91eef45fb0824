"""Section: what would be built, at which size; and section: who stands where."""

from replicity.catalogue.wording import sentence as _
from replicity.engine.archetype import Side
from replicity.engine.business_models import business_models
from replicity.reports.blocks import Block, Cell, bold, bullets, heading, section, table, text
from replicity.reports.plan_sections.draft import Draft
from replicity.reports.plan_sections.transferability import open_conditions
from replicity.reports.quantity import number

PARAGRAPHS = 2


def concept(draft: Draft) -> Block:
    """Return the section on technology and size."""
    say = draft.say
    blocks: list[Block] = [_facts(draft)]
    for item in draft.detailed:
        blocks.append(heading(draft.name(item)))
        blocks.append(text(item.solution.summary.of(draft.language)))
        blocks += [text(p) for p in paragraphs(item.solution.about(draft.language))[:PARAGRAPHS]]
        why = item.solution.default_scale.why.of(draft.language)
        blocks.append(text(say(_("Why this size: {why}")).format(why=why), "small"))
    return section(say(_("Technical concept and scale")), blocks)


def paragraphs(about: str) -> list[str]:
    """Return the paragraphs of a description in plain words, without headings and lists."""
    found = []
    for part in about.split("\n\n"):
        plain = " ".join(part.split())
        if plain and not plain.startswith(("#", "-", "*", "|", "1.")):
            found.append(plain.replace("**", "").replace("`", ""))
    return found


def _facts(draft: Draft) -> Block:
    """Return size, time and readiness of all solutions in detail."""
    say = draft.say
    rows: list[list[Cell]] = [
        [
            bold(draft.name(item)),
            draft.size(item.case.appraisal),
            number(item.solution.lead_time_years, "years", draft.language),
            str(item.solution.horizon_years),
            f"{item.solution.readiness_level} / 9",
        ]
        for item in draft.detailed
    ]
    titles = [
        say(_("Solution")), say(_("First replica")), say(_("Lead time, years")), say(_("Horizon, years")),
        say(_("Readiness level")),
    ]  # fmt: skip
    return table(titles, rows, widths=(14, 13, 7, 7, 7), right=frozenset((2, 3, 4)))


def roles(draft: Draft) -> Block:
    """Return the section on roles."""
    say = draft.say
    sides = (Side.ASSET, Side.OPERATION, Side.USER)
    rows = []
    for item in draft.detailed:
        model = business_models()[item.case.appraisal.request.business_model]
        parties = model.parties(item.solution.parties)
        lender = "lender" in item.case.appraisal.actors
        rows.append(
            [
                draft.name(item),
                *(draft.label(parties[s]) for s in sides),
                draft.label("lender") if lender else "–",
            ]
        )
    titles = [
        say(_("Solution")), say(_("Owns and invests")), say(_("Operates")),
        say(_("Pays today's bills")), say(_("Lends")),
    ]  # fmt: skip
    tasks: dict[str, list[str]] = {}
    for condition, _names in open_conditions(draft):
        tasks.setdefault(condition.owner, []).append(condition.question)
    lines = [
        say(_("{actor}: {count} questions to settle")).format(actor=draft.label(owner), count=len(asked))
        for owner, asked in sorted(tasks.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    ]
    blocks = [table(titles, rows, widths=(14, 9, 9, 9, 7))]
    if lines:
        blocks += [
            text(say(_("Who must act before the first replica (see the section on transferability):"))),
            bullets(lines),
        ]
    return section(say(_("Roles")), blocks)
