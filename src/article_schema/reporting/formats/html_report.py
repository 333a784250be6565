"""The format `html`: one page with a summary, pictures, a list and the rules, for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from article_schema.checking.results.checked_file import CheckedFile
from article_schema.checking.results.report import Report
from article_schema.reporting import counts
from article_schema.reporting.base import Presentation, plural, summary_lines
from article_schema.reporting.html.charts import bar, columns
from article_schema.reporting.html.findings import FindingList
from article_schema.reporting.html.markup import attribute, block, prose, spans, table, text
from article_schema.reporting.html.page import page
from article_schema.rules.findings import Severity
from article_schema.rules.rule import Rule

#: The rows of the tables about folders and files.
_MOST_ROWS = 12


class HtmlReporter:
    """Collects the list as the files come, and writes the page at the end."""

    def __init__(self, out: TextIO, shown: Presentation) -> None:
        self.out = out
        self.shown = shown
        self.rules = {rule.code: rule for rule in shown.settings.rules}
        self.list = FindingList(shown)

    def result(self, result: CheckedFile) -> None:
        """Take in the findings of one file."""
        self.list.add(result)

    def finish(self, report: Report) -> None:
        """Write the page."""
        script = "findings.js" if report.findings else ""
        for part in page("Report of article-schema", self._body(report), script=script):
            self.out.write(part)

    def _body(self, report: Report) -> Iterator[str]:
        used = counts.by_rule(report.findings)
        yield "<main>\n<h1>Report of article files</h1>"
        yield "".join(f"<p class=lead>{spans(line)}</p>" for line in summary_lines(report))
        if report.findings:
            yield (
                "<nav aria-label=Parts><ul><li><a href=#rules>Rules</a><li><a href=#folders>Folders"
                "</a><li><a href=#findings>Findings</a></ul></nav>"
            )
        yield _tiles(report)
        yield from self._over_time(report)
        if report.findings:
            yield from self._by_rule(used)
            yield from _by_place(report)
            yield from self._findings(report, used)
        yield "</main>"

    def _over_time(self, report: Report) -> Iterator[str]:
        if not self.shown.history:
            return
        rows = [(each.name, each.files, each.counts) for each in self.shown.history]
        rows.append(("now", report.files, {each: report.counts[each] for each in Severity}))
        kinds = [(each.value, [found[each] for _, _, found in rows]) for each in Severity]
        yield "<h2 id=time>Over time</h2>"
        yield columns("Findings of each report", [name for name, _, _ in rows], kinds, "findings")
        yield table(
            "The reports that were given with --history, and this one",
            ["Report", "Files", "Errors", "Warnings", "Infos"],
            (
                [text(name), f"{files:,}", *(f"{found[each]:,}" for each in Severity)]
                for name, files, found in rows
            ),
        )

    def _by_rule(self, used: list[counts.RuleCount]) -> Iterator[str]:
        most = used[0].count
        yield "<section id=rules><h2>Findings by rule</h2>"
        yield table(
            "Most findings first",
            ["Rule", "Severity", "Findings", "<span>Share</span>", "Fixable"],
            (
                [
                    f"<a href=#{text(each.code)}>{text(each.code)}</a> {text(each.name)}",
                    f"<b class={each.severity.value}>{each.severity.value}</b>",
                    f"<a href=#findings data-only={text(each.code)}>{each.count:,}</a>",
                    bar(each.count, most, each.severity.value),
                    f"{each.fixable:,}",
                ]
                for each in used
            ),
        )
        yield "<h3>What the rules mean</h3>"
        for code, name in dict.fromkeys((each.code, each.name) for each in used):
            yield _explained(code, name, self.rules.get(code))
        yield "</section>"

    def _findings(self, report: Report, used: list[counts.RuleCount]) -> Iterator[str]:
        yield "<h2 id=findings>Findings</h2>"
        yield _tools(report, used)
        if self.list.brief:
            yield (
                f"<p>The last {plural(self.list.brief, 'finding')} of this list are shown without "
                "the lines of their files, so that the page stays small enough to open.</p>"
            )
        if self.list.left_out:
            yield (
                f"<p>{plural(self.list.left_out, 'finding')} more are counted above and not listed "
                "here. The format <code>json</code> has all of them.</p>"
            )
        yield "<div id=list>"
        yield from self.list.parts
        yield "</div>"


def _tiles(report: Report) -> str:
    faulty = len({finding.file for finding in report.findings})
    clean = max(report.files - faulty, 0)
    tiles = [("files", "Files checked", report.files), ("clean", "Files without findings", clean)]
    names = {Severity.ERROR: "Errors", Severity.WARNING: "Warnings", Severity.INFO: "Infos"}
    tiles += [(each.value, names[each], report.counts[each]) for each in Severity]
    inside = "\n".join(
        f"<div class={kind}><dt>{name}<dd>{number:,}</div>" for kind, name, number in tiles
    )
    return f"<dl class=tiles>\n{inside}\n</dl>"


def _by_place(report: Report) -> Iterator[str]:
    yield "<h2 id=folders>Folders and files</h2>"
    for caption, name, rows in (
        ("Findings in each folder", "Folder", counts.by_folder(report.findings)),
        ("The files with most findings", "File", counts.by_file(report.findings)),
    ):
        most = rows[0][1]
        yield table(
            caption,
            [name, "Findings", "<span>Share</span>"],
            ([text(each), f"{count:,}", bar(count, most)] for each, count in rows[:_MOST_ROWS]),
        )
        if len(rows) > _MOST_ROWS:
            yield f"<p>… and {plural(len(rows) - _MOST_ROWS, name.lower())} more.</p>"


def _explained(code: str, name: str, rule: Rule | None) -> str:
    head = f"<details id={text(code)}><summary>{text(code)} {text(name)}"
    if rule is None:
        return f"{head}</summary><p>The rule of another program.</p></details>"
    return (
        f"{head}: {spans(rule.summary)}</summary>{prose(rule.explanation)}\n"
        f"<p>Wrong:{block(rule.bad)}\n<p>Right:{block(rule.good)}\n"
        f"<p>Source: {spans(rule.source)}</details>"
    )


def _tools(report: Report, used: list[counts.RuleCount]) -> str:
    """Return the fields that the script shows and listens to."""
    rules = sorted(dict.fromkeys((each.code, each.name) for each in used))
    folders = sorted(name for name, _ in counts.by_folder(report.findings) if name != ".")
    return "\n".join([
        "<form id=tools hidden>",
        "<label>Search<input name=text></label>",
        _choice("Severity", "severity", [(each.value, each.value) for each in Severity]),
        _choice("Rule", "rule", [(code, f"{code} {name}") for code, name in rules]),
        _choice("Folder", "folder", [(name, name) for name in folders[:200]]),
        ("<label>Order<select name=order><option value=file>file<option>severity<option>rule"
        "</select></label>"),
        "<label class=tick><input type=checkbox name=fixable>Fixable</label>",
        "<output aria-live=polite></output></form>",
    ])  # fmt: skip


def _choice(label: str, name: str, options: list[tuple[str, str]]) -> str:
    inside = "".join(
        f'<option value="{attribute(value)}">{text(shown)}' for value, shown in options
    )
    return f"<label>{label}<select name={name}><option value=''>all{inside}</select></label>"
