"""The inventory as JSON, for programs."""

from __future__ import annotations

from typing import Any

from article_schema.reporting.json_text import json_text
from article_schema.stats.reading import Inventory
from article_schema.stats.survey import STALE_DAYS, Survey
from article_schema.stats.tally import Tally
from article_schema.version import __version__

#: The version of this format; it changes if readers have to change.
FORMAT_VERSION = 1


def as_json(inventory: Inventory) -> str:
    """Return everything that was counted as a JSON object."""
    return json_text(
        {
            "version": FORMAT_VERSION,
            "tool": {"name": "article-schema", "version": __version__},
            "files": inventory.files,
            "unread": len(inventory.unread),
            "collections": [
                {"name": name, **_survey(survey)} for name, survey in inventory.ordered()
            ],
        }
    )


def _survey(survey: Survey) -> dict[str, Any]:
    return {
        "records": survey.records,
        "folders": _tally(survey.folders),
        "missing": {key: _tally(tally) for key, tally in survey.missing.items()},
        "days": {key: dict(sorted(tally.counts.items())) for key, tally in survey.days.items()},
        "values": {name: _tally(tally) for name, tally in survey.words().items()},
        "hosts": {name: _tally(tally) for name, tally in survey.hosts.items()},
        "sizes": {
            name: [
                {"width": width, "height": height, "count": count}
                for (width, height), count in tally.ordered()
            ]
            for name, tally in survey.sizes.items()
        },
        "related": {
            name: {
                "days": STALE_DAYS,
                "near": each.near,
                "older": each.older,
                "newer": each.newer,
            }
            for name, each in survey.related.items()
        },
    }


def _tally(tally: Tally[str]) -> dict[str, Any]:
    return {"total": tally.total, "others": tally.others, "counts": dict(tally.ordered())}
