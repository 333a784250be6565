"""How a file is written below its text: a byte-order mark, and line breaks of one carriage return.

Neither means anything in YAML or JSON, and both keep readers from finding the data. Jekyll looks
for the line `---` at the first byte and for a line feed behind it; JSON has no byte-order mark at
all (RFC 8259 section 8.1), and its readers stop there.
"""

from __future__ import annotations

from collections.abc import Iterator

from article_schema.document.source import Source
from article_schema.faults import Fault, Recode, Rewrite
from article_schema.late_pattern import late_pattern
from article_schema.rules.codes import BYTE_ORDER_MARK, CR_LINE_BREAK

_CR_ALONE = late_pattern(r"\r(?!\n)")


def byte_faults(source: Source) -> Iterator[Fault]:
    """Yield what keeps readers from the data of a file although the data are right."""
    trouble = source.format.mark_trouble
    if source.has_bom and trouble:
        yield Fault(BYTE_ORDER_MARK, f"the file starts with a byte-order mark; {trouble}",
                    "save it as UTF-8 without a byte-order mark",
                    span=(0, min(1, len(source.text))), edit=Recode("mark"))  # fmt: skip
    start = source.block[0]
    if source.format.readers_differ and source.text.startswith("\ufeff", start):
        # The parser drops it here, as at the start of a file.
        yield Fault(BYTE_ORDER_MARK, "a byte-order mark stands before the first key; "
                    "Ruby (Psych) then reads no other key, and PyYAML takes it for a part of it",
                    "delete it; it is the invisible character U+FEFF",
                    span=(start, start + 1),
                    edit=Rewrite((start, start + 1), ""))  # fmt: skip
    if source.format.fence and "\r" in source.text:
        match = _CR_ALONE.search(source.text, 0, source.body_start)
        if match is not None:
            line = source.lines.line_range(source.lines.position(match.start())[0])
            yield Fault(CR_LINE_BREAK, "the line ends with a carriage return alone; "
                        "Jekyll and others then see no line of its own",
                        "save the file with line feeds (LF)",
                        span=(line[0], max(line[1], line[0])), edit=Recode("breaks"))  # fmt: skip


def recoded(source: Source, edit: Recode) -> Source:
    """Return a source without its byte-order mark, or with a line feed for each CR alone.

    Offsets stay as they are.
    """
    if edit.part == "mark":
        return source.with_text(source.text, has_bom=False)
    return source.with_text(_CR_ALONE.sub("\n", source.text))
