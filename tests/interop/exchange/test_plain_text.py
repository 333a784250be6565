from __future__ import annotations

import time
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_schema.interop.exchange.plain_text import text_of


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("", ""),
        ("Dawn", "Dawn"),
        ("Caf&eacute; &amp; more", "Café & more"),
        ("<p>One</p><p>two <b>th</b>ree</p>", "One two three"),
        ("One<br>two<hr>three<td>four", "One two three four"),
        ("a <script>alert(1)</script><style>p{}</style>b", "a b"),
        ("a<!-- x -->b<?php y ?>c", "abc"),
        ("a\xa0b \n c", "a\xa0b c"),
        ("<a href='x'>link</a>, and <i>more", "link, and more"),
        ("a < b && c", "a < b && c"),
        ('<?xml version="1.0" encoding="latin1"?>é', "é"),
        ("<title>x</title>é<template>y</template>", "é"),
        ("\x00a", "\ufffda"),
    ],
)
def test_what_a_fragment_shows(fragment: str, text: str) -> None:
    assert text_of(fragment) == text


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Co")), max_size=40))
def test_text_that_was_escaped_comes_back(text: str) -> None:
    shown = " ".join(text.replace("\xa0", "\0").split()).replace("\0", "\xa0")
    assert text_of(escape(text)) == shown


def test_any_fragment_takes_time_in_proportion() -> None:
    began = time.perf_counter()
    for piece in ("<div>", "<b><i>", "<!--", "</p>", "&#x", "<a b='"):
        assert isinstance(text_of(piece * 100_000), str)
    assert time.perf_counter() - began < 20
