"""Fixes of which nobody has to plan the change can be made all the same."""

from __future__ import annotations

import random
from typing import Any

import pytest
from fuzz.fast_path import SEEDS, mutated

from article_schema import Checker, Settings
from article_schema.checking.engine.promises import Promises
from article_schema.document.splicing.splice import planned

#: Values that many fields hold, with faults that have fixes.
FAULTY = (
    '"A &amp; B"', "'It&#8217;s here' # see below", '"here "', "A &amp; B # so", '"12"', "'true'",
    "2020-06-12T19:19:00+02:00", "<b>bold</b>", '"http://www.example.com/a&#038;b"',
    "[a, 'b &amp;']",
)  # fmt: skip


def test_what_is_plain_can_be_planned_and_drops_no_comment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = []
    real = Promises._is_plain

    def checked(promises: Promises, fix: Any) -> bool:
        is_plain = real(promises, fix)
        if is_plain:
            patches = planned(promises.scene, fix.edits)
            assert not (fix.safe and any(map(promises._drops_comment, patches)))
            seen.append(type(fix.edits[0]).__name__)
        return is_plain

    monkeypatch.setattr(Promises, "_is_plain", checked)
    checker, chance = Checker(Settings()), random.Random(7)
    for turn in range(600):
        text = mutated(SEEDS, chance)
        lines = (text.replace("webUrl:", "sourceUrl:") if turn % 3 else text).split("\n")
        for number in chance.sample(range(len(lines)), min(3, len(lines))):
            key, colon, _ = lines[number].partition(": ")
            if colon:
                lines[number] = f"{key}: {chance.choice(FAULTY)}"
        checker.check_text("\n".join(lines), "a.md")
    assert seen.count("SetValue") > 100
    assert seen.count("RenameKey") > 50
