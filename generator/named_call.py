"""A named call: what the id, the path and the HTTP method of one operation say of its name.

Job: the words of each, the resource that a path leads to, and the names that the method may have,
the wanted one first. Where several want the same name is for `method_names`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from generator.standard.objects import METHODS
from generator.words import snake_case, words

Way = tuple[str, ...]
"""The attributes that lead from a client to a method, its own name last."""

DEFAULTS: Final[Mapping[str, str]] = {
    "get": "get",
    "put": "update",
    "post": "create",
    "delete": "delete",
    "patch": "update",
}
"""What a method is called by its HTTP method alone; the others are called as they are."""

PREFIXES: Final = frozenset({"api", "apis", "rest"})
"""Segments that say nothing where a path begins with them."""

ARTICLES: Final = frozenset({"a", "an", "the"})

JOINTS: Final = frozenset({"and", "at", "by", "for", "from", "in", "of", "on", "or", "to", "with"})
"""Words that end no name."""

SINGULAR: Final = frozenset({"analytics", "news", "preferences", "settings", "statistics"})
"""Words in the plural that mean a single thing."""

_VERBS: Final = """
accept accrue acknowledge activate add adjust advance answer append apply approve archive assign
associate attach authenticate authorize backup ban batch begin block build buy call cancel
capture change charge check clear clone close collect compact complete compute confirm connect
consume contains convert copy count create deactivate decline delete demote deny deploy
deprecate detach disable disassociate disconnect discover dismiss download duplicate edit embed
enable encode end enqueue ensure estimate evaluate execute exists expire export extend fail
fetch fill filter finalize find finish follow forward freeze generate get grant hide identify
import increment ingest init initialize insert install invalidate invite invoke join kick leave
link list load lock log login logout lookup mark match merge migrate moderate modify move mutate
mute notify open overwrite parse patch pause pay peek pin place poll post preview process
promote provision publish pull purge push put query read rebuild receive recommend recover
redeliver redirect refresh refund refuse regenerate register reindex reject release reload
remove rename render reopen reorder replace reply reprocess request rerun resend reset resolve
restart restore resume retrieve retry return revert revoke rollback rotate run save scan
schedule scroll search seek select send set share ship show sign skip snooze split start stop
stream submit subscribe suggest summarize suspend swap switch sync tag terminate toggle track
transcribe transfer translate trigger truncate unarchive unassign unban unblock undelete
unfollow unhide uninstall unlink unlock unmute unpin unpublish unregister unset unshare
unsubscribe unsuspend untag update upgrade upload upsert use validate verify view void watch
withdraw write
"""
VERBS: Final = frozenset(_VERBS.split())
"""Words that say what is done, where an id or the end of a path has them."""

_VERSION: Final = re.compile(r"v?\d+([._-]?\d+)*((alpha|beta|preview)\d*)?", re.IGNORECASE)
_PIECE: Final = re.compile(r"\{([^{}]*)\}|([^{}]+)")
_CONTROLLER: Final = re.compile(r"\A\w*?Controller(?:_(?:\d[\d_-]*_)?|\.)(?=[A-Za-z])")
"""What NestJS and LoopBack put before a name: the class that has it, and its version."""
_ACTION: Final = re.compile(r"[:#?]([^:#?{}]+)$")


@dataclass(frozen=True)
class NamedCall:
    """An operation, as far as its name depends on it."""

    method: str
    """In lower case."""
    path: str
    id: str = ""
    """Its `operationId`; "" where it has none."""
    x_method: str = ""
    """Its `x-method`."""
    tagged: bool = False
    """Whether its description puts it beside others by a tag."""

    @cached_property
    def pieces(self) -> tuple[tuple[str, bool], ...]:
        """The parts of the path, each with whether it is a parameter."""
        path = _ACTION.sub("", self.path)
        segments = [s for s in path.split("/") if s and not _VERSION.fullmatch(s)]
        while segments and segments[0] in PREFIXES:
            del segments[0]
        pieces = [piece for segment in segments for piece in _PIECE.findall(segment)]
        return tuple((name or text, bool(name)) for name, text in pieces if words(name or text))

    @cached_property
    def resource(self) -> Way:
        """What the path says besides its parameters."""
        return tuple(snake_case(text) for text, is_parameter in self.pieces if not is_parameter)

    @property
    def is_item(self) -> bool:
        """Whether the path ends with a parameter: one thing of several."""
        return bool(self.pieces) and self.pieces[-1][1]

    @cached_property
    def id_words(self) -> tuple[str, ...]:
        """The words of the id, without what frameworks put around them.

        FastAPI puts the path and the method behind them, NestJS the controller before them, and
        Litestar the path, which may end with them.
        """
        every, path = _words(self.plain_id), _words(self.path)
        tail = (*path, self.method)
        has_tail = len(every) > len(tail) and every[-len(tail) :] == tail
        every = every[: -len(tail)] if has_tail else every
        name = every[len(path) :]
        return name if name and every == (*path, *path[-len(name) :]) else every

    @property
    def plain_id(self) -> str:
        """The id without the controller that stands before it."""
        return _CONTROLLER.sub("", self.id)

    @property
    def repeats_http(self) -> bool:
        """Whether the id is the HTTP method and the path, as go-fuego writes it."""
        return _words(self.id) == (self.method, *_words(self.path))

    @cached_property
    def action(self) -> str:
        """What is done, where the end of the path says it; else ""."""
        last = self.resource[-1] if self.resource and not self.is_item else ""
        parts = tuple(last.split("_"))
        own_action = last if last and (self._is_call(parts) or self._is_done(parts)) else ""
        if not self._suffix:
            return own_action
        is_verb = not own_action and self._suffix.split("_")[0] in VERBS
        return self._suffix if is_verb else f"{own_action or self.verb}_{self._suffix}"

    def _is_call(self, parts: tuple[str, ...]) -> bool:
        """Return whether the end of the path is what the operation is called.

        A single word in the plural at the beginning is rather what there is.
        """
        things = len(parts) == len(self.resource) == 1 and _stem(parts[0]) != parts[0]
        return parts == self.id_words and not things

    def _is_done(self, parts: tuple[str, ...]) -> bool:
        """Return whether the end of the path is a verb, and not the first word of some things.

        By what is found (`findByTags`) may be in the plural and is no thing that there is.
        """
        things = len(parts) > 1 and _stem(parts[-1]) != parts[-1] and "by" not in parts
        inner = self.method == "post" and len(self.resource) > 1
        return any(part in VERBS for part in parts[:1]) and (inner or not things)

    @cached_property
    def _suffix(self) -> str:
        """What follows the last `:`, `#` or `?` of the path; of `Action=Service.Name` the name."""
        match = _ACTION.search(self.path)
        text = match[1].rpartition("=")[2] if match else ""
        text = text.rpartition(".")[2] if match and text != match[1] else text
        return snake_case(text) if words(text) else ""

    @cached_property
    def holder(self) -> Way:
        """The attributes that lead to where the method stands."""
        ends = not self.is_item and self.resource and self.action.startswith(self.resource[-1])
        return self.resource[:-1] if ends and self.action else self.resource

    @property
    def id_way(self) -> Way:
        """The id as a method of the client itself; nothing where there is none."""
        return (snake_case("_".join(self.id_words)),) if self.id_words else ()

    @cached_property
    def rest(self) -> tuple[str, ...]:
        """The words of the id that say more than the path does."""
        parts = [(*_words(text), "".join(_words(text))) for text, _ in self.pieces]
        stems = {_stem(word) for each in parts for word in each}
        rest, at = list[str](), 0
        while at < len(self.id_words):
            length = next((n for n in (3, 2, 1) if self._stem_of(at, n) in stems), 0)
            rest += [] if length else [self.id_words[at]]
            at += length or 1
        rest = [w for w in rest if w not in ARTICLES | PREFIXES and not _VERSION.fullmatch(w)]
        while rest and rest[-1] in JOINTS:
            del rest[-1]
        return tuple(rest)

    def _stem_of(self, at: int, count: int) -> str:
        return _stem("".join(self.id_words[at : at + count]))

    @cached_property
    def verb(self) -> str:
        """What is done, by the id where it says so, else by the HTTP method."""
        leading = self.rest[0] if self.rest and self.rest[0] == self.id_words[0] else ""
        verb = next((word for word in self.rest if word in VERBS), leading) or self.method
        return self.default if verb == self.method else verb

    @property
    def default(self) -> str:
        """What a method is called of which only the HTTP method is known."""
        if self.method == "get" and self.resource and not self.is_item:
            last = self.resource[-1].rpartition("_")[2]
            return "list" if _stem(last) != last and last not in SINGULAR else "get"
        if self.method == "post" and self.is_item:
            return "update"
        return DEFAULTS.get(self.method, self.method)

    def names(self) -> Iterator[str]:
        """Yield names for the method, the wanted one first, then others that tell it apart."""
        whole_id = "_".join(self.id_words)
        if not self.holder:
            yield self.action or whole_id or self.whole
        yield self.action or self.verb
        id_rest = [word for word in self.rest if word not in (self.method, "id")]
        yield "_".join([self.verb, *id_rest] if self.verb not in id_rest else id_rest)
        yield from (self.method, whole_id or self.whole, self.whole)

    @property
    def whole(self) -> str:
        """Everything that the path says, and the HTTP method."""
        return "_".join((self.method, *_words(self.path)))

    @property
    def rank(self) -> tuple[bool, int, str, int]:
        """What is less keeps a name that two want: the shorter path, then the usual method.

        To delete one thing is more usual than to delete all of them.
        """
        order = METHODS.index(self.method) if self.method in METHODS else len(METHODS)
        return self.method == "delete" and not self.is_item, len(self.pieces), self.path, order


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in words(text))


def _stem(word: str) -> str:
    """Return a word in the singular, near enough to compare it."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("ches", "shes", "sses", "xes")) else word[:-1]
