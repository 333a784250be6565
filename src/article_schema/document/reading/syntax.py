"""Syntax errors in words: from what a parser says to what a person should look at and do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from article_schema.document.reading.block_lines import indented_first, merge_conflict
from article_schema.document.reading.diagnosis import Case, fault_at
from article_schema.document.reading.events import ParseError
from article_schema.faults import Fault, Range
from article_schema.late_pattern import late_pattern
from article_schema.rules.codes import FORBIDDEN_CHARACTER, TAB_INDENTATION

_BREAK = late_pattern(r"[\r\n]")
_BEYOND_UNICODE = late_pattern(r"\\U(?!00(?:0|10))[0-9A-Fa-f]{8}")
#: Indentation and dashes, all that there are.
_DASHES = r"[ \t]*(?:-[ \t]+)*(?!-[ \t])"
_KEY_BEFORE = late_pattern(rf"{_DASHES}(?:\"[^\"]*\"|'[^']*'|[^\s:#\"'][^:#]*):[ \t]+\S")
_OPENING_BRACKET = late_pattern(rf"{_DASHES}[^\s:#\"'][^:#]*:[ \t]+([\[{{])")
_NO_SPACE_BEHIND_COLON = late_pattern(rf"{_DASHES}\"?[A-Za-z_]\w*\"?(:)(?!//)[^\s:]")
_NO_SPACE_BEHIND_DASH = late_pattern(r"[ \t]*(-)[^\s\-.0-9]")
_DIRECTIVE = late_pattern(r"(?:\A|(?<=[\r\n]))%")
_ENTRY = late_pattern(r"[\r\n][ \t]*(?:-[ \t]|[^\s:#]+:(?:\s|\Z))")
#: Spaces that look like those of the space bar, before a key or behind its colon.
_ODD_SPACE = late_pattern(
    r"[ \t]*([\xa0\u2000-\u200a\u202f\u3000]+)|[^:#\"']*:([\xa0\u2007\u202f]+)"
)
#: A tab before a key or a list item, be it behind a dash.
_TAB_INDENTS = late_pattern(r"[ ]*(?:[-?:](?:[ ]+|(?=\t)))*(\t)")
_DIGITS = {"x": 2, "u": 4, "U": 8}

#: Advice for lines that are no YAML at all, by how they start.
_FOREIGN = (
    ("<!--", "begin comments with `#`"),
    ("//", "begin comments with `#`"),
)


def syntax_fault(error: ParseError, text: str, offset: int, last_quoted: Range | None) -> Fault:
    """Say what is wrong at the place where a person would look.

    `last_quoted` is the span of the last quoted scalar before the error. When it runs over several
    lines up to the line of the error, its opening quote is the likely culprit.
    """
    case = Case(error, text, last_quoted)
    found = next(filter(None, (diagnose(case) for diagnose in _DIAGNOSES)), None)
    if found is None:
        found = fault_at(f"not valid YAML: {error.problem}", "", case.at)
    first, last = found.span or (case.at, 0)
    start = min(max(first, 0), len(text))
    # It has one character at the least.
    end = max(min(last, len(text)), start + 1)
    return replace(found, span=(offset + start, offset + end))


def _beyond_unicode(case: Case) -> Fault | None:
    """Recognise an escape of a character that does not exist, on which the parser just stops."""
    match = _BEYOND_UNICODE.search(case.text) if case.error.unmarked else None
    if match is None:
        return None
    return fault_at(
        f"`{match[0]}` is not a character; the last one is `\\U0010FFFF`",
        "double the backslash, or use single quotes",
        *match.span(),
    )


def _runaway_quote(case: Case) -> Fault | None:
    """Recognise a text without closing quote that ends at the opening quote of a later one."""
    if case.last_quoted is None:
        return None
    start, end = case.last_quoted
    if not _ENTRY.search(case.text, start, end) or end > case.at:
        return None
    if _BREAK.search(case.text, end, case.at):
        return None
    return fault_at(
        "the quoted text that starts here ends on a later line, in the middle of another value",
        "add the missing closing quote",
        start,
        case.line_end(start),
    )


def _text_behind_quote(case: Case) -> Fault | None:
    if case.last_quoted is None or "flow" in case.error.context:
        return None
    end = case.last_quoted[1]
    if end > case.at or case.text[end : case.at].strip(" ") or not case.character.strip():
        return None
    if case.character in ":,]}":
        return None
    quote = case.text[end - 1 : end]
    inside = 'write `\\"` for a quote inside' if quote == '"' else "double an apostrophe: ''"
    return fault_at(
        "the quoted text ends at this quote, but the line goes on",
        f"{inside}, or put the end of the text inside the quotes",
        end - 1,
        case.line_end(end),
    )


def _in_quotes(case: Case) -> Fault | None:
    if "quoted scalar" not in case.error.context:
        return None
    problem = case.error.problem
    if "escape" in problem:
        start = case.text.rfind("\\", 0, case.at + 1)
        shown = case.text[start : start + 2]
        digits = _DIGITS.get(shown[1:])
        needed = f"needs {digits} hexadecimal digits"
        wrong = needed if digits else "is not an escape of double-quoted text"
        advice = "double the backslash, or use single quotes"
        return fault_at(f"`{shown}` {wrong}", advice, start, max(case.at, start + 2))
    if "end of stream" not in problem and "document separator" not in problem:
        return None
    start = case.error.context_offset
    return fault_at(
        "the quoted text that starts here is never closed",
        "add the closing quote",
        start,
        case.line_end(start),
    )


def _odd_space(case: Case) -> Fault | None:
    """Look for spaces that no one can see to be odd, where the parser failed and just before."""
    lines = [case.line(case.at), case.line_before(case.at)]
    if case.error.context_offset >= 0:
        lines.append(case.line(case.error.context_offset))
    for line in lines:
        match = _ODD_SPACE.match(case.text, *line) if line else None
        if match:
            start, end = match.span(match.lastindex or 0)
            return fault_at(
                f"U+{ord(case.text[start]):04X} is not the space that YAML needs here",
                "write ordinary spaces",
                start,
                end,
            )
    return None


def _bad_start(case: Case) -> Fault | None:
    problem, context = case.error.problem, case.error.context
    start = case.at
    tab = _TAB_INDENTS.match(case.text, case.line(case.at)[0], case.at)
    if tab is not None and "are not allowed here" in problem:
        start = tab.start(1)
    elif context in ("while scanning an anchor", "while scanning an alias"):
        start = case.error.context_offset
    elif "expected the node content" in problem and case.character in ("]", "}"):
        return _closes_nothing(case)
    elif (
        "cannot start any token" not in problem
        and "expected the node content" not in problem
        and "entries are not allowed here" not in problem
        and "keys are not allowed here" not in problem
    ):
        return None
    character = case.text[start : start + 1]
    if not character:
        return _ends_in_brackets(case)
    if character == "\t":
        end = len(case.text) - len(case.text[start:].lstrip("\t"))
        return fault_at(
            "a tab is used here, where YAML allows only spaces",
            "write spaces instead",
            start,
            end,
            TAB_INDENTATION,
        )
    shown = "a backtick" if character == "`" else f"`{character}`"
    return fault_at(
        f"plain text cannot start with {shown}",
        "put the value in quotes",
        start,
        case.line_end(start),
    )


def _ends_in_brackets(case: Case) -> Fault:
    return fault_at(
        "the text ends inside brackets, where a value is missing",
        "add the missing `]` or `}`, or put the value in quotes",
        len(case.text.rstrip()) - 1,
    )


def _closes_nothing(case: Case) -> Fault:
    return fault_at(
        f"this `{case.character}` closes nothing", "remove it, or put the value in quotes", case.at
    )


def _block_text_header(case: Case) -> Fault | None:
    if case.error.context != "while scanning a block scalar":
        return None
    start = case.error.context_offset
    return fault_at(
        f"`{case.text[start : start + 1]}` announces lines of text below, but text follows it here",
        "put the value in quotes, or begin the text on the next line",
        start,
        case.line_end(start),
    )


def _directive(case: Case) -> Fault | None:
    problem = case.error.problem
    is_version = case.error.unmarked or "incompatible YAML document" in problem
    if "'<document start>'" not in problem and not is_version:
        return None
    match = _DIRECTIVE.search(case.text, 0, case.at + 1)
    if match is None:
        return None
    return fault_at(
        "a line that starts with `%` speaks to the parser and has no place in an article",
        "remove the line",
        match.start(),
        case.line_end(match.start()),
    )


def _colon(case: Case) -> Fault | None:
    if "mapping values are not allowed" not in case.error.problem:
        return None
    line = case.line(case.at)
    if _KEY_BEFORE.match(case.text, line[0], case.at + 1):
        return fault_at(
            "plain text cannot hold `: `, because it reads as a second key",
            "put the whole value in quotes",
            case.at,
        )
    before = case.line_before(case.at)
    if before is not None and case.indent(before[0]) == case.indent(case.at):
        # The line above was taken for the first line of a text that goes on here.
        return _neither(case, before)
    return fault_at(
        "a key cannot stand here",
        "check the indentation of this line, and that the line above ends its value",
        case.content(line)[0],
        case.at + 1,
    )


def _in_brackets(case: Case) -> Fault | None:
    start = case.error.context_offset
    if not case.error.context.startswith("while parsing a flow") or start < 0:
        return None
    opening = case.text[start : start + 1]
    closing = "]" if opening == "[" else "}"
    if case.character in ("]", "}"):
        return fault_at(
            f"`{case.character}` does not close the `{opening}`", f"write `{closing}`", case.at
        )
    in_same_value = case.line(case.at) == case.line(start) or case.indent(case.at) > case.indent(
        start
    )
    if in_same_value and "'<scalar>'" in case.error.problem:
        return fault_at("a comma is missing before this", "write `, ` between two items", case.at)
    return fault_at(
        f"the `{opening}` that opens here is not closed",
        f"add the missing `{closing}`, or put the value in quotes",
        start,
    )


def _no_colon(case: Case) -> Fault | None:
    words = "could not find expected ':'"
    if words not in case.error.problem and words not in case.error.context:
        return None
    return _neither(case, case.line(max(case.error.context_offset, 0)))


def _neither(case: Case, line: Range) -> Fault:
    """Explain a line that is neither `key: value` nor a list item."""
    start, end = case.content(line)
    for pattern, sign in ((_NO_SPACE_BEHIND_COLON, "colon"), (_NO_SPACE_BEHIND_DASH, "dash")):
        match = pattern.match(case.text, *line)
        if match:
            return fault_at(
                f"a space is missing after the {sign}",
                f"write `{match[1]} `",
                match.start(1),
                match.end(1),
            )
    wide = case.text.find("\uff1a", start, end)
    if wide >= 0:
        return fault_at("`\uff1a` is not the colon that YAML needs", "write `: `", wide)
    advice = "add the colon, or indent the line so that it continues the value above"
    shown = case.text[start:end]
    foreign = next((help_text for sign, help_text in _FOREIGN if shown.startswith(sign)), advice)
    return fault_at("this line is neither `key: value` nor a list item", foreign, start, end)


def _misfit(case: Case) -> Fault | None:
    """Explain a line that ends a block where none can end."""
    problem = case.error.problem
    if "block" not in case.error.context or not (
        "expected" in problem or "did not find" in problem
    ):
        return None
    line = case.line(case.at)
    if case.character in ("]", "}"):
        return _closes_nothing(case)
    bracket = _OPENING_BRACKET.match(case.text, line[0], case.at)
    if bracket:
        return fault_at(
            f"`{bracket[1]}` opens a value here, and text goes on after its end",
            "put the whole value in quotes",
            bracket.start(1),
            line[1],
        )
    message, advice = (
        "this line does not fit into the lines around it",
        "check its indentation, its quotes and its `-` or `:`",
    )
    before = case.line_before(case.at)
    if case.content(line)[0] == case.at and before is not None:
        is_item = case.text.startswith("- ", case.at)
        if case.indent(before[0]) != case.indent(case.at):
            message = "this line does not line up with the lines above it"
            advice = "indent it like its neighbours"
        elif is_item != case.text.startswith("- ", case.content(before)[0]):
            first, second = ("list item", "keys") if is_item else ("key", "list items")
            message, advice = f"a {first} cannot stand among {second}", "check the indentation"
    return fault_at(message, advice, case.at, line[1])


def _forbidden(case: Case) -> Fault | None:
    if "forbidden character" not in case.error.problem:
        return None
    message = "a character that YAML does not allow"
    return fault_at(message, "remove it", case.at, code=FORBIDDEN_CHARACTER)


#: The first that recognises the error explains it.
_DIAGNOSES: tuple[Callable[[Case], Fault | None], ...] = (
    _forbidden,
    _beyond_unicode,
    merge_conflict,
    _runaway_quote,
    _in_quotes,
    _odd_space,
    _bad_start,
    _block_text_header,
    _directive,
    indented_first,
    _colon,
    _in_brackets,
    _text_behind_quote,
    _no_colon,
    _misfit,
)
