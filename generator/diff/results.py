"""Differences between what operations return: results, the kinds of errors, and pages.

Job: compare what comes back, whatever status it comes with. It must not look into declarations:
what has a name is compared there.
"""

from __future__ import annotations

from generator.api import Type
from generator.diff.scalars import shown
from generator.diff.seen import Differences
from generator.diff.types import TypeComparison
from generator.spelled import Operation, Pagination


class ResultComparison:
    """What the operations of one provider return, on both sides."""

    def __init__(self, types: TypeComparison, seen: Differences) -> None:
        self._types = types
        self._seen = seen

    def compare(self, old: Operation, new: Operation, pointer: str) -> None:
        """Note what differs between two operations; the new one stands at a pointer."""
        self._texts("result-form-changed", new, _form(old), _form(new), pointer)
        if old.has_one_answer and new.has_one_answer:
            self._result(old, new, pointer)
        else:
            self._several_results(old, new, pointer)
        self._media_types(old, new, pointer)
        self._pages(old, new, pointer)
        before, after = _failures(old), _failures(new)
        for status in dict.fromkeys([*before, *after]):
            self._failure(new, status, (before.get(status), after.get(status)), pointer)

    def _texts(self, rule: str, operation: Operation, old: str, new: str, pointer: str) -> None:
        if old != new:
            self._seen.add(rule, operation.id, old=old, new=new, pointer=pointer)

    def _result(self, old: Operation, new: Operation, pointer: str) -> None:
        before, after = old.response, new.response
        if before is not None and after is not None:
            self._received(f"{new.id}(result)", before, after, pointer)
        elif after is not None:
            self._texts("content-added", new, "", shown(after), pointer)
        elif before is not None:
            self._texts("content-removed", new, shown(before), "", pointer)

    def _received(self, address: str, old: Type, new: Type, pointer: str) -> None:
        for each in self._types.differences(old, new):
            self._seen.add(
                each.rule,
                f"{address}{each.below}",
                old=each.old,
                new=each.new,
                pointer=pointer,
                count=each.count,
                travels=("received",),
            )

    def _several_results(self, old: Operation, new: Operation, pointer: str) -> None:
        before, after = ([shown(k) if k else "nothing" for k in o.results] for o in (old, new))
        for text in before:
            if text not in after:
                self._texts("result-removed", new, text, "", pointer)
        for text in after:
            if text not in before:
                self._texts("result-added", new, "", text, pointer)

    def _media_types(self, old: Operation, new: Operation, pointer: str) -> None:
        """Note that nothing comes any more in a form that it came in."""
        before, after = (_media(operation) for operation in (old, new))
        is_alike = _form(old) == _form(new)
        if is_alike and before and after and not {*before} & {*after}:
            self._texts("media-type-changed", new, ", ".join(before), ", ".join(after), pointer)

    def _pages(self, old: Operation, new: Operation, pointer: str) -> None:
        if old.pagination == new.pagination:
            return
        before, after = (_paged(each) if each else "" for each in (old.pagination, new.pagination))
        rule = "added" if not before else "removed" if not after else "changed"
        self._texts(f"pagination-{rule}", new, before, after, pointer)

    def _failure(
        self, operation: Operation, status: str, sides: tuple[Type | None, Type | None], where: str
    ) -> None:
        """Note what differs in what an error of some status holds."""
        old, new = sides
        address = f"{operation.id}({status})"
        if old is not None and new is not None:
            self._received(address, old, new, where)
        elif old is not None or new is not None:
            rule = "error-type-removed" if new is None else "error-type-added"
            before, after = (shown(kind) if kind else "" for kind in sides)
            self._seen.add(rule, address, old=before, new=after, pointer=where)


def _failures(operation: Operation) -> dict[str, Type | None]:
    """Return what errors hold, by status; all of them by `error`."""
    named: dict[str, Type | None] = {f"error {f.status}": f.type for f in operation.failures}
    return {**named, "error": operation.error}


def _media(operation: Operation) -> list[str]:
    """Return the media types that results come in, each once, without their parameters."""
    every = (each.media_type.partition(";")[0].strip().lower() for each in operation.answers)
    return sorted({*filter(None, every)})


def _form(operation: Operation) -> str:
    return "a stream" if operation.streams else "an answer"


def _paged(pagination: Pagination) -> str:
    words = [pagination.style, *(f"{f} {v}" for f, v in _pointers(pagination) if v is not None)]
    return ", ".join(words)


def _pointers(pagination: Pagination) -> list[tuple[str, str | None]]:
    return [
        ("items", "/".join(name.wire for name in pagination.items) or None),
        ("argument", pagination.argument),
        ("next", pagination.next),
        ("last", pagination.last),
        ("more", pagination.more),
        ("total", pagination.total),
        ("start", str(pagination.start)),
    ]
