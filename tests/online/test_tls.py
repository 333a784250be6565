"""HTTPS, with an authority that is made on the spot."""

from __future__ import annotations

import datetime
import ssl

import pytest
import trustme

from article_schema.online.answers import Answer, Trouble
from article_schema.online.connecting import Network

from .server import Server, ask, is_ours, lookup, page


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def answer_of(server: Server, authority: trustme.CA, certificate: trustme.LeafCert) -> Answer:
    """Ask a server that has a certificate, and trust an authority alone."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    certificate.configure_cert(context)
    port = server.listen(context)
    trusted = ssl.create_default_context()
    authority.configure_trust(trusted)
    server.on("/a", page())
    network = Network(is_ours, lookup=lookup, tls=trusted)
    (answer,) = ask(f"https://www.example.com:{port}/a", network=network)
    return answer


def test_a_certificate_of_a_known_authority_is_trusted(
    server: Server, authority: trustme.CA
) -> None:
    assert answer_of(server, authority, authority.issue_cert("www.example.com")).is_ok


def test_a_certificate_of_another_authority_is_not(server: Server, authority: trustme.CA) -> None:
    answer = answer_of(server, authority, trustme.CA().issue_cert("www.example.com"))
    assert answer.trouble is Trouble.TLS
    assert "self" in answer.detail or "issuer" in answer.detail


def test_a_certificate_for_another_name_is_not(server: Server, authority: trustme.CA) -> None:
    answer = answer_of(server, authority, authority.issue_cert("www.example.org"))
    assert answer.trouble is Trouble.TLS
    assert "mismatch" in answer.detail


def test_an_expired_certificate_is_not(server: Server, authority: trustme.CA) -> None:
    before = datetime.datetime(2001, 1, 1, tzinfo=datetime.UTC)
    certificate = authority.issue_cert(
        "www.example.com", not_before=before, not_after=before + datetime.timedelta(days=1)
    )
    answer = answer_of(server, authority, certificate)
    assert answer.trouble is Trouble.TLS
    assert "expired" in answer.detail


def test_a_server_without_tls_is_told_apart(server: Server) -> None:
    (answer,) = ask(f"https://www.example.com:{server.port}/a")
    assert answer.trouble in {Trouble.TLS, Trouble.BROKEN}
    assert not server.asked
