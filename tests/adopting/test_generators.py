from __future__ import annotations

import json
from pathlib import Path

import pytest

from article_schema.adopting.generators import GENERATORS, recognize, recognize_above

#: A file of each generator's own, and its content.
SITES = {
    "a Hugo site of today": ("hugo.toml", 'baseURL = "https://example.com/"\n', "Hugo"),
    "a Hugo site in YAML": ("hugo.yaml", "baseURL: https://example.com/\n", "Hugo"),
    "a Hugo site in parts": ("config/_default/hugo.toml", "", "Hugo"),
    "an older Hugo site": ("config.toml", 'BaseURL = "https://example.com/"\n', "Hugo"),
    "a Zola site": ("config.toml", 'base_url = "https://example.com"\n', "Zola"),
    "a Jekyll site": ("_config.yml", "title: A site\n", "Jekyll"),
    "an Eleventy site": (".eleventy.js", "", "Eleventy"),
    "an Eleventy site by its package": (
        "package.json", '{"devDependencies": {"@11ty/eleventy": "^3"}}', "Eleventy",
    ),
    "a Docusaurus site": ("docusaurus.config.ts", "", "Docusaurus"),
    "a Starlight site": (
        "package.json", '{"dependencies": {"astro": "5", "@astrojs/starlight": "0"}}',
        "Astro Starlight",
    ),
    "an Astro site": ("package.json", '{"dependencies": {"astro": "5"}}', "Astro"),
    "a Next.js site": ("next.config.mjs", "", "Next.js"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "text", "generator"), SITES.values(), ids=SITES)
def test_a_generator_is_told_by_its_configuration(
    tmp_path: Path, name: str, text: str, generator: str
) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    found = recognize(str(tmp_path))
    assert found is not None
    assert (found.generator.name, found.evidence) == (generator, name)


def test_hexo_and_jekyll_share_the_name_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("title: A site\n")
    (tmp_path / "package.json").write_text('{"dependencies": {"hexo": "7"}}')
    found = recognize(str(tmp_path))
    assert found is not None
    assert found.generator.name == "Hexo"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("config.toml", "[server]\nport = 1\n"),
        ("config.toml", "= no TOML"),
        ("config.toml", "a = " + "[" * 9_000),
        ("package.json", "{"),
        ("package.json", "[1]"),
        ("package.json", '{"dependencies": 5}'),
        ("package.json", "[" * 90_000),
        ("package.json", json.dumps({"dependencies": {"left": "1"}})),
        ("package.json", " " * 200_000 + '{"dependencies": {"astro": "5"}}'),
    ],
)
def test_what_tells_nothing_names_no_generator(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    assert recognize(str(tmp_path)) is None


def test_a_folder_with_the_name_of_a_configuration_tells_nothing(tmp_path: Path) -> None:
    for generator in GENERATORS:
        for name in generator.files:
            (tmp_path / name).mkdir(parents=True, exist_ok=True)
    (tmp_path / "package.json").mkdir()
    assert recognize(str(tmp_path)) is None


def test_no_file_tells_of_two_generators() -> None:
    names = [name for generator in GENERATORS for name in generator.files]
    assert len(names) == len(set(names))


def test_the_nearest_generator_above_the_folders_is_theirs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("website/docs/guides", "website/blog", "news/posts"):
        Path(name).mkdir(parents=True)
    Path("website/docusaurus.config.js").touch()
    Path("news/_config.yml").touch()

    def told(*folders: str) -> tuple[str, str] | None:
        found = recognize_above(folders)
        return found and (found.generator.name, found.evidence)

    assert told("website/docs/guides") == ("Docusaurus", "website/docusaurus.config.js")
    assert told("website/docs", "website/blog") == ("Docusaurus", "website/docusaurus.config.js")
    assert told("news/posts") == ("Jekyll", "news/_config.yml")
    assert told("website/docs", "news/posts") is None
    assert told("website/docs", ".") is None
    Path("hugo.toml").touch()
    assert told("website/docs", "news/posts") == ("Hugo", "hugo.toml")
    assert told(".") == ("Hugo", "hugo.toml")
