"""Plant the fault of every rule into real files, and see whether it is found, and it alone.

    python tests/quality/planted_faults.py [FOLDER] [--files 10] [--only CODE]

Nothing is written but copies in a temporary folder. For each rule its fault goes into ten files of
the folder (by default `../shared/corpus/news`) that do not have it: as its example shows it, and as
its plant in `plants.py` does, where there is one. Counted are the files in which it is found, and
those in which a code comes up that was not there. Exits with 1 unless every fault is found and no
other code appears.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

from example_plants import example_plant
from plants import (
    ELSEWHERE,
    MODELS,
    MORE_RULES,
    PAGES,
    PLANTS,
    PREPARATIONS,
    SCHEMAS,
    Files,
    Pointing,
    Victim,
)

from article_schema.checking.config.collections.site import Site
from article_schema.checking.config.configuration import Configuration
from article_schema.checking.config.settings import Settings
from article_schema.checking.run import check_paths
from article_schema.model.article import Article
from article_schema.rules.catalogue import RULES
from article_schema.rules.examples import example_options
from article_schema.rules.rule import NETWORK, Rule

#: Plants into a file: the files before and after, or None where it does not lend itself.
Way: TypeAlias = Callable[[Victim], tuple[Files, Files] | None]

NOW = datetime(2024, 1, 1, tzinfo=UTC)
CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "news"


@dataclass
class Outcome:
    """What became of the fault of one rule."""

    rule: Rule
    #: How it was planted: `example` or `plant`.
    way: str
    planted: int = 0
    found: int = 0
    #: Codes that were not there before, with how many files had them.
    others: Counter[str] = field(default_factory=Counter)

    def holds(self, wanted: int) -> bool:
        """Tell whether the fault was found in as many files as wanted, and nothing else."""
        return self.planted == self.found == wanted and not self.others


def settings_for(rule: Rule, folder: Path) -> Settings:
    """Return the settings under which a rule is tried: the defaults, and what it needs besides."""
    more = MORE_RULES.get(rule.code)
    settings = Settings(
        extend_select=(rule.code,),
        options={rule.code: options} if (options := example_options(rule)) else {},
        model=MODELS.get(rule.code, Article),
        rules=(*RULES, more) if more else RULES,
        now=NOW,
    )
    if settings.model is Pointing:
        for name, raw in ELSEWHERE.items():
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(raw)
        whole = Configuration({"collections": [PAGES]}, folder=str(folder))
        site = Site(str(folder), whole.collections, whole)
        return replace(settings, site=site, collection=str(PAGES["name"]))
    schema = SCHEMAS.get(rule.code)
    if schema is None:
        return settings
    path = folder / "planted.schema.json"
    path.write_text(json.dumps(schema), encoding="utf-8")
    return replace(settings, schemas=(path,))


def ways_of(rule: Rule) -> Iterator[tuple[str, Way]]:
    """Yield each way to plant the fault of a rule, with its name."""
    from_example = example_plant(rule)
    if from_example is not None:
        yield "example", from_example
    if rule.code in PLANTS:
        yield "plant", lambda victim: _planted(rule, victim)


def _planted(rule: Rule, victim: Victim) -> tuple[Files, Files] | None:
    prepare = PREPARATIONS.get(rule.code)
    before = prepare(victim) if prepare else None
    target = Victim(victim.name, before[victim.name] or b"") if before else victim
    after = PLANTS[rule.code](target)
    return None if after is None else ({target.name: target.raw}, after)


def codes_in(files: Files, settings: Settings) -> Counter[str]:
    """Count how often each code comes up in a folder of files."""
    with tempfile.TemporaryDirectory() as folder:
        for name, raw in files.items():
            path = Path(folder) / name
            path.parent.mkdir(exist_ok=True)
            if raw is None:
                path.symlink_to("nowhere")
            else:
                path.write_bytes(raw)
        report = check_paths([Path(folder) / name for name in files], settings)
    return Counter(finding.code for finding in report.findings)


def try_rule(
    rule: Rule, name: str, way: Way, settings: Settings, victims: Sequence[Victim], wanted: int
) -> Outcome:
    """Plant the fault of a rule into as many files as wanted, none of which has it already."""
    outcome = Outcome(rule, name)
    step = max(len(victims) // wanted, 1)
    spread = [victim for start in range(step) for victim in victims[start::step]]
    for victim in spread:
        files = way(victim)
        before = codes_in(files[0], settings) if files else None
        if files is None or before is None or rule.code in before:
            continue
        after = codes_in(files[1], settings)
        outcome.planted += 1
        outcome.found += rule.code in after
        outcome.others.update(after.keys() - before.keys() - {rule.code})
        if outcome.planted == wanted:
            break
    return outcome


def main() -> int:
    """Run and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--files", type=int, default=10)
    parser.add_argument("--only", action="append", default=[])
    given = parser.parse_args()
    if not given.folder.is_dir():
        parser.error(f"there is no folder {given.folder}")
    paths = sorted(given.folder.glob("*.md"))
    victims = [Victim(path.name, path.read_bytes()) for path in paths]
    # What the network answers is planted in no file; `tests/online` has servers that answer so.
    in_files = [rule for rule in RULES if rule.family != NETWORK]
    rules = [rule for rule in in_files if not given.only or rule.code in given.only]
    failed = 0
    print(f"{'code':7}{'name':30}{'way':9}{'planted':>8}{'found':>7}  other codes")
    for rule in rules:
        with tempfile.TemporaryDirectory() as folder:
            settings = settings_for(rule, Path(folder))
            outcomes = [
                try_rule(rule, name, way, settings, victims, given.files)
                for name, way in ways_of(rule)
            ]
        for outcome in outcomes:
            others = ", ".join(f"{code} ({count})" for code, count in outcome.others.items())
            print(f"{rule.code:7}{rule.name:30}{outcome.way:9}{outcome.planted:8}"
                  f"{outcome.found:7}  {others or 'none'}"
                  f"{'' if outcome.holds(given.files) else '  <-- wrong'}")  # fmt: skip
        if not outcomes:
            print(f"{rule.code:7}{rule.name:30}has neither an example as text nor a plant")
        failed += not (outcomes and all(outcome.holds(given.files) for outcome in outcomes))
    print(f"{len(rules) - failed} of {len(rules)} rules find their fault, and it alone")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
