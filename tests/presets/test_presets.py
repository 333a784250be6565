"""Each preset takes what its generator takes, and tells what is wrong with its reserved keys."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from pathlib import Path
from typing import Annotated, Any

import jsonschema
import pytest

from article_schema import Doc, Settings, check_text, json_schema, record, structure
from article_schema.checking.config.model_names import model_named
from article_schema.cli import main
from article_schema.errors import UsageError, ValidationError
from article_schema.fields import Name, table_of
from article_schema.presets import PRESETS, Hugo, Jekyll, preset_class
from article_schema.reporting.field_page import field_page

#: Front matter of each preset: first without a fault, then each fault with its line and its code.
CASES: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "jekyll": (
        """\
layout: post
title: 2020
date: 2020-06-12 08:00:00 -0500
tags: a b
categories: [a]
mood: calm
tag: x
excerpt_separator: <!--more-->
""",
        [
            ("published: maybe\n", "FLD004"),
            ("layuot: post\n", "FLD002"),
            ("date: 2020-13-01\n", "DAT003"),
        ],
    ),
    "hugo": (
        """\
Title: Harbour
Date: 2020-06-12
draft: false
weight: 2
mood: calm
isCJKLanguage: true
build: {list: never, render: link}
resources: [{src: '*.png', name: a}]
""",
        [
            ("drfat: true\n", "FLD002"),
            ("weight: heavy\n", "FLD004"),
            ("build: {list: nowhere}\n", "FLD004"),
            ("expiryDate: tomorrow\n", "DAT001"),
        ],
    ),
    "zola": (
        """\
title: Harbour
date: 2020-06-12T08:00:00
weight: 1
taxonomies: {tags: [a]}
extra: {mood: calm}
""",
        [
            ("weight: -1\n", "FLD005"),
            ("slug: ''\n", "FLD008"),
            ("mood: calm\n", "FLD003"),
            ("authors: Ann\n", "FLD004"),
        ],
    ),
    "zola-section": (
        """\
title: News
sort_by: date
paginate_by: 5
insert_anchor_links: left
""",
        [
            ("sort_by: size\n", "FLD004"),
            ("mood: calm\n", "FLD003"),
        ],
    ),
    "eleventy": (
        """\
title: Harbour
layout: post.njk
permalink: false
date: git Last Modified
tags: post
tag: a
pagination: {data: collections.post, size: 5}
""",
        [
            ("pagination: {size: 5}\n", "FLD001"),
            ("permalnik: /a/\n", "FLD002"),
        ],
    ),
    "docusaurus": (
        """\
id: a
title: 3.0
sidebar_position: 2.5
tags: [a, {label: B, permalink: /b}]
pagination_next: null
mood: calm
last_update: {date: 2020-06-12, author: Ann}
""",
        [
            ("sidebar_postion: 3\n", "FLD002"),
            ("draft: later\n", "FLD004"),
            ("toc_min_heading_level: 1\n", "FLD005"),
            ("sidebar_position: second\n", "FLD004"),
            ("last_update: {}\n", "FLD001"),
        ],
    ),
    "docusaurus-blog": (
        """\
title: Harbour
date: 2020-06-12
authors: [ann, {name: Bob, url: /bob}]
tags: [a]
""",
        [
            ("authors: [5.5, [a]]\n", "FLD004"),
            ("authors: [{title: Editor}]\n", "FLD001"),
            ("date: 13/1/2000\n", "FLD004"),
            ("date: 2020-06-31\n", "DAT003"),
            ("unlisted: sometimes\n", "FLD004"),
        ],
    ),
    "starlight": (
        """\
title: Start
template: splash
tableOfContents: {maxHeadingLevel: 4}
prev: false
next: {link: /b, label: B}
lastUpdated: 2020-06-12
sidebar: {badge: New, order: 1}
""",
        [
            ("template: wide\n", "FLD004"),
            ("sidebar: {badge: {variant: tip}}\n", "FLD001"),
            ("hero: {actions: [{text: Go}]}\n", "FLD001"),
            ("hero: {actions: [{text: Go, link: /a, variant: big}]}\n", "FLD004"),
            ("next: {link: /b, mood: calm}\n", "FLD003"),
            ("tableOfContents: {maxHeadingLevel: 9}\n", "FLD005"),
        ],
    ),
    "agent-skills": (
        """\
name: pdf-processing
description: Reads PDF files.
license: MIT
metadata: {version: '1'}
allowed-tools: Read Bash(git:*)
""",
        [
            ("name: PDF Tools\n", "SCH002"),
            ("metadata: {version: 1}\n", "FLD004"),
            ("allowed-tools: {Read: true}\n", "FLD004"),
            ("alowed-tools: Read\n", "FLD002"),
            ("description: ''\n", "FLD008"),
        ],
    ),
}


def codes(text: str, preset: str) -> list[tuple[int, str]]:
    model = model_named(f"preset:{preset}", "")
    report = check_text(f"---\n{text}---\n", settings=Settings(model=model))
    return [(finding.line, finding.code) for finding in report.findings]


def test_each_preset_has_cases() -> None:
    assert CASES.keys() == PRESETS.keys()


@pytest.mark.parametrize("preset", PRESETS)
def test_what_the_generator_takes_has_no_finding(preset: str) -> None:
    assert codes(CASES[preset][0], preset) == []


@pytest.mark.parametrize(
    ("preset", "line", "code"),
    [(name, line, code) for name, (_, faults) in CASES.items() for line, code in faults],
)
def test_a_fault_is_told_at_its_place(preset: str, line: str, code: str) -> None:
    key = line.partition(":")[0]
    kept = [each for each in CASES[preset][0].splitlines(True) if not each.startswith(f"{key}:")]
    found = codes("".join([*kept, line]), preset)
    assert (len(kept) + 2, code) in found


@pytest.mark.parametrize("preset", PRESETS)
def test_the_schema_says_the_same_as_the_model(preset: str) -> None:
    model = model_named(f"preset:{preset}", "")
    schema = jsonschema.Draft202012Validator(json_schema(model))
    for name, (text, faults) in CASES.items():
        for each in (text, *(line for line, _ in faults)):
            data = data_of(each)
            accepted = True
            try:
                structure(data, model)
            except ValidationError:
                accepted = False
            assert schema.is_valid(data) == accepted, (name, each)


#: What a generator reads although it is written in another way than its documentation says.
LOOSE = {
    "jekyll": [
        "date: 2020-06-12 08:00\n",
        "date: 2020-06-12 08:00 -0500\n",
        "date: 2020/6/12\n",
        "date: June 12, 2020\n",
        "date: 2024-02-29 08:00\n",
        "category: [a, 2020]\n",
        "tags: [2020, true]\n",
        "excerpt_separator: ''\n",
    ],
    "hugo": [
        "type: 5\n",
        "linkTitle: 2020\n",
        "tags: [2020, true]\n",
        "draft: 'true'\n",
        "weight: '5'\n",
        "_build: {list: false}\n",
        "pubdate: 2020-06-12\n",
        "modified: 2020-06-12\n",
    ],
    "eleventy": ["tags: [a, 2020]\n"],
    "docusaurus": [
        "last_update: {date: 1/1/2000}\n",
        "last_update: {author: Ann}\n",
        "sidebar_position: '2.5'\n",
        "draft: 'false'\n",
    ],
    "docusaurus-blog": [
        "date: March 5, 2021\n",
        "date: 2021-03-05 10:00\n",
        "authors: {name: Ann, imageURL: /ann.png}\n",
        "authorURL: /ann\nauthorTitle: Editor\nauthorImageURL: /ann.png\n",
    ],
    "starlight": [
        "title: a\nhero: {tagline: b, image: {html: <b>}, actions: [{text: c, link: /d}]}\n"
    ],
    "agent-skills": ["name: a\ndescription: b\nallowed-tools: [Read, 'Bash(git:*)']\n"],
}


@pytest.mark.parametrize(
    ("preset", "text"), [(name, text) for name, texts in LOOSE.items() for text in texts]
)
def test_what_a_generator_converts_is_no_fault(preset: str, text: str) -> None:
    assert codes(text, preset) == []
    model = model_named(f"preset:{preset}", "")
    assert jsonschema.Draft202012Validator(json_schema(model)).is_valid(data_of(text))


@pytest.mark.parametrize("day", ["2019-02-29", "2020-06-31", "2020-6-31", "2020-00-10"])
@pytest.mark.parametrize("time", ["", " 08:00", " 08:00:00 +0000"])
@pytest.mark.parametrize("preset", ["jekyll", "docusaurus-blog"])
def test_a_day_that_does_not_exist_passes_in_no_form(preset: str, day: str, time: str) -> None:
    found = codes(f"date: '{day}{time}'\n", preset)
    assert [line for line, _ in found] == [2]


def data_of(text: str) -> Any:
    yaml = pytest.importorskip("ruamel.yaml").YAML(typ="rt", pure=True)
    # Dates as text, as JSON has them.
    yaml.Constructor = type("Plain", (yaml.Constructor,), {})
    yaml.Constructor.add_constructor(
        "tag:yaml.org,2002:timestamp", lambda loader, node: loader.construct_scalar(node)
    )
    return plain(yaml.load(text))


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    if isinstance(value, bool) or value is None:
        return value
    for kind in (int, float, str):
        if isinstance(value, kind):
            return kind(value)
    return value


@pytest.mark.parametrize("module", sorted({each.module for each in PRESETS.values()}))
def test_each_field_names_its_source(module: str) -> None:
    home = importlib.import_module(f"article_schema.presets.{module}")
    models = [
        each
        for each in vars(home).values()
        if isinstance(each, type) and each.__module__ == home.__name__
    ]
    assert models
    for model in models:
        for field in table_of(model).fields:
            assert re.search(r" Source: https://[\w./@#-]+$", field.doc), (model, field.key)


def test_a_subclass_adds_the_keys_of_a_site() -> None:
    @record
    class Post(Hugo):
        """A post."""

        author: Annotated[Name, Doc("Who wrote it.")]

    report = check_text(
        "---\ndraft: later\nmood: calm\nauthor: a\n---\n", settings=Settings(model=Post)
    )
    assert [finding.code for finding in report.findings] == ["FLD004"]
    with pytest.raises(ValidationError, match="`author` is missing"):
        structure({"title": "a"}, Post)


def test_a_closed_subclass_takes_no_other_keys() -> None:
    @record(others=False)
    class Post(Jekyll):
        """A post."""

    report = check_text("---\nmood: calm\n---\n", settings=Settings(model=Post))
    assert [finding.code for finding in report.findings] == ["FLD003"]


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("preset:hugp", "did you mean preset:hugo?"),
        ("preset:gatsby", "there are agent-skills, docusaurus, "),
        ("preset:Hugo", "did you mean preset:hugo?"),
    ],
)
def test_a_preset_that_does_not_exist_is_told(name: str, advice: str) -> None:
    with pytest.raises(UsageError, match="there is no preset") as caught:
        model_named(name, "")
    assert advice in str(caught.value)


def test_it_is_told_with_file_and_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("---\ntitle: a\n---\n")
    Path("article-schema.toml").write_text(
        '[[collections]]\nname = "a"\nfiles = "*.md"\nmodel = "preset:jekyl"\n'
    )
    assert main(["check"]) == 2
    assert capsys.readouterr().err == (
        "error: article-schema.toml:4: collections[0].model: there is no preset 'jekyl'; "
        "did you mean preset:jekyll?\n"
    )


def test_no_preset_is_imported_until_one_is_named() -> None:
    script = (
        "import sys, article_schema.cli as cli\n"
        "cli.main(['check', sys.argv[1]])\n"
        "print([name for name in sys.modules if 'presets' in name])\n"
    )
    example = Path(__file__).parents[2] / "examples" / "articles"
    done = subprocess.run(
        [sys.executable, "-c", script, str(example)], capture_output=True, text=True, check=True
    )
    assert done.stdout.endswith("[]\n")


# Two archetypes of the second one hold what is no front matter before a program has filled it in.
@pytest.mark.parametrize(
    ("site", "preset", "most"),
    [("eleventy", "eleventy", 0), ("hugo", "hugo", 2), ("zola", "zola", 0)],
)
def test_a_real_site_has_no_error_that_its_generator_would_not_tell(
    site: str, preset: str, most: int, shared: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(shared / "sites" / site)
    main(["check", "--isolated", "--model", f"preset:{preset}", "--output-format", "concise", "."])
    lines = capsys.readouterr().out.splitlines()
    errors = [line for line in lines if re.search(r": (?:FLD|DAT00[1-6]|DOC00)", line)]
    assert len(errors) == most


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_the_page_of_fields_says_once_what_another_key_is(name: str) -> None:
    for section in field_page(preset_class(name)).split("\n## ")[1:]:
        assert len(re.findall(r"(?:Another|Every other) key is the site's own", section)) <= 1
