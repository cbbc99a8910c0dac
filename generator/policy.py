"""How grave each kind of fault is: in a description of ours, in another's, and with `--strict`.

Job: one table that every stage asks. A description of ours is held to everything. One of somebody
else's is refused only where no client could be right; whatever doesn't change what travels is a
remark, and so is what one operation or one schema alone can't do. It must not look at descriptions.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal, NamedTuple, TypeAlias

Severity: TypeAlias = Literal["error", "warning", "note"]


class Verdict(NamedTuple):
    """What a kind of fault is called where there are several of it, and how grave it is."""

    many: str
    foreign: Severity = "warning"
    strict: Severity = "error"
    """In a description of somebody else's, with `--strict`."""
    own: Severity = "error"
    """In a description of ours."""


class Kind(Enum):
    """The kinds of faults; what has none is graded where it is found."""

    KEY_NO_STRING = Verdict("keys aren't strings and are read as they are written", "note")
    ALIAS = Verdict("anchors, aliases and merge keys of YAML are written out", "note")
    NUMBER = Verdict("numbers are too large or none: the largest is taken, or null")
    FORM = Verdict("values don't have the form that the standard gives them")
    TEXT = Verdict("numbers and switches stand where texts belong", "note")
    UNEXPECTED = Verdict("members aren't known to the standard and are left out", "note")
    MISSING = Verdict("members are missing that the standard wants", "note")
    NEWER = Verdict("keywords of another version of OpenAPI are read as they are meant", "note")
    NULLABLE = Verdict(
        "times `nullable` stands in OpenAPI 3.1 and is read as in 3.0", "note", "warning"
    )
    NAME = Verdict("names have letters that the standard doesn't allow", "note")
    TWICE = Verdict("things are said twice", "note")
    UNKNOWN_KEYWORD = Verdict("keywords are unknown", "note", "note")
    INEFFECTIVE = Verdict("keywords are not supported and change nothing", "warning", "warning")
    DEFAULT = Verdict("defaults don't fit their schema", "note")
    EXAMPLE = Verdict("examples don't fit their schema", "note", "warning")
    VALUE_TYPE = Verdict("values of enumerations aren't of the type beside them")
    CONTRADICTION = Verdict("limits and constants contradict each other and are let go")
    EXCESS = Verdict("texts, patterns and lists are longer than is supported")
    EXPANSION = Verdict("schemas are too many to hold examples against when they are written out")
    REQUIRED = Verdict("required names are no properties", "note", "warning")
    PATTERN = Verdict("patterns are no regular expressions", "warning", "warning")
    SCOPE = Verdict("keywords would change what references mean, and don't", strict="warning")
    DEFINITIONS = Verdict("schemas are defined within others", "note")
    REFERENCE = Verdict("references lead nowhere, or to things of another kind", "error")
    MEANING = Verdict("references don't say by a pointer what they mean, and are read as meant")
    STRAY = Verdict("references stand where the standard has none, and are followed")
    RESPONSE = Verdict("responses refer to things that are none, and are read as they come")
    STRANGER = Verdict("schemas refer to things that are none: any JSON stands there instead")
    ASIDE = Verdict("references of examples, links and callbacks lead nowhere", "note")
    CYCLE = Verdict("schemas are defined by themselves: any JSON stands there instead")
    MAPPING = Verdict("entries of mappings lead to nothing that they could mean")
    MAPPING_STRANGER = Verdict("entries of mappings lead to no member", strict="warning")
    TAG = Verdict("tags of unions tell less than they should: what else is there tells the rest")
    UNMAPPED = Verdict("mappings of discriminators are incomplete", "note", "warning")
    UNUSED = Verdict("components are used by nothing", "note", "warning")
    UNSERVED = Verdict("faults stand where no operation leads", "note")
    OPERATION_ID = Verdict(
        "operations have no operationId of their own and are named by their path"
    )
    PARAMETER = Verdict("parameters and placeholders of paths don't agree")
    ADDRESS = Verdict("addresses of servers can't be used: the caller gives another")
    SCHEME = Verdict("addresses of servers have no scheme: https is taken", "note")
    PATH = Verdict("paths have a query, a fragment or signs that have to be escaped")
    PATH_ELSEWHERE = Verdict("paths lead elsewhere than they say and are left out")
    VARIABLE = Verdict("variables of servers would change the address and keep their default")
    EXTENSION = Verdict("extensions have another form than ours of that name and are left out")
    HEADER = Verdict("names of headers or cookies can't be sent: these parameters are left out")
    MEDIA_TYPE = Verdict("media types are none, or several at once: the first is taken")
    CREDENTIAL = Verdict("credentials have headers that can't be sent, and are left to callers")
    VERSION = Verdict("versions of OpenAPI are written in another way", "note")
    SECURITY = Verdict("requirements name security schemes that aren't there")
    STATUS = Verdict("statuses of answers are none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Whose description it is, and how strictly it is read."""

    first_party: bool
    strict: bool = False

    @property
    def is_lenient(self) -> bool:
        """Whether faults are mended and remarked on where a client can be right all the same."""
        return not self.first_party and not self.strict

    def severity(self, kind: Kind) -> Severity:
        """Return how grave a fault of the kind is."""
        verdict = kind.value
        if self.first_party:
            return verdict.own
        return verdict.strict if self.strict else verdict.foreign
