"""Kinds of faults: what each is called, and how grave it is, whoever's description it is in."""

from __future__ import annotations

from enum import Enum
from typing import Literal, NamedTuple, TypeAlias

Severity: TypeAlias = Literal["error", "warning", "note"]


class Verdict(NamedTuple):
    """What a fault of a kind is called, alone and where there are several, and how grave it is."""

    one: str
    many: str
    foreign: Severity = "warning"
    strict: Severity = "error"
    """In a description of somebody else's, with `--strict`."""
    own: Severity = "error"
    """In a description of ours."""


class Kind(Enum):
    """The kinds of faults; what has none is graded where it is found."""

    KEY_NO_STRING = Verdict(
        "key isn't a string and is read as it is written",
        "keys aren't strings and are read as they are written",
        "note",
    )
    ALIAS = Verdict(
        "anchor, alias or merge key of YAML is written out",
        "anchors, aliases and merge keys of YAML are written out",
        "note",
    )
    TYPE_TAG = Verdict(
        "tag of YAML says a type, and the value is read by it",
        "tags of YAML say types, and the values are read by them",
        "note",
    )
    NUMBER = Verdict(
        "number is too large or none: the largest is taken, or null",
        "numbers are too large or none: the largest is taken, or null",
    )
    FORM = Verdict(
        "value doesn't have the form that the standard gives it",
        "values don't have the form that the standard gives them",
    )
    TEXT = Verdict(
        "number or switch stands where a text belongs",
        "numbers and switches stand where texts belong",
        "note",
    )
    UNEXPECTED = Verdict(
        "member isn't known to the standard and is left out",
        "members aren't known to the standard and are left out",
        "note",
    )
    MISSING = Verdict(
        "member is missing that the standard wants",
        "members are missing that the standard wants",
        "note",
    )
    NEWER = Verdict(
        "keyword of another version of OpenAPI is read as it is meant",
        "keywords of another version of OpenAPI are read as they are meant",
        "note",
    )
    NULLABLE = Verdict(
        "time `nullable` stands in OpenAPI 3.1 and is read as in 3.0",
        "times `nullable` stands in OpenAPI 3.1 and is read as in 3.0",
        "note",
        "warning",
    )
    NAME = Verdict(
        "name has letters that the standard doesn't allow",
        "names have letters that the standard doesn't allow",
        "note",
    )
    TWICE = Verdict("thing is said twice", "things are said twice", "note")
    UNKNOWN_KEYWORD = Verdict("keyword is unknown", "keywords are unknown", "note", "note")
    INEFFECTIVE = Verdict(
        "keyword is not supported and changes nothing",
        "keywords are not supported and change nothing",
        "warning",
        "warning",
    )
    DEFAULT = Verdict("default doesn't fit its schema", "defaults don't fit their schema", "note")
    EXAMPLE = Verdict(
        "example doesn't fit its schema", "examples don't fit their schema", "note", "warning"
    )
    VALUE_TYPE = Verdict(
        "value of an enumeration isn't of the type beside it",
        "values of enumerations aren't of the type beside them",
    )
    CONTRADICTION = Verdict(
        "limit or constant contradicts another and is let go",
        "limits and constants contradict each other and are let go",
    )
    EXCESS = Verdict(
        "text, pattern or list is longer than is supported",
        "texts, patterns and lists are longer than is supported",
    )
    EXPANSION = Verdict(
        "schema is too large to hold examples against when it is written out",
        "schemas are too many to hold examples against when they are written out",
    )
    REQUIRED = Verdict(
        "required name is no property", "required names are no properties", "note", "warning"
    )
    PATTERN = Verdict(
        "pattern is no regular expression",
        "patterns are no regular expressions",
        "warning",
        "warning",
    )
    SCOPE = Verdict(
        "keyword would change what references mean, and doesn't",
        "keywords would change what references mean, and don't",
        strict="warning",
    )
    DEFINITIONS = Verdict(
        "schema is defined within another", "schemas are defined within others", "note"
    )
    REFERENCE = Verdict(
        "reference leads nowhere, or to a thing of another kind",
        "references lead nowhere, or to things of another kind",
        "error",
    )
    MEANING = Verdict(
        "reference doesn't say by a pointer what it means, and is read as meant",
        "references don't say by a pointer what they mean, and are read as meant",
    )
    STRAY = Verdict(
        "reference stands where the standard has none, and is followed",
        "references stand where the standard has none, and are followed",
    )
    RESPONSE = Verdict(
        "response refers to a thing that is none, and is read as it comes",
        "responses refer to things that are none, and are read as they come",
    )
    STRANGER = Verdict(
        "schema refers to a thing that is none: any JSON stands there instead",
        "schemas refer to things that are none: any JSON stands there instead",
    )
    ASIDE = Verdict(
        "reference of an example, link or callback leads nowhere",
        "references of examples, links and callbacks lead nowhere",
        "note",
    )
    CYCLE = Verdict(
        "schema is defined by itself: any JSON stands there instead",
        "schemas are defined by themselves: any JSON stands there instead",
    )
    MAPPING = Verdict(
        "entry of a mapping leads to nothing that it could mean",
        "entries of mappings lead to nothing that they could mean",
    )
    MAPPING_STRANGER = Verdict(
        "entry of a mapping leads to no member",
        "entries of mappings lead to no member",
        strict="warning",
    )
    TAG = Verdict(
        "tag of a union tells less than it should: what else is there tells the rest",
        "tags of unions tell less than they should: what else is there tells the rest",
    )
    UNMAPPED = Verdict(
        "discriminator tells members by their names or constants, without a mapping for all",
        "discriminators tell members by their names or constants, without a mapping for all",
        "note",
        "warning",
    )
    UNKNOWN_FORMAT = Verdict(
        "format is unknown and has no effect",
        "formats are unknown and have no effect",
        "note",
        "note",
        "note",
    )
    UNENFORCED = Verdict(
        "keyword isn't enforced: the server judges what is sent",
        "keywords aren't enforced: the server judges what is sent",
        "note",
        "note",
        "note",
    )
    UNUSED = Verdict(
        "component is used by nothing", "components are used by nothing", "note", "warning"
    )
    UNSERVED = Verdict(
        "fault stands where no operation leads", "faults stand where no operation leads", "note"
    )
    OPERATION_ID = Verdict(
        "operation has no operationId of its own and is named by its path",
        "operations have no operationId of their own and are named by their path",
    )
    PARAMETER = Verdict(
        "parameter and the placeholders of its path don't agree",
        "parameters and placeholders of paths don't agree",
    )
    ADDRESS = Verdict(
        "address of a server can't be used: the caller gives another",
        "addresses of servers can't be used: the caller gives another",
    )
    SCHEME = Verdict(
        "address of a server has no scheme: https is taken",
        "addresses of servers have no scheme: https is taken",
        "note",
    )
    PATH = Verdict(
        "path has a query, a fragment or signs that have to be escaped",
        "paths have a query, a fragment or signs that have to be escaped",
    )
    PATH_ELSEWHERE = Verdict(
        "path leads elsewhere than it says and is left out",
        "paths lead elsewhere than they say and are left out",
    )
    VARIABLE = Verdict(
        "variable of a server would change the address and keeps its default",
        "variables of servers would change the address and keep their default",
    )
    EXTENSION = Verdict(
        "extension has another form than ours of that name and is left out",
        "extensions have another form than ours of that name and are left out",
    )
    UNFOLLOWED = Verdict(
        "name for Python is of what Python has nothing for",
        "names for Python are of what Python has nothing for",
        strict="warning",
        own="warning",
    )
    HEADER = Verdict(
        "name of a header or cookie can't be sent: this parameter is left out",
        "names of headers or cookies can't be sent: these parameters are left out",
    )
    MEDIA_TYPE = Verdict(
        "media type is none, or several at once: the first is taken",
        "media types are none, or several at once: the first is taken",
    )
    CREDENTIAL = Verdict(
        "credential has a header that can't be sent, and is left to callers",
        "credentials have headers that can't be sent, and are left to callers",
    )
    AUTHORIZATION = Verdict(
        "operation takes its credential as a parameter: the client is given it",
        "operations take their credential as a parameter: the client is given it",
        strict="warning",
        own="warning",
    )
    VERSION = Verdict(
        "version of OpenAPI is written in another way",
        "versions of OpenAPI are written in another way",
        "note",
    )
    SECURITY = Verdict(
        "requirement names a security scheme that isn't there",
        "requirements name security schemes that aren't there",
    )
    STATUS = Verdict("status of an answer is none", "statuses of answers are none")
