"""Where requests go: base URLs, server variables and the join of URL and path."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import httpx2
import pytest
from _runtime.setup.url import expanded, joined
from _runtime.vocabulary.errors import ConfigurationError
from _runtime.vocabulary.provider import ClientParameter, Provider, Server, ServerVariable

from tests.support.small_api import GOOD, KEY, PLAIN, TENANT, Driver
from tests.support.stub import Stub, reply

TRANSPORTS = 2

REGIONAL = Provider(
    name="regional",
    client="Regional",
    server=Server(
        url="https://{region}.regional.example/{version}",
        variables=(
            ServerVariable(name="region", argument="region", default="eu"),
            ServerVariable(name="version", default="v1"),
        ),
    ),
)


@pytest.mark.case("N09")
@pytest.mark.parametrize(
    ("base", "path", "url"),
    [
        (base, path, f"https://h{prefix}/things/make")
        for prefix in ("", "/v1", "/a/b")
        for base in (f"https://h{prefix}", f"https://h{prefix}/")
        for path in ("things/make", "/things/make")
    ],
)
def test_one_slash_between_base_and_path(base: str, path: str, url: str) -> None:
    """A path prefix is kept, and there is exactly one slash, however the base ends."""
    assert url == joined(base, path)


def test_a_path_with_two_slashes_stays_as_it_is() -> None:
    """Servers may tell `//a` and `/a` apart, and the description says which it is."""
    assert joined("https://h/v1/", "//things") == "https://h/v1//things"


@pytest.mark.case("N09")
@pytest.mark.parametrize("slash", ["", "/"])
@pytest.mark.parametrize("prefix", ["", "/v1", "/a/b"])
def test_the_join_as_the_server_sees_it(
    driver: Driver, stub: Stub, prefix: str, slash: str
) -> None:
    """The server receives the base's path with the operation's behind it."""
    stub.plays(reply(GOOD))
    client = driver.client(PLAIN, api_key=KEY, base_url=stub.url + prefix + slash)
    assert stub.url + prefix == client.base_url
    driver.make(client)
    assert f"{prefix}/things/make" == stub.last.target


@pytest.mark.case("N10")
@pytest.mark.parametrize("end", ["?x=1", "/?x=1", "#x", "?", "#", "/v1?", "?x=1#y"])
def test_query_and_fragment_are_refused(driver: Driver, end: str) -> None:
    """A base URL with a query or a fragment, an empty one included, is refused at construction."""
    error = driver.fails(
        ConfigurationError, driver.client, PLAIN, api_key=KEY, base_url=f"https://h/v1{end}"
    )
    assert "base_url holds a query or a fragment" in str(error)


@pytest.mark.case("N11")
@pytest.mark.parametrize(
    "url",
    ["http://example.com", "HTTP://example.com/v1", "http://127.example", "http://127.1",
     "http://0x7f.0.0.1", "http://localhost.example", "http://10.0.0.1", "http://[::2]"],
)  # fmt: skip
def test_plain_http_is_for_the_local_machine(driver: Driver, url: str) -> None:
    """A base URL without encryption is refused unless its host is this machine."""
    assert "plain http" in driver.refusal(PLAIN, api_key=KEY, base_url=url)


@pytest.mark.case("N11")
@pytest.mark.parametrize(
    "url",
    ["http://localhost:8080/v1", "http://127.0.0.1", "http://127.9.9.9:1/x", "http://[::1]:5/v1",
     "https://h", "https://h:65535/v1", "https://[2001:db8::1]/v1", "https://xn--bcher-kva.example"],
)  # fmt: skip
def test_accepted_addresses(driver: Driver, url: str) -> None:
    """Https anywhere and plain http on loopback are accepted as given."""
    assert url == driver.client(PLAIN, api_key=KEY, base_url=url).base_url


@pytest.mark.case("N12")
@pytest.mark.parametrize(
    "url",
    [
        "", " https://h", "https://h ", "https://h/a b", "https://h\r\nX: 1", "https://h\t/",
        "https://h\x00", "h/v1", "//h/v1", "/v1", "ftp://h", "file:///etc", "https://", "https:///v1",
        "https://:80", "https://h:0", "https://h:70000", "https://h:x", "https://h:-1",
        "https://bücher.example", "https://[fe80::1%25eth0]/", "https://[::1", "https://h\\@other",
        "https://h/../v1", "https://h/%2e%2e/v1", "https://h/.", "https://%68", "https://h{x}/v1",
        "https:h/v1",
    ],
)  # fmt: skip
def test_malformed_addresses_are_refused(driver: Driver, url: str) -> None:
    """An address that could be read in two ways, or in none, is refused at construction."""
    assert driver.refusal(PLAIN, api_key=KEY, base_url=url).startswith("base_url ")


@pytest.mark.case("N12", "S14")
@pytest.mark.parametrize(
    "url",
    ["https://user:hidden@h/v1", "https://hidden@h", "https://:hidden@h", "http://a:hidden@127.0.0.1"],
)  # fmt: skip
def test_user_information_is_refused_unseen(driver: Driver, url: str) -> None:
    """A name or a password in the base URL is refused by a message that doesn't repeat it."""
    error = driver.fails(ConfigurationError, driver.client, PLAIN, api_key=KEY, base_url=url)
    assert "user name or a password" in str(error)
    assert "hidden" not in repr((error.args, vars(error), error.__cause__, error.__context__))


@pytest.mark.parametrize("value", [b"https://h", 1, ["https://h"]])
def test_base_url_of_another_type(driver: Driver, value: Any) -> None:
    """Anything but a string is refused by its type."""
    assert "base_url is of type" in driver.refusal(PLAIN, api_key=KEY, base_url=value)


def test_host_and_scheme_are_lower_case(driver: Driver) -> None:
    """Scheme and host don't depend on case; the path does."""
    client = driver.client(PLAIN, api_key=KEY, base_url="HTTPS://Host.Example:443/V1/")
    assert "https://host.example:443/V1" == client.base_url


def test_environment_replaces_the_base_url(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server's variable is read; an argument wins; an empty one counts as not set."""
    monkeypatch.setenv("PLAIN_BASE_URL", "https://other.example/v2")
    assert "https://other.example/v2" == driver.client(PLAIN, api_key=KEY).base_url
    client = driver.client(PLAIN, api_key=KEY, base_url="https://third.example")
    assert "https://third.example" == client.base_url
    monkeypatch.setenv("PLAIN_BASE_URL", "")
    assert "https://plain.example/v1" == driver.client(PLAIN, api_key=KEY).base_url


@pytest.mark.case("N11")
def test_environment_is_held_to_the_same_rules(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bad address from the environment is refused under the variable's name."""
    monkeypatch.setenv("PLAIN_BASE_URL", "http://other.example")
    error = driver.fails(ConfigurationError, driver.client, PLAIN, api_key=KEY)
    assert str(error).startswith("PLAIN_BASE_URL ")


@pytest.mark.parametrize(
    ("endpoint", "url"),
    [
        ("https://r.example", "https://r.example/open/v1"),
        ("https://r.example/", "https://r.example/open/v1"),
        ("https://r.example/open/v1", "https://r.example/open/v1"),
        ("https://r.example/open/v1/", "https://r.example/open/v1"),
        ("https://r.example/open", "https://r.example/open/v1"),
        ("https://r.example/open/", "https://r.example/open/v1"),
        ("https://r.example/Open/V1//", "https://r.example/open/v1"),
        ("https://r.example/prefix", "https://r.example/prefix/open/v1"),
        ("https://r.example/prefix/open", "https://r.example/prefix/open/v1"),
        ("https://r.example/v1/account/gateway", "https://r.example/v1/account/gateway/open/v1"),
        ("http://127.0.0.1:80", "http://127.0.0.1:80/open/v1"),
    ],
)
def test_server_variable_that_opens_the_url(
    driver: Driver, monkeypatch: pytest.MonkeyPatch, endpoint: str, url: str
) -> None:
    """An endpoint is completed, and not twice, from the argument and from the environment alike."""
    assert url == driver.client(TENANT, api_key=KEY, tenant_endpoint=endpoint).base_url
    monkeypatch.setenv("TENANT_ENDPOINT", endpoint)
    assert url == driver.client(TENANT, api_key=KEY).base_url


@pytest.mark.case("N12")
@pytest.mark.parametrize("endpoint", ["http://r.example", "r.example", "https://u:p@r.example",
                                      "https://r.example?x=1", "https://r.example/a?"])  # fmt: skip
def test_server_variable_is_held_to_the_same_rules(driver: Driver, endpoint: str) -> None:
    """An endpoint that makes a bad address is refused under the argument's name."""
    assert "tenant_endpoint" in driver.refusal(TENANT, api_key=KEY, tenant_endpoint=endpoint)


def test_missing_server_variable(driver: Driver) -> None:
    """Without an address the constructor names all that would give one."""
    error = driver.fails(ConfigurationError, driver.client, TENANT, api_key=KEY)
    expected = "pass tenant_endpoint or base_url, or set TENANT_ENDPOINT"
    assert f"Tenant needs an address: {expected}" == str(error)


@pytest.mark.parametrize("url", ["", "/", "/v1"])
def test_a_server_without_a_host_needs_a_base_url(driver: Driver, url: str) -> None:
    """Where the description names no host, the caller has to."""
    nowhere = Provider(name="nowhere", client="Nowhere", server=Server(url=url))
    error = driver.fails(ConfigurationError, driver.client, nowhere)
    assert "Nowhere needs an address: pass base_url" == str(error)
    assert "https://h/v1" == driver.client(nowhere, base_url="https://h/v1").base_url


def test_base_url_stands_in_for_the_server_variable(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A base URL is used as it is, whatever the environment holds; both arguments are an error."""
    monkeypatch.setenv("TENANT_ENDPOINT", "https://r.example")
    client = driver.client(TENANT, api_key=KEY, base_url="https://other.example/x")
    assert "https://other.example/x" == client.base_url
    both = {"base_url": "https://h", "tenant_endpoint": "https://r.example"}
    message = "base_url and tenant_endpoint exclude each other: give one"
    assert message == driver.refusal(TENANT, api_key=KEY, **both)


def test_server_variables_inside_the_url(driver: Driver) -> None:
    """Variables within the URL take their default or the argument."""
    assert "https://eu.regional.example/v1" == driver.client(REGIONAL).base_url
    assert "https://us.regional.example/v1" == driver.client(REGIONAL, region="us").base_url


@pytest.mark.parametrize(
    ("default", "address"), [("v1/api", "https://h.example/v1/api"), ("", "https://h.example")]
)
def test_a_default_is_the_descriptions_own_address(
    driver: Driver, default: str, address: str
) -> None:
    """What the description puts into its URL needn't be a name; what a caller gives has to."""
    variable = ServerVariable(name="base", argument="base", default=default)
    server = Server(url="HTTPS://h.example/{base}", variables=(variable,))
    provider = Provider(name="based", client="Based", server=server)
    assert address == driver.client(provider).base_url
    assert "https://h.example/v2" == driver.client(provider, base="v2").base_url
    error = driver.fails(ConfigurationError, driver.client, provider, base="v2/api")
    assert str(error).startswith("base may only hold")


@pytest.mark.case("N12")
@pytest.mark.parametrize(
    "region", ["evil.example/", "evil.example#", "a@b", "a:80", "..", "a b", ""]
)
def test_server_variable_cannot_move_the_host(driver: Driver, region: str) -> None:
    """A value inside the URL is a name; one that would change the host is refused."""
    error = driver.fails(ConfigurationError, driver.client, REGIONAL, region=region)
    assert str(error).startswith("region ")


@pytest.mark.case("N14")
@pytest.mark.parametrize(
    ("template", "values"),
    [("/a/{x}{y}", {"x": ".", "y": "."}), ("/a/.{x}", {"x": "."}), ("/a/{x}/b", {"x": ""})],
)
def test_dots_through_adjacent_placeholders(template: str, values: dict[str, str]) -> None:
    """Values that only together make a segment of dots are refused as well."""
    with pytest.raises(ValueError, match="x"):
        expanded(template, values)


@pytest.mark.parametrize("path", ["open/v1/things", "open/v1/things/make", "open/things/", "v1",
                                  "open/v2", "open/deployments/d", "open/v1/open/x"])  # fmt: skip
def test_what_an_endpoint_has_already_is_never_doubled(
    driver: Driver, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """An endpoint that goes on behind what it is completed with is refused, with what to give."""
    way = "give it without a path, or the whole address as base_url"
    endpoint = f"https://r.example/{path}"
    refusal = driver.refusal(TENANT, api_key=KEY, tenant_endpoint=endpoint)
    assert refusal.startswith("tenant_endpoint has a part of /open/v1 in its path")
    assert refusal.endswith(way)
    monkeypatch.setenv("TENANT_ENDPOINT", endpoint)
    assert driver.refusal(TENANT, api_key=KEY).endswith(way)


@pytest.mark.parametrize("end", ["?api-version=2025-04-01", "/open/things?api-version=1", "#x"])
def test_an_endpoint_with_a_query_is_refused(driver: Driver, end: str) -> None:
    """What tools show with a query is refused by the argument's name, before anything is sent."""
    refusal = driver.refusal(TENANT, api_key=KEY, tenant_endpoint=f"https://r.example{end}")
    assert "tenant_endpoint holds a query or a fragment: give the address without it" == refusal


def test_a_path_of_several_variables_is_not_doubled(driver: Driver) -> None:
    """The path behind the opening variable may itself hold variables."""
    variables = (
        ServerVariable(name="endpoint", argument="endpoint", required=True),
        ServerVariable(name="version", argument="version", default="v1"),
    )
    server = Server(url="{endpoint}/{version}/open", variables=variables)
    provider = Provider(name="several", client="Several", server=server)
    for given in ("https://h", "https://h/v1", "https://h/v1/open"):
        assert "https://h/v1/open" == driver.client(provider, endpoint=given).base_url
    assert (
        "https://h/v2/open"
        == driver.client(provider, endpoint="https://h/v2", version="v2").base_url
    )


@pytest.mark.parametrize("given", ["eu", "eu.regional.example", "eu.Regional.Example"])
def test_a_host_that_is_whole_already_is_not_doubled(driver: Driver, given: str) -> None:
    """A name inside of a host may have the end of it that the URL adds."""
    assert "https://eu.regional.example/v1" == driver.client(REGIONAL, region=given).base_url


def test_a_base_url_that_ends_with_the_operation(driver: Driver, stub: Stub) -> None:
    """The path of an operation isn't put behind itself; the call is refused, nothing is sent."""
    client = driver.client(PLAIN, api_key=KEY, base_url=f"{stub.url}/v1/things/make")
    assert "base_url ends with /things/make" in str(driver.error(client))
    assert [] == stub.received


def test_base_url_may_be_a_url_of_httpx2(driver: Driver) -> None:
    """A URL object is taken as its text, and held to the same rules."""
    url = httpx2.URL("https://h.example/v1/")
    client = driver.client(PLAIN, api_key=KEY, base_url=url)
    assert "https://h.example/v1" == client.base_url == client._changed({"base_url": url}).base_url
    refusal = driver.refusal(PLAIN, api_key=KEY, base_url=httpx2.URL("https://u:hidden@h/"))
    assert "user name or a password" in refusal and "hidden" not in refusal


def test_the_way_to_plain_http_is_named(driver: Driver) -> None:
    """Who is refused plain http learns which argument permits it."""
    refusal = driver.refusal(PLAIN, api_key=KEY, base_url="http://10.0.0.5:8000/v1")
    assert "unless allow_insecure_http=True permits it" in refusal


def test_a_parameter_with_listed_values(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    """A client's parameter takes what its description lists; another value is told at once."""
    listed = ClientParameter(
        argument="release", environment="RELEASE", place="query", name="v", values=("v1", "beta")
    )
    provider = replace(PLAIN, parameters=(listed,))
    assert driver.client(provider, api_key=KEY, release="beta")._parameter("release") == "beta"
    message = "release has to be 'v1' or 'beta', or to be left out"
    assert message == driver.refusal(provider, api_key=KEY, release="2025-04-01")
    monkeypatch.setenv("RELEASE", "2025-04-01")
    assert message == driver.refusal(provider, api_key=KEY)


def test_letters_outside_of_ascii_in_a_path() -> None:
    """What a description writes between holes is encoded by RFC 3986; its holes aren't."""
    assert expanded("/größen/{größe}/宠", {"größe": "a%2Fb"}) == (
        "/gr%C3%B6%C3%9Fen/a%2Fb/%E5%AE%A0"
    )
