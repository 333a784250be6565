"""Files with the same keys are one kind, and a kind has patterns that match them alone."""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_schema import check_text, structure
from article_schema.checking.config.collections.declared import Collections
from article_schema.checking.config.configurations import Configurations, Given
from article_schema.checking.config.settings import Settings
from article_schema.checking.discovery.search import find_files
from article_schema.errors import ValidationError
from article_schema.inferring.as_json_schema import class_of
from article_schema.inferring.guessing import guess_model
from article_schema.inferring.kinds import Kind, content_of, kinds_of
from article_schema.inferring.observing import Seen
from article_schema.inferring.reading import Readings, ReadRecord
from article_schema.model.shapes.tables import table_of

SHARED = Path(__file__).parents[3] / "shared"
POST = {"title": "a", "date": "2020-06-12", "author": "ann", "tags": ["a"]}
GUIDE = {"title": "a", "level": 1, "weight": 2}
AUTHOR = {"name": "Ann", "email": "ann@example.com"}


def front(paths: list[str], data: dict[str, Any]) -> list[ReadRecord]:
    return [ReadRecord(path, data, path.endswith(".md")) for path in paths]


def named(kinds: list[Kind]) -> dict[str, list[str]]:
    return {kind.name: kind.patterns for kind in kinds}


def test_folders_with_other_keys_are_other_kinds() -> None:
    records = front([f"content/posts/{n}.md" for n in range(9)], POST)
    records += front([f"content/guides/deep/{n}.md" for n in range(5)], GUIDE)
    records += front([f"data/authors/{n}.yml" for n in range(4)], AUTHOR)
    records += front(["package.json", "data/menu.yml"], {"x": 1})
    kinds = kinds_of(records)
    assert named(kinds) == {
        "posts": ["/content/posts/**/*.md"],
        "deep": ["/content/guides/deep/**/*.md"],
        "authors": ["/data/authors/**/*.yml"],
    }
    assert [kind.files for kind in kinds] == [9, 5, 4]
    assert kinds[2].seen.count == 4


def test_folders_with_the_same_keys_are_one_kind() -> None:
    paths = [f"site/blog/{year}/{n}.md" for year in range(2018, 2024) for n in range(4)]
    assert named(kinds_of(front(paths, POST))) == {"blog": ["/site/blog/**/*.md"]}


def test_a_folder_for_each_post_makes_no_kind_of_each() -> None:
    records = front([f"posts/{n}/index.md" for n in range(20)], POST)
    records += front([f"guides/{n}/index.md" for n in range(12)], GUIDE)
    expected = {"posts": ["/posts/**/*.md"], "guides": ["/guides/**/*.md"]}
    assert named(kinds_of(records)) == expected


def test_what_is_like_nothing_stays_together() -> None:
    records = front([f"posts/{n}.md" for n in range(20)], POST)
    for number, folder in enumerate(["about", "contact", "feed"]):
        records += front([f"pages/{folder}/index.md"], {f"key{number}": 1})
    expected = {"posts": ["/posts/**/*.md"], "pages": ["/pages/**/*.md"]}
    assert named(kinds_of(records)) == expected


def test_a_kind_inside_of_another_is_left_out_of_it() -> None:
    records = front([f"blog/{n}.md" for n in range(9)], POST)
    records += front([f"blog/guides/{n}.md" for n in range(9)], GUIDE)
    records += front([f"blog/guides/posts/{n}.md" for n in range(9)], POST)
    expected = {
        "blog": ["/blog/**/*.md", "!/blog/guides/**", "/blog/guides/posts/**/*.md"],
        "guides": ["/blog/guides/**/*.md", "!/blog/guides/posts/**"],
    }
    assert named(kinds_of(records)) == expected


def test_names_of_files_that_tell_their_kind() -> None:
    records = front([f"content/posts/{n}.md" for n in range(9)], POST)
    records += front(["content/_index.md", "content/posts/_index.md"], {"title": "a"})
    records += front(["skills/a/SKILL.md", "skills/b/SKILL.md"], {"name": "a", "description": "b"})
    assert named(kinds_of(records)) == {
        "posts": ["/content/posts/**/*.md", "!_index.md"],
        "sections": ["/content/**/_index.md"],
        "skills": ["/skills/**/SKILL.md"],
    }


def test_the_skill_that_comes_beside_a_single_one_is_of_its_kind() -> None:
    skill = {"name": "a", "description": "b"}
    one = front([".claude/skills/a/SKILL.md"], skill)
    assert named(kinds_of(one)) == {"skills": ["/.claude/skills/**/SKILL.md"]}
    two = [*one, *front(["skills/img/SKILL.md"], skill)]
    patterns = ["/.claude/skills/**/SKILL.md", "/skills/**/SKILL.md"]
    assert named(kinds_of(two)) == {"skills": patterns}
    assert named(kinds_of(front(["a/SKILL.md"], skill))) == {"skills": ["/a/**/SKILL.md"]}


def test_data_files_alone_are_kinds_too() -> None:
    assert named(kinds_of(front(["a.yml", "b.yml"], AUTHOR))) == {"posts": ["/*.yml"]}


STEPS = st.sampled_from(["posts", "guides", "a b", "[x]", "!c", "#d", "2020", "ü", "*"])
NAMES = st.sampled_from(["1.md", "2.md", "_index.md", "SKILL.md", "x.mdx", "a.yml", "b.yml"])


@given(
    st.lists(
        st.tuples(st.lists(STEPS, max_size=3), NAMES, st.sampled_from([POST, GUIDE, AUTHOR, {}])),
        min_size=1, max_size=40, unique_by=lambda each: ("/".join(each[0]), each[1]),
    )
)  # fmt: skip
def test_a_file_belongs_to_its_kind_and_to_no_other(
    files: list[tuple[list[str], str, dict[str, Any]]],
) -> None:
    records = [
        ReadRecord("/".join([*steps, name]), {**data, "x": 1}, not name.endswith(".yml"))
        for steps, name, data in files
    ]
    kinds = kinds_of(records)
    declared = [{"name": kind.name, "files": kind.patterns} for kind in kinds]
    collections = Collections(declared, "/site", None)
    owners = Counter[str]()
    for record in records:
        owner = collections.of(f"/site/{record.path}")
        if owner is not None:
            owners[owner.name] += 1
        assert owner is not None or record.path.endswith(".yml")
    assert owners == {kind.name: kind.files for kind in kinds}
    assert sum(kind.seen.count for kind in kinds) == sum(owners.values())
    for kind in kinds:
        for pattern in kind.patterns:
            alone = Collections([{"name": "a", "files": [pattern]}], "/site", None)
            wanted = pattern.startswith("!") or any(
                alone.of(f"/site/{record.path}") for record in records
            )
            assert wanted, pattern


PARTS = st.integers() | st.text() | st.just("2020-06-12") | st.none()


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from("abc"), PARTS | st.lists(st.integers(), max_size=2), max_size=3
        ),
        max_size=9,
    ),
    st.integers(0, 9),
)
def test_what_was_seen_in_two_parts_is_what_was_seen_at_once(
    records: list[dict[str, Any]], cut: int
) -> None:
    whole, first, second = Seen(), Seen(), Seen()
    for number, record in enumerate(records):
        whole.add(record)
        (first if number < cut else second).add(record)
    first.take(second)
    assert first == whole


def test_very_many_folders_take_no_longer_each() -> None:
    keys = [f"k{number}" for number in range(300)]
    draw = random.Random(1)
    records = [
        ReadRecord(f"a/{n % 90}/{n}/index.md", dict.fromkeys(draw.sample(keys, 9), 1), True)
        for n in range(4_000)
    ]
    start = time.process_time()
    assert sum(kind.files for kind in kinds_of(records)) == 4_000
    assert time.process_time() - start < 10


def files_of_this_folder() -> Iterator[ReadRecord]:
    found = find_files(["."], Configurations(Given(isolated=True)))
    return Readings(content_of(found, ".")).records()


@pytest.mark.parametrize("site", ["eleventy", "hugo", "next", "zola"])
def test_the_models_of_a_site_take_its_files_and_no_misspelt_key(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = SHARED / "sites" / site
    if not folder.is_dir():
        pytest.skip("../shared is not here")
    monkeypatch.chdir(folder)
    records = {record.path: record.data for record in files_of_this_folder()}
    kinds = kinds_of(files_of_this_folder())
    declared = [{"name": kind.name, "files": kind.patterns} for kind in kinds]
    collections = Collections(declared, str(Path.cwd()), None)
    refused = 0
    for kind in kinds:
        model = class_of(guess_model(kind.seen, "Post"))
        mine = [
            data
            for path, data in records.items()
            if (owner := collections.of(str(folder / path))) is not None and owner.name == kind.name
        ]
        assert len(mine) == kind.files
        for data in mine:
            structure(data, model)
        required = [field.key for field in table_of(model).fields if field.required]
        for key in required[:1]:
            wrong = {f"{each}x" if each == key else each: value for each, value in mine[0].items()}
            with pytest.raises(ValidationError, match="is missing"):
                structure(wrong, model)
            text = f"---\n{json.dumps(wrong, default=str)[1:-1]}\n---\n"
            assert check_text(text, "a.md", Settings(model=model)).findings
            refused += kind.files
    assert refused >= sum(kind.files for kind in kinds) * 0.9
