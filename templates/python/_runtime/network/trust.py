"""The TLS settings of our own connections.

Job: certificates are verified, against what SSL_CERT_FILE or SSL_CERT_DIR names or else what the
system trusts, and nothing older than TLS 1.2 is spoken, whatever the system's OpenSSL is configured
to. Nothing in the environment turns any of it off; a caller with other needs brings an http_client.
"""

from __future__ import annotations

import ssl

from ..vocabulary.errors import ConfigurationError


def context() -> ssl.SSLContext:
    """Return the settings for a pool of connections.

    Raises:
        ConfigurationError: the environment names certificates that can't be read.
    """
    context = _trusting()
    if isinstance(context, str):
        raise ConfigurationError(f"SSL_CERT_FILE or SSL_CERT_DIR can't be used: {context}")
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.check_hostname = True
    context.verify_mode = ssl.CERT_REQUIRED
    return context


def _trusting() -> ssl.SSLContext | str:
    """Return settings that trust what the environment or the system does, or why there are none."""
    import httpcore2

    try:
        return httpcore2.default_ssl_context()
    except OSError as error:
        return error.strerror or type(error).__name__
