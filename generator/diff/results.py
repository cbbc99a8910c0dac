"""Differences between what operations return: results, the kinds of errors, and pages.

Job: compare what comes back, whatever status it comes with. It must not look into declarations:
what has a name is compared there.
"""

from __future__ import annotations

from generator.api import Type
from generator.diff.differences import Differences
from generator.diff.scalars import shown
from generator.diff.types import TypeComparison
from generator.spelled import Operation, Pagination


class ResultComparison:
    """What the operations of one provider return, on both sides."""

    def __init__(self, types: TypeComparison, differences: Differences) -> None:
        self._types = types
        self._differences = differences

    def compare(self, old: Operation, new: Operation, pointer: str) -> None:
        """Note what differs between two operations; the new one stands at a pointer."""
        self._texts("result-form-changed", new, *_forms(old, new), pointer)
        if _alone(old) and _alone(new):
            self._result(old, new, pointer)
        else:
            self._several_results(old, new, pointer)
        self._media_types(old, new, pointer)
        self._pages(old, new, pointer)
        before, after = _failures(old), _failures(new)
        for status in dict.fromkeys([*before, *after]):
            one, other = before.get(status), after.get(status)
            if not self._is_settled(one, other, before["error"], after["error"]):
                self._failure(new, status, (one, other), pointer)

    def _is_settled(
        self, old: Type | None, new: Type | None, old_rest: Type | None, new_rest: Type | None
    ) -> bool:
        """Return whether one side says of a status alone what the other says of all the rest."""
        if old is None:
            return old_rest is not None and self._is_same(old_rest, new)
        return new is None and new_rest is not None and self._is_same(old, new_rest)

    def _texts(self, rule: str, operation: Operation, old: str, new: str, pointer: str) -> None:
        if old != new:
            self._differences.add(rule, operation.id, old=old, new=new, pointer=pointer)

    def _result(self, old: Operation, new: Operation, pointer: str) -> None:
        before, after = old.results[0], new.results[0]
        if _is_apart(old, new):
            return
        if before is not None and after is not None:
            self._received(f"{new.id}(result)", before, after, pointer)
        elif after is not None:
            self._texts("content-added", new, "", shown(after), pointer)
        elif before is not None:
            self._texts("content-removed", new, shown(before), "", pointer)

    def _received(self, address: str, old: Type, new: Type, pointer: str) -> None:
        for each in self._types.differences(old, new):
            self._differences.add(
                each.rule,
                f"{address}{each.below}",
                old=each.old,
                new=each.new,
                pointer=pointer,
                count=each.count,
                travels=("received",),
            )

    def _several_results(self, old: Operation, new: Operation, pointer: str) -> None:
        removals = [
            one for one in old.results if not any(self._is_same(one, r) for r in new.results)
        ]
        additions = [
            one for one in new.results if not any(self._is_same(r, one) for r in old.results)
        ]
        if len(removals) == len(old.results) and len(additions) == len(new.results):
            self._replaced(removals, additions, new, pointer)
            return
        for one in removals:
            self._texts("result-removed", new, _result(one), "", pointer)
        for one in additions:
            self._texts("result-added", new, "", _result(one), pointer)

    def _replaced(
        self, old: list[Type | None], new: list[Type | None], operation: Operation, pointer: str
    ) -> None:
        """Note that nothing of what came comes any more."""
        before, after = (" or ".join(map(_result, each)) for each in (old, new))
        if old == [None]:
            self._texts("content-added", operation, "", after, pointer)
            return
        if new == [None]:
            self._texts("content-removed", operation, before, "", pointer)
            return
        self._differences.add(
            "form-changed",
            f"{operation.id}(result)",
            old=before,
            new=after,
            pointer=pointer,
            travels=("received",),
        )

    def _is_same(self, old: Type | None, new: Type | None) -> bool:
        """Return whether two results are one; what has a name is compared by it."""
        if old is None or new is None:
            return old is new
        return not [*self._types.differences(old, new)]

    def _media_types(self, old: Operation, new: Operation, pointer: str) -> None:
        """Note that nothing comes any more in a form that it came in."""
        before, after = (_media(operation) for operation in (old, new))
        is_alike = _form(old) == _form(new) and not _is_apart(old, new)
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
            self._differences.add(rule, address, old=before, new=after, pointer=where)


def _failures(operation: Operation) -> dict[str, Type | None]:
    """Return what errors hold, by status; those of any other status by `error`."""
    types_by_name: dict[str, Type | None] = {
        f"error {f.status}": f.type for f in operation.failures if f.status != "default"
    }
    rest = next((f.type for f in operation.failures if f.status == "default"), operation.error)
    return {**types_by_name, "error": rest}


def _media(operation: Operation) -> list[str]:
    """Return the media types that results come in, each once, without their parameters."""
    every = (each.media_type.partition(";")[0].strip().lower() for each in operation.answers)
    return sorted({*filter(None, every)})


def _form(operation: Operation) -> str:
    return "a stream" if operation.streams else "an answer"


def _forms(old: Operation, new: Operation) -> tuple[str, str]:
    """Return what two operations answer with, by one word where old code can read both."""
    if _form(old) == _form(new) and _is_apart(old, new):
        return " or ".join(_contents(old)), " or ".join(_contents(new))
    return _form(old), _form(new)


def _is_apart(old: Operation, new: Operation) -> bool:
    """Return whether nothing of what comes is written as anything of what came was."""
    before, after = _contents(old), _contents(new)
    return bool(before and after) and not {*before} & {*after}


def _contents(operation: Operation) -> list[str]:
    """Return how what comes is written; nothing where it has no content."""
    words = {each.content for each in operation.answers if each.content}
    return sorted({"json": "JSON", "binary": "bytes"}.get(word, word) for word in words)


def _alone(operation: Operation) -> bool:
    """Return whether all that may come is of one type."""
    return len(operation.results) == 1


def _result(kind: Type | None) -> str:
    return shown(kind) if kind else "nothing"


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
