"""Presets: models of the keys that generators of sites reserve in front matter.

A configuration names one as `preset:hugo`. A subclass adds the keys of a site:

class Post(Hugo):
    author: Annotated[Name, Doc("Who wrote it.")]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from article_schema.presets.agent_skills import AgentSkill
    from article_schema.presets.docusaurus import DocusaurusDoc, DocusaurusPost
    from article_schema.presets.eleventy import Eleventy
    from article_schema.presets.hugo import Hugo
    from article_schema.presets.jekyll import Jekyll
    from article_schema.presets.starlight import Starlight
    from article_schema.presets.zola import ZolaPage, ZolaSection

__all__ = [
    "AgentSkill",
    "DocusaurusDoc",
    "DocusaurusPost",
    "Eleventy",
    "Hugo",
    "Jekyll",
    "Starlight",
    "ZolaPage",
    "ZolaSection",
]


class Preset(NamedTuple):
    """Where a preset is, and what it is for."""

    module: str
    class_name: str
    meaning: str


#: The presets by the name after `preset:`.
PRESETS = {
    "agent-skills": Preset("agent_skills", "AgentSkill", "`SKILL.md` of an agent skill"),
    "docusaurus": Preset("docusaurus", "DocusaurusDoc", "pages of documentation of Docusaurus"),
    "docusaurus-blog": Preset("docusaurus", "DocusaurusPost", "posts of a blog of Docusaurus"),
    "eleventy": Preset("eleventy", "Eleventy", "templates of Eleventy"),
    "hugo": Preset("hugo", "Hugo", "pages of Hugo"),
    "jekyll": Preset("jekyll", "Jekyll", "posts and pages of Jekyll"),
    "starlight": Preset("starlight", "Starlight", "pages of Astro Starlight"),
    "zola": Preset("zola", "ZolaPage", "pages of Zola"),
    "zola-section": Preset("zola", "ZolaSection", "sections of Zola, `_index.md`"),
}
_MODULES = {each.class_name: each.module for each in PRESETS.values()}


def preset_class(name: str) -> type:
    """Return the model of a preset.

    Args:
        name: its name, one of `PRESETS`.
    """
    model: type = __getattr__(PRESETS[name].class_name)
    return model


def __getattr__(name: str) -> Any:
    home = _MODULES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "PRESETS", "Preset", "preset_class"]
