"""Verifying: the action that asks the network about one link, and what it says afterwards."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from article_schema.faults import Range
from article_schema.lsp.answers import VERIFY
from article_schema.lsp.answers.trees import reading_of
from article_schema.lsp.links.known import Links
from article_schema.lsp.sites import Choice
from article_schema.lsp.texts import Text
from article_schema.online.answers import Kind
from article_schema.online.claims import Claim
from article_schema.routes import format_route

#: What the action calls that which it asks about.
_NAMES = {Kind.PAGE: "link", Kind.PICTURE: "picture", Kind.HOST: "host"}


def verifying_actions(
    choice: Choice, text: Text, span: Range, links: Links
) -> Iterator[types.CodeAction]:
    """Yield an action for each address at a place of a document.

    Args:
        choice: what counts for the document.
        text: its state.
        span: the place, in code points from 0: a cursor, or what is selected inside of a value.
        links: what is known of links.
    """
    reading = reading_of(choice, text)
    if reading is None:
        return
    here = {
        route
        for route, _, value in reading.entries()
        if value.start + reading.shift <= span[0] and span[1] <= value.end + reading.shift
    }
    for claim in links.claims(choice, text):
        if claim.route in here:
            name = "frame" if claim.is_frame else _NAMES[claim.question.kind]
            yield types.CodeAction(
                title=f"Verify this {name}: ask {claim.question.target[:80]}",
                kind=types.CodeActionKind.QuickFix,
                command=types.Command(
                    title=f"Verify this {name}", command=VERIFY,
                    arguments=[text.uri, claim.question.target],
                ),
            )  # fmt: skip


def claims_about(choice: Choice, text: Text, target: str, links: Links) -> list[Claim]:
    """Return what a document says about an address.

    Args:
        choice: what counts for the document.
        text: its state.
        target: the address.
        links: what is known of links.
    """
    return [each for each in links.claims(choice, text) if each.question.target == target]


def told(choice: Choice, text: Text, claim: Claim, links: Links) -> str:
    """Return what is known of a claim now, for people.

    Args:
        choice: what counts for the document.
        text: its state.
        claim: the claim.
        links: what is known of links.
    """
    checked = links.checked(choice, text)
    found = [] if checked is None else checked.findings
    messages = [each.message for each in found if each.route == claim.route]
    return "; ".join(messages) or f"`{format_route(claim.route)}` is verified: nothing is wrong"
