"""The front matter of an agent skill, `SKILL.md`."""

from __future__ import annotations

from typing import Annotated

from annotated_types import MaxLen

from article_schema.fields import Example, NotBlank, Pattern
from article_schema.model.fields import Record, record
from article_schema.presets.sources import described_at
from article_schema.rules.codes import OWN_CONSTRAINT

_doc = described_at("https://agentskills.io/specification")
_NAME = Pattern(
    "[a-z0-9]+(?:-[a-z0-9]+)*",
    OWN_CONSTRAINT,
    "a name of small letters and digits with one hyphen between words, such as pdf-processing",
)


@record(keys="kebab")
class AgentSkill(Record):
    """An agent skill. The specification has no other keys: those of programs go into `metadata`.

    >>> from article_schema import load
    >>> load("examples/adopt/skills/skills/tide-tables/SKILL.md", AgentSkill).article.name
    'tide-tables'
    >>> AgentSkill(name="Tide Tables", description="Reads tables.")
    Traceback (most recent call last):
    article_schema.errors.ValidationError: `name` must be a name of small letters and digits with \
one hyphen between words, such as pdf-processing, not "Tide Tables"
    """

    name: Annotated[
        str,
        MaxLen(64),
        _NAME,
        _doc("The name of the skill, which is that of its folder.", "#name-field"),
        Example("pdf-processing"),
    ]
    description: Annotated[
        str,
        NotBlank(),
        MaxLen(1024),
        _doc("What the skill does, and when to use it.", "#description-field"),
    ]
    license: Annotated[
        str | None, _doc("The name of the license, or of the file with its text.", "#license-field")
    ] = None
    compatibility: Annotated[
        str | None,
        NotBlank(),
        MaxLen(500),
        _doc(
            "What the skill needs around it, such as programs or a network.", "#compatibility-field"
        ),
    ] = None
    metadata: Annotated[
        dict[str, str] | None,
        _doc("Values that the specification does not know.", "#metadata-field"),
    ] = None
    allowed_tools: Annotated[
        str | list[str] | None,
        _doc(
            "The tools that may be used without a question: a list, or text with blanks between.",
            "#allowed-tools-field",
        ),
    ] = None
