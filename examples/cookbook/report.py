"""Tell the editors what to mend: a Markdown table of the findings by provider, the worst first.

Usage: python report.py FOLDER > report.md
"""

import sys
from collections import Counter, defaultdict

from article_schema import ArticleSchemaError, Settings, check_paths, load


def provider_of(path: str) -> str:
    """Return whose article it is, as far as a faulty file tells."""
    try:
        match load(path).data:
            case {"provider": {"name": str(name)}}:
                return name
    except ArticleSchemaError:
        pass
    return "(unknown)"


def main(folder: str) -> None:
    report = check_paths([folder], Settings(ignore=("SET",)))
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for finding in report.findings:
        counts[provider_of(finding.file)][f"{finding.code} {finding.name}"] += 1
    print("| provider | findings | most often |\n|---|---|---|")
    for provider, rules in sorted(counts.items(), key=lambda item: -item[1].total()):
        rule, times = rules.most_common(1)[0]
        print(f"| {provider} | {rules.total()} | {rule} ({times}) |")
    print(f"\n{report.files} files, {len(report.findings)} findings")


if __name__ == "__main__":
    main(sys.argv[1])
