"""What the tables of `compare.py` have to show: the targets, and what a run saw of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import contenders as names
from corpus import article
from measuring import measure
from own_models import Setup, command, write

#: The files per CPU second of each contender, by the tree and its name.
Rates = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class Target:
    """A ratio that a table has to show."""

    line: int
    text: str
    #: What was seen; nothing where a contender is missing.
    seen: float | None
    limit: float
    #: Whether the ratio may not be larger than the limit; else it may not be smaller.
    is_most: bool = False
    unit: str = " ×"

    @property
    def told(self) -> str:
        """What was seen, as the table shows it."""
        if self.seen is None:
            return "not measured"
        return f"{self.seen:,.2f}{self.unit}" if self.unit else f"{self.seen:,.0f}"

    @property
    def is_met(self) -> bool | None:
        """Tell whether the target is met; nothing where it was not measured."""
        if self.seen is None:
            return None
        return self.seen <= self.limit if self.is_most else self.seen >= self.limit


def _ratio(rates: Rates, of: tuple[str, str], to: tuple[str, str]) -> float | None:
    try:
        return rates[of[0]][of[1]] / rates[to[0]][to[1]]
    except KeyError:
        return None


def against_peers(rates: Rates, tree: str) -> list[Target]:
    """Return the targets of the first line, on one tree."""
    return [
        Target(1, f"{tree} tree, against {peer}", _ratio(rates, (tree, names.OURS), (tree, peer)),
               limit)
        for peer, limit in (
            (names.RYL_ALL, 2), (names.RYL_ONE, 0.5), (names.RUAMEL, 40),
            (names.CHECK_JSONSCHEMA, 20), (names.PYDANTIC, 4),
        )
    ]  # fmt: skip


def of_trees(rates: Rates) -> list[Target]:
    """Return the targets of the lines 1 to 4."""

    def longer(tree: str) -> float | None:
        # The time is the inverse of the rate, since the files are the same.
        return _ratio(rates, (tree, names.WITHOUT_SET), (tree, names.OURS))

    return [
        *against_peers(rates, "real"),
        Target(2, "three findings in every file, against clean files",
               _ratio(rates, ("three", names.OURS), ("clean", names.OURS)), 0.4),
        Target(2, f"the same, against {names.PYDANTIC}",
               _ratio(rates, ("three", names.OURS), ("three", names.PYDANTIC)), 1),
        Target(3, "19 findings in every file, files per CPU second",
               rates.get("nineteen", {}).get(names.OURS), 2_500, unit=""),
        Target(4, "a fifth of the pages twice, against no rules across files",
               longer("fifth twice"), 1.4, is_most=True),
        Target(4, "all pages twice, against no rules across files",
               longer("all twice"), 2, is_most=True),
    ]  # fmt: skip


def _average(number: int) -> str:
    return article(number)[1]


BUILT_IN = Setup("the built-in model", _average, "required = []")
#: The models whose time is compared with that of the built-in one, and how much longer it may be.
MODELS: tuple[tuple[Setup, float], ...] = (
    (Setup("own model", _average, 'model = "stories.py:Story"'), 1.3),
    (Setup("JSON Schema model", _average, 'model = "story.schema.json"'), 2),
    (Setup("the built-in model and a plug-in's rule", _average, 'rules = ["house_rules.py"]'), 1.2),
)


def of_models(home: Path, number: int, rounds: int) -> list[Target]:
    """Measure the models on the same bytes, the start counted, and return the targets of line 5."""
    setups = [BUILT_IN, *(setup for setup, _ in MODELS)]
    folders = {setup.name: write(home / str(place), setup, number)
               for place, setup in enumerate(setups)}  # fmt: skip
    least: dict[str, float] = {}
    for setup in setups * rounds:
        taken = measure(command(setup), folders[setup.name])
        if taken.status:
            raise SystemExit(f"{setup.name}: the check found something, or failed")
        least[setup.name] = min(taken.seconds, least.get(setup.name, taken.seconds))
    return [
        Target(5, f"{setup.name}, time against the built-in model",
               least[setup.name] / least[BUILT_IN.name], limit, is_most=True)
        for setup, limit in MODELS
    ]  # fmt: skip


def show(targets: list[Target], write_line: Callable[[str], object] = print) -> None:
    """Print the table of line, target and what was seen."""
    write_line("\n| line | what is measured | target | seen | met |")
    write_line("|---|---|---|---|---|")
    for target in targets:
        sign = "≤" if target.is_most else "≥"
        met = {True: "yes", False: "no", None: ""}[target.is_met]
        limit = f"{sign} {target.limit:,g}{target.unit}"
        write_line(f"| {target.line} | {target.text} | {limit} | {target.told} | {met} |")
