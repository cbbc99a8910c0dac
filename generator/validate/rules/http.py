"""What travels: addresses, paths, names of headers, and the keys of responses.

A text in one of these places becomes part of a request, where a control character or a sign of the
wrong kind would mean something else than the author wrote.
"""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote, urlsplit

from generator.document import Node, join
from generator.findings import Finding
from generator.mending import Mend, left_out, renamed, replaced
from generator.policy import Kind
from generator.standard.headers import OWNED, TOKEN, WRITTEN
from generator.standard.objects import StandardObject
from generator.standard.path_templates import plain_path
from generator.validate.rules.operations import PLACEHOLDER
from generator.validate.survey import Survey, finding

SENT: Final = re.compile(r"[!-~][ -~]*")
"""What can stand at the beginning of a header's value: printable ASCII, and no blank first."""

HOST: Final = re.compile(r"[A-Za-z0-9._-]+")
"""What the client takes for a host, apart from addresses in brackets."""

NAMED: Final = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}(?::\d+)?(?:/.*)?")
"""The address of a host by its name, as people say it."""

UNPRINTED: Final = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\\]")
ADDRESS: Final = re.compile(r"(?i:https?)://(?P<authority>[^/]+)(?:/.*)?|[/.].*|\{.*", re.DOTALL)


def check(survey: Survey) -> Iterator[Finding]:
    """All findings about paths, servers, headers and status codes."""
    root = survey.document.root
    for path, item in (root.members["paths"].members if "paths" in root.members else {}).items():
        yield from _path(path, item)
    servers = root.get("servers")
    for index, server in enumerate(servers.items if servers else ()):
        yield from _server(server, join("/servers", index))
    for place in survey.objects:
        if place.object_type == "parameter" and place.node.text("in") == "header":
            yield from _header(place)
        if place.object_type == "parameter" and place.node.text("in") == "cookie":
            yield from _cookie(place)
        if place.object_type == "security scheme" and place.node.text("in") == "header":
            yield from _header(place)
            yield from _prefix(place)
        if place.object_type == "operation":
            yield from _statuses(place)
    yield from _request_id(root)


def _path(template: str, item: Node) -> Iterator[Finding]:
    path = plain_path(template)
    if not path.startswith("/"):
        return
    fault, grade = "", Kind.PATH
    if UNPRINTED.search(re.sub(r"\{[^{}]*\}", "", path)):
        fault = "has a blank, a backslash or a control character"
    elif re.search(r"[{}]", re.sub(r"\{[^{}]+\}", "", path)):
        fault = "has a brace that nothing closes or opens"
    elif re.search(r"\{[^{}]*/[^{}]*\}", path):
        fault, grade = "has a slash within braces, where a path is cut", Kind.PATH_ELSEWHERE
    elif "?" in path or "#" in path:
        fault = "has a query or a fragment, which belong into parameters"
    elif path.startswith("//"):
        fault = "begins with two slashes, as the name of a host would"
    elif re.search(r"/(?:\.|%2[eE]){1,2}(?:/|\Z)", path):
        fault, grade = "leads somewhere else than it says", Kind.PATH_ELSEWHERE
    if fault:
        where, pointer = item.key or item.where, join("/paths", template)
        mend = _path_mend(template, pointer, grade)
        yield Finding(where, pointer, f"the path {path!r} {fault}", kind=grade, mend=mend)


def _path_mend(path: str, pointer: str, kind: Kind) -> Mend | None:
    """Return how a path can be called all the same; one that leads elsewhere can't be."""
    if kind is Kind.PATH_ELSEWHERE:
        return left_out(pointer)
    plain = _escaped(path)
    return renamed("/paths", path, plain) if plain != path else None


def _escaped(path: str) -> str:
    """Return a path in which nothing but placeholders has braces, and all can be sent."""
    pieces = re.split(r"(\{[^{}]+\})", path)
    return "".join(
        piece if number % 2 else quote(piece, safe="/?#%!$&'()*+,;=:@-._~")
        for number, piece in enumerate(pieces)
    )


def _server(server: Node, pointer: str) -> Iterator[Finding]:
    node = server.get("url")
    url = server.text("url")
    if node is None or url is None:
        return
    place = join(pointer, "url")
    bare = url.strip()
    secure = f"https:{bare}" if bare.startswith("//") else f"https://{bare}"
    if (bare.startswith("//") or NAMED.fullmatch(bare)) and not _address_fault(server, secure):
        fault, mend = f"the address {url!r} has no scheme; https is meant", replaced(place, secure)
        yield Finding(node.where, place, fault, kind=Kind.SCHEME, mend=mend)
    elif bare != url and not _address_fault(server, bare):
        fault, mend = f"the address {url!r} has blanks around it", replaced(place, bare)
        yield Finding(node.where, place, fault, kind=Kind.SCHEME, mend=mend)
    elif fault := _address_fault(server, url):
        yield Finding(node.where, place, fault, kind=Kind.ADDRESS, mend=left_out(pointer))
    yield from _variables(server, url, pointer)


def _address_fault(server: Node, url: str) -> str:
    """Return what is wrong with the address of a server; "" where nothing is."""
    parts = ADDRESS.fullmatch(url)
    if UNPRINTED.search(url) or '"' in url or parts is None or url.startswith("//"):
        return f"{url!r} is no address of http or https"
    if "@" in (parts["authority"] or ""):
        return "an address must not hold a user or a password"
    if "?" in url or "#" in url:
        return "the address of a server has no query and no fragment"
    fault = "" if url.startswith(("/", ".")) else _unusable(server, url)
    return f"the address {url!r} {fault}" if fault else ""


def _unusable(server: Node, url: str) -> str:
    """Return what keeps a client from using an address, with the defaults of its variables."""
    by_name = variables.members if (variables := server.get("variables")) else {}
    holes = PLACEHOLDER.findall(url)
    if re.search(r"[{}]", PLACEHOLDER.sub("", url)):
        return "has a brace that nothing closes or opens"
    for name in (*holes, *by_name):
        if name not in by_name:
            return f"has {{{name}}}, which no variable declares"
        if holes.count(name) != 1:
            return f"has {{{name}}} {'more than once' if name in holes else 'nowhere'}"
    example = PLACEHOLDER.sub(lambda hole: _filled(by_name[hole[1]], first=hole.start() == 0), url)
    return "" if _reachable(example) else "has a host or a port that can't be used"


def _filled(variable: Node, *, first: bool) -> str:
    """Return the default of a variable; one that has to be given may be any name or address."""
    required = variable.get("x-required")
    if required is not None and required.value is True:
        return "https://name" if first else "name"
    return variable.text("default") or ""


def _reachable(address: str) -> bool:
    try:
        parts = urlsplit(address)
        usable_port = parts.port is None or parts.port > 0
    except ValueError:
        return False
    host = parts.hostname or ""
    return usable_port and bool(HOST.fullmatch(host) or ":" in host)


def _variables(server: Node, url: str, pointer: str) -> Iterator[Finding]:
    """Values of variables stay where their variable is; one at the beginning is the address."""
    variables = server.get("variables")
    for name, variable in (variables.members if variables else {}).items():
        enum = variable.get("enum")
        for node in (variable.get("default"), *(enum.items if enum else ())):
            text = node.value if node is not None else None
            if node is not None and isinstance(text, str) and _leaves(text, name, url):
                message = f"{text!r} would change the address around it"
                where = join(join(pointer, "variables"), name)
                mend = _filled_in(server, pointer, name)
                yield Finding(node.where, where, message, kind=Kind.VARIABLE, mend=mend)


def _filled_in(server: Node, pointer: str, name: str) -> Mend:
    """The default of a variable is a part of the address, which no argument changes."""
    plain = server.plain()
    assert isinstance(plain, dict)
    variables = plain.pop("variables", {})
    assert isinstance(variables, dict)
    default = (server.members["variables"].members[name].text("default")) or ""
    plain["url"] = str(plain["url"]).replace(f"{{{name}}}", default)
    plain["variables"] = {key: value for key, value in variables.items() if key != name}
    return replaced(pointer, plain)


def _leaves(text: str, name: str, url: str) -> bool:
    hole = f"{{{name}}}"
    host = url.partition("://")[2].partition("/")[0]
    signs = "[/?#@:]" if hole in host else "[?#]"
    return bool(UNPRINTED.search(text) or re.search(signs, text))


def _header(place: StandardObject) -> Iterator[Finding]:
    name = place.node.text("name")
    if name is None:
        return
    grade = Kind.HEADER if place.object_type == "parameter" else Kind.CREDENTIAL
    if not TOKEN.fullmatch(name):
        yield finding(place, "name", f"{name!r} can't be the name of a header", grade)
    elif name.lower() in OWNED:
        yield finding(place, "name", f"the header {name!r} belongs to the connection", grade)
    elif name.lower() in WRITTEN and place.object_type == "security scheme":
        yield finding(place, "name", f"the header {name!r} can't be a credential's", grade)


def _cookie(place: StandardObject) -> Iterator[Finding]:
    name = place.node.text("name")
    if name is not None and not TOKEN.fullmatch(name):
        yield finding(place, "name", f"{name!r} can't be the name of a cookie", Kind.HEADER)


def _prefix(place: StandardObject) -> Iterator[Finding]:
    prefix = place.node.text("x-prefix")
    if prefix is not None and not SENT.fullmatch(prefix):
        yield finding(place, "x-prefix", f"{prefix!r} can't be sent in front of a credential")


def _request_id(root: Node) -> Iterator[Finding]:
    """The header that takes an id of the caller's is free for it."""
    extension = root.get("x-client-request-id")
    name = extension.text("header") if extension is not None else None
    if extension is not None and name is not None and name.lower() in OWNED | WRITTEN:
        message = f"the header {name!r} can't be that of a request id"
        yield Finding(extension.members["header"].where, "/x-client-request-id/header", message)


def _statuses(place: StandardObject) -> Iterator[Finding]:
    responses = place.node.get("responses")
    for status, node in (responses.members if responses else {}).items():
        if UNPRINTED.search(status):  # the meta-schema's `$` lets a line end through
            pointer = join(join(place.pointer, "responses"), status)
            message, mend = f"{status!r} is no status of a response", left_out(pointer)
            where = node.key or node.where
            yield Finding(where, pointer, message, kind=Kind.STATUS, mend=mend)
