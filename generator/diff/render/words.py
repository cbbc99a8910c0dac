"""What a change is called: its sentence, and how many of a kind there are.

Job: the words that all forms of a report have in common.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from generator.diff.change import Change
from generator.diff.effects import Effect, Verdict
from generator.diff.report import Report
from generator.diff.rules import RULES

LONGEST = 100
"""Characters of an old or new value that a sentence shows."""


def sentence(change: Change, report: Report) -> str:
    """Return what has happened, the place first; which way values travel, where that is needed."""
    one = change.difference
    holes = {"old": _cut(one.old), "new": _cut(one.new)}
    goes = one.rule.endswith("-removed") or one.rule == "single-value-fixed"
    after = ", as it was deprecated" if one.deprecated and goes else ""
    way = f" ({one.direction})" if (one.rule, one.address) in report.both_ways else ""
    return f"{one.address} {RULES[one.rule].says.format(**holes)}{after}{way}"


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."


def is_text(change: Change) -> bool:
    """Return whether nothing but words changed, which are counted and not shown."""
    return change.difference.rule == "text-changed"


def is_plain(change: Change) -> bool:
    """Return whether a change breaks nothing and adds something that can be counted."""
    is_break = Effect.BREAKS in (change.effects.stay, change.effects.runs, change.effects.checks)
    return bool(RULES[change.difference.rule].counted) and not is_break


def counts(changes: Iterable[Change]) -> str:
    """Return how much of each kind there is more, in the order of the changes."""
    totals: Counter[str] = Counter()
    for change in changes:
        if is_plain(change):
            totals[RULES[change.difference.rule].counted] += change.difference.count
    texts = totals.pop("text", 0)
    phrases = [f"+{number} {plural(number, word)}" for word, number in totals.items()]
    phrases += [f"{texts} other {plural(texts, 'text')}"] if texts else []
    return ", ".join(phrases)


def plural(number: int, word: str) -> str:
    """Return a word for one thing or several."""
    return word if number == 1 else f"{word}s"


def cell(changes: Iterable[Change], question: str) -> str:
    """Return the answer to one of the questions: ok, or how much there is to say."""
    effects = Counter(getattr(change.effects, question) for change in changes)
    if breaks := effects[Effect.BREAKS]:
        return f"{breaks} {plural(breaks, 'break')}"
    notes = effects[Effect.NOTE]
    return f"{notes} {plural(notes, 'note')}" if notes else "ok"


def exceptions(report: Report) -> str:
    """Return for which single provider's sake the verdict is what it is, if it is for one's."""
    phrases = []
    for provider in report.providers:
        verdict = report.without(provider)
        if verdict < report.verdict and len(report.providers) > 1:
            phrases.append(f"{verdict} without {provider}")
    return ", ".join(phrases)


def who_must_act(report: Report) -> str:
    """Return what those have to do who don't upgrade."""
    number = len(report.must_act)
    old = f" on {report.old}" if report.old else ""
    if not number:
        return f"nobody must act who stays{old}"
    return f"who stays{old} must look at {number} {plural(number, 'change')}"


def next_version(report: Report) -> str:
    """Return which version comes next, as far as that is known."""
    if not report.next_version or report.verdict is Verdict.NONE:
        return ""
    if report.release == report.old:
        return f"the next version is {report.next_version}"
    return f"after {report.release} comes at least {report.next_version}"


def gist(changes: tuple[Change, ...]) -> str:
    """Return the most important thing in a few words."""
    majors = [change for change in changes if change.verdict is Verdict.MAJOR]
    if not majors:
        return counts(changes)
    more = f" and {len(majors) - 1} more" if len(majors) > 1 else ""
    return f"{majors[0].difference.address}: {majors[0].difference.rule}{more}"
