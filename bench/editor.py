"""How long an editor waits for the language server, measured over standard streams.

`python bench/editor.py [EDITS]` prints the median and the 95th percentile of each wait: from a
change to the answer with its diagnostics, for a short article and for one of 100 KB; for
completion; and from the start of the process to the first diagnostics. Then it opens a folder of
10,000 articles, of which one in ten is broken, and measures the same while the server reads them,
how long that takes, and the memory of the server afterwards. Diagnostics are pulled, so the delay
after the last change, which pushed ones have, is not in them.
"""

from __future__ import annotations

import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from corpus import article  # noqa: E402 - it is beside this file
from lsp.editor import NEOVIM, Editor  # noqa: E402 - it is found there
from measuring import keep_bytecode  # noqa: E402

#: With a fault, so that the short way of valid files is closed.
ARTICLE = (
    (ROOT / "examples/articles/2020-06-12-the-harbour-at-dawn.md")
    .read_text("utf-8")
    .replace("isCached: true", "isCached: 3")
)


FILES = 10_000


def main() -> None:
    keep_bytecode()
    edits = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as folder:
        starts = [_start(Path(folder).resolve()) for _ in range(3)]
        print(f"start to first diagnostics: {min(starts):6.1f} ms at best of {len(starts)}")
        with Editor(Path(folder).resolve(), NEOVIM, longest=300) as editor:
            for name, text in _texts().items():
                uri = editor.show(f"{len(text)}.md", text)
                assert editor.found(uri), "the fault is not found"
                _told(f"{name}: change to diagnostics", _waits(edits, _change(editor, uri, text)))
                _told(f"{name}: completion", _waits(edits, _completion(editor, uri, text)))
    with tempfile.TemporaryDirectory() as folder:
        _workspace(Path(folder).resolve())


def _workspace(folder: Path) -> None:
    for number in range(FILES):
        name, text = article(number, "broken" if number % 10 == 0 else "average")
        (folder / name).write_text(text, encoding="utf-8", newline="")
    name, text = article(FILES)
    for typing in (False, True):
        capabilities = {**NEOVIM, "window": {"workDoneProgress": True}}
        begun = time.perf_counter()
        with Editor(folder, capabilities, longest=300) as editor:
            uri = editor.show(name, text.replace(f"{FILES:08d}-", "00000009-"))
            waits = []
            while not _is_read(editor):
                waits += _waits(1, _change(editor, uri, text)) if typing else []
                if not typing:
                    editor.hear()
            took = time.perf_counter() - begun
            what = f"{FILES:,} files from the start, {'with' if typing else 'without'} typing"
            print(f"{what:<62} {took:6.2f} s, {_used(editor):.2f} s of the processor")
            if typing:
                _told("change to diagnostics meanwhile", waits)
                _told("change to diagnostics afterwards", _waits(100, _change(editor, uri, text)))
            status = Path(f"/proc/{editor.process.pid}/status")
            if status.exists():
                peak = re.search(r"VmHWM:\s*(\d+)", status.read_text())
                print(f"{'memory at most':<62} {int(peak[1]) / 1024 if peak else 0:6.1f} MB")


def _used(editor: Editor) -> float:
    """Return the seconds of the processor that the server has used, whatever else runs."""
    status = Path(f"/proc/{editor.process.pid}/stat")
    if not status.exists():
        return float("nan")
    ticks = status.read_text().rpartition(")")[2].split()[11:13]
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def _is_read(editor: Editor) -> bool:
    shown = [each["params"]["value"] for each in editor.told if each["method"] == "$/progress"]
    return bool(shown) and shown[-1]["kind"] == "end"


def _texts() -> dict[str, str]:
    end = ARTICLE.index("\n---", 4) + 1

    def of_size(size: int) -> str:
        items = "".join(map(_item, range((size - len(ARTICLE)) // len(_item(0)))))
        return f"{ARTICLE[:end]}\nrelated:\n{items}{ARTICLE[end:]}"

    body = ARTICLE + "The boats leave at five.\n" * 40_000
    texts = {"article": of_size(10_000), "long list": of_size(100_000), "long body": body}
    return {f"{name} of {len(text):,} characters": text for name, text in texts.items()}


def _item(number: int) -> str:
    return (
        f"  - title: The pier, part {number:04}\n"
        "    excerpt: Where the ferries come in before dawn, and who waits for them\n"
        "    publishedDateTime: 2020-06-12T05:00:00Z\n"
        f"    webUrl: https://www.example.com/news/pier-{number:04}\n"
        "    type: article\n"
        "    provider:\n"
        "      name: Example Times\n"
        "      domain: example.com\n"
    )


def _start(folder: Path) -> float:
    begun = time.perf_counter()
    with Editor(folder, NEOVIM) as editor:
        editor.found(editor.show("article.md", ARTICLE))
        return (time.perf_counter() - begun) * 1000


def _change(editor: Editor, uri: str, text: str) -> Callable[[int], None]:
    line = text[: text.index("title:")].count("\n")

    def change(number: int) -> None:
        editor.write(uri, "ab"[number % 2], (line, 8, line, 9))
        editor.found(uri)

    return change


def _completion(editor: Editor, uri: str, text: str) -> Callable[[int], None]:
    line = text[: text.index("title:")].count("\n")

    def complete(_: int) -> None:
        editor.asked("completion", uri, position={"line": line, "character": 2})

    return complete


def _waits(count: int, wait: Callable[[int], None]) -> list[float]:
    waits = []
    for number in range(count):
        begun = time.perf_counter()
        wait(number)
        waits.append((time.perf_counter() - begun) * 1000)
    return waits


def _told(what: str, waits: list[float]) -> None:
    late = statistics.quantiles(waits, n=20)[-1]
    print(f"{what:<62} {statistics.median(waits):6.1f} ms, 95 %: {late:6.1f} ms")


if __name__ == "__main__":
    main()
