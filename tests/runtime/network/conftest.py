"""What tests of the network share: whose certificates and proxies hold."""

from __future__ import annotations

import pytest

from tests.support.certified import AUTHORITY


@pytest.fixture
def no_settings(direct: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings of this machine's: neither proxies nor authorities."""
    for name in ("SSL_CERT_FILE", "ssl_cert_file", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def authority(no_settings: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The authority of these tests, and nothing of this machine's."""
    monkeypatch.setenv("SSL_CERT_FILE", AUTHORITY)
