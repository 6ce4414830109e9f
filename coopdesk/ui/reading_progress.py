"""How a record went: deployments as a time line, milestones, and results as bars."""

from html import escape

from coopdesk.catalogue.facets import Deployment, Milestone, Result
from coopdesk.catalogue.period import Period
from coopdesk.i18n import _, number_words
from coopdesk.ui.reading_page import (
    Page,
    cell,
    day,
    joined,
    label,
    lines,
    section,
    styled,
    table,
    text_html,
)

_STAGES = ("requested", "offered", "arrived", "departed")
_DONE, _OPEN, _LATE = "✓", "○", "!"
_BAR_CELLS = 100


def deployments(page: Page) -> str:
    """Return each mission, from the request to the departure."""
    shown, more = page.first("deployments", page.record.deployments)
    return section("deployments", "".join(map(_deployment, shown)) + lines([more]))


def _deployment(one: Deployment) -> str:
    stages = [name for name in _STAGES if getattr(one, name)]
    width = f"{100 // max(len(stages), 1)}%"
    labels, dates = [], []
    for place, name in enumerate(stages):
        arrow = styled("quiet", "→ ") if place else ""
        labels.append(cell(arrow + label(Deployment, name), style="th", width=width))
        dates.append(cell(text_html(day(getattr(one, name))), style="line", width=width))
    modules = joined(_("Modules: {names}").format(names=", ".join(one.modules)))
    return (
        lines([f"<b>{text_html(one.mission)}</b>" if one.mission else ""])
        + table(["".join(labels), "".join(dates)] if stages else [])
        + lines([modules if one.modules else ""], "small")
    )


def milestones(page: Page) -> str:
    """Return what is to be reached, with what was, and what is overdue."""
    shown, more = page.first("milestones", page.record.milestones)
    return section("milestones", table(_milestone(page, one) for one in shown) + lines([more]))


def _milestone(page: Page, one: Milestone) -> str:
    due = Period.parse(one.due)
    late = not one.done and due.latest is not None and due.latest < page.reading.today
    mark, style = (_DONE, "good") if one.done else (_LATE, "danger") if late else (_OPEN, "quiet")
    first = text_html(one.title)
    if late:
        first += " " + styled("danger", escape(_("overdue")))
    dates = [
        _("reached {date}").format(date=day(one.done)) if one.done else "",
        _("due {date}").format(date=day(one.due)) if one.due else "",
    ]
    below = (joined(*dates), joined(one.note))
    small = "".join(f"<br>{styled('small', line)}" for line in below if line)
    return cell(styled(style, mark), width="16") + cell(first + small)


def results(page: Page) -> str:
    """Return each indicator: what it was, what it is, of what was aimed at, and a bar."""
    shown, more = page.first("results", page.record.results)
    return section("results", "".join(_result(page, one) for one in shown) + lines([more]))


def _result(page: Page, one: Result) -> str:
    first = cell(text_html(one.indicator)) + cell(_reached(one), right=True)
    return table([first]) + _bar(page, one) + lines([joined(one.note)], "small")


def _reached(one: Result) -> str:
    known = {
        name: number_words(getattr(one, name))
        for name in ("baseline", "actual", "target")
        if getattr(one, name) is not None
    }
    words = known.get("actual", "")
    if "baseline" in known and "actual" in known:
        words = f"{known['baseline']} → {words}"
    elif "baseline" in known:
        words = _("from {number}").format(number=known["baseline"])
    if "target" in known:
        pattern = _("{reached} of {target}") if words else _("target {target}")
        words = pattern.format(reached=words, target=known["target"])
    return text_html(" ".join(filter(None, (words, one.unit))))


def share(one: Result) -> float | None:
    """Return how much of the way to the target is done, 0 to 1, None where it cannot be said."""
    if one.actual is None or one.target is None:
        return None
    start = one.baseline or 0.0
    if one.target == start:
        return None
    return min(max((one.actual - start) / (one.target - start), 0.0), 1.0)


def _bar(page: Page, one: Result) -> str:
    done = share(one)
    if done is None:
        return ""
    c = page.colours
    reached = round(done * _BAR_CELLS)
    cells = [
        f'<td width="{width}%" bgcolor="{colour}" style="font-size:2pt;padding:0px">&nbsp;</td>'
        for width, colour in ((reached, c.accent), (_BAR_CELLS - reached, c.border))
        if width
    ]
    return table(["".join(cells)])
