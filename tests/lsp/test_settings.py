"""What a client tells of its settings."""

from __future__ import annotations

from typing import Any

import pytest

from article_schema.lsp.settings import Settings


@pytest.mark.parametrize("given", [None, [], "trusted", {}, {"trusted": 1}, {"trusted": "true"}])
def test_what_is_no_setting_counts_for_nothing(given: Any) -> None:
    assert Settings().told(given) == Settings()
    everything = Settings(trusted=True, inlay_hints=True)
    assert everything.told(given) == everything


def test_a_setting_that_is_not_told_stays() -> None:
    told = Settings().told({"trusted": True})
    assert told == Settings(trusted=True, inlay_hints=False)
    assert told.told({"inlayHints": True}) == Settings(trusted=True, inlay_hints=True)
    assert told.told({"trusted": False, "nonsense": True}) == Settings()
