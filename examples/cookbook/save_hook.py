"""Mend a text before it is stored, as the hook of an editor or of a web form: safe fixes, style.

Usage: python save_hook.py < article.md > mended.md
"""

import sys

from article_schema import Finding, Severity, check_text, fix_text, format_text


def mended(text: str, filename: str) -> tuple[str | None, list[Finding]]:
    """Return the text as it is stored, None if it has errors, and what the writer has to mend."""
    text = fix_text(text, filename)
    findings = check_text(text, filename).findings
    if any(finding.severity is Severity.ERROR for finding in findings):
        return None, findings
    return format_text(text, filename), findings


def main() -> int:
    text, findings = mended(sys.stdin.read(), "article.md")
    for finding in findings:
        print(f"line {finding.line}: {finding.sentence}", file=sys.stderr)
    if text is None:
        return 1
    sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
