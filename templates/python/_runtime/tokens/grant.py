"""How a client fetches tokens, as the table of its provider says.

Job: be the slot of the provider's table. What keeps the tokens, and asks for them, is imported
where a client is given what they are fetched with.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..vocabulary.dataclass import dataclass
from ..vocabulary.errors import ConfigurationError

if TYPE_CHECKING:
    from .fetching import FetchedTokens


@dataclass(frozen=True, kw_only=True)
class Grant:
    """How a client fetches a token for itself (RFC 6749, section 4.4)."""

    token_url: str
    """Absolute, or a path that is relative to the address of the client."""
    arguments: tuple[str, str]
    """Those that take the client's id and its secret."""
    scopes: tuple[str, ...] = ()
    """What is asked for."""

    def tokens(self, arguments: Mapping[str, object]) -> FetchedTokens | None:
        """Return what fetches tokens with the id and the secret of the client, if there are any.

        Raises:
            ConfigurationError: one of them is missing, or can't be sent.
        """
        names = [name for name in self.arguments if arguments.get(name) is not None]
        if not names:
            return None
        if len(names) < len(self.arguments):
            beside = next(name for name in self.arguments if name not in names)
            raise ConfigurationError(f"{names[0]} is of no use alone: pass {beside} with it")
        from .fetching import FetchedTokens

        client_id, secret = (arguments[name] for name in self.arguments)
        return FetchedTokens(self.token_url, self.scopes, self.arguments, client_id, secret)
