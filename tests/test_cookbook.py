"""The programs of the cookbook run as a reader runs them: in a process, on a folder of articles."""

from __future__ import annotations

import json
import os
import runpy
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from article_schema import Article, Image, dump, from_json, load, to_json, unstructure
from article_schema.testing import make
from article_schema.validators import file_name_for

ROOT = Path(__file__).resolve().parent.parent
COOKBOOK = ROOT / "examples" / "cookbook"
BODY = "The first ferry leaves at six. " * 80
FIRST = datetime(2020, 6, 12, 6, 0, tzinfo=UTC)


def article(number: int, **values: Any) -> Article:
    """Return the article of a number; each has its own day, page and title."""
    return make(
        Article,
        title=f"Harbour news {number}",
        web_url=f"https://www.example.com/news/{number}",
        published_date_time=FIRST + timedelta(hours=6 * number),
        quality=number,
        images=[Image(url="https://media.example.com/a.jpg", width=1600, height=900)],
        **values,
    )


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a folder of twenty valid articles."""
    folder = tmp_path / "content"
    folder.mkdir()
    for number in range(20):
        each = article(number)
        dump(each, folder / file_name_for(each), body=BODY)
    return folder


@pytest.fixture
def faulty(content: Path) -> Path:
    """Return the name of a further file, which breaks the contract twice."""
    path = content / "2020-06-30-faulty.md"
    text = min(content.glob("*.md")).read_text("utf-8")
    path.write_text(text.replace("type: article", "tpye: article"), "utf-8")
    return path


def run(
    program: str, *arguments: object, status: int = 0, stdin: str | None = None
) -> tuple[str, str]:
    """Run a program of the cookbook, and return what it writes."""
    done = subprocess.run(
        [sys.executable, COOKBOOK / program, *map(str, arguments)],
        capture_output=True,
        input=stdin,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout, done.stderr


def test_every_program_is_run_here_and_told_of_in_the_cookbook() -> None:
    programs = {path.name for path in COOKBOOK.glob("*.py")}
    own = Path(__file__).read_text("utf-8")
    page = (ROOT / "docs" / "cookbook.md").read_text("utf-8")
    assert len(programs) == 12
    for program in programs:
        assert f'"{program}"' in own
        assert (COOKBOOK / program).read_text("utf-8") in page


def test_the_service_lists_reads_adds_and_replaces(
    content: Path, faulty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("fastapi")
    from fastapi.testclient import TestClient

    monkeypatch.setenv("ARTICLES", str(content))
    client = TestClient(runpy.run_path(str(COOKBOOK / "service.py"))["app"])
    names = client.get("/articles").json()
    assert len(names) == 21
    read = client.get(f"/articles/{names[0]}").json()
    assert read["title"] == "Harbour news 0"
    path = content / f"{names[0]}.md"
    before = path.read_text("utf-8").splitlines()
    read["quality"] = 77
    assert client.put(f"/articles/{names[0]}", json=read).status_code == 204
    after = path.read_text("utf-8").splitlines()
    assert [line for line in after if line not in before] == ["quality: 77"]
    assert len(after) == len(before)
    new = unstructure(article(99))
    assert client.post("/articles", json=new).json() == {"name": "2020-07-07-harbour-news-99"}
    assert client.post("/articles", json=new).status_code == 409
    assert client.get("/articles/2020-07-07-harbour-news-99").json() == new
    assert client.get("/articles/nothing").status_code == 404
    assert client.get("/articles/..%2F..%2Fsecret").status_code == 404
    refused = client.put(f"/articles/{names[1]}", json={**read, "type": ""})
    assert refused.status_code == 422
    assert refused.json()["detail"][0]["loc"] == ["body", "type"]
    broken = client.get(f"/articles/{faulty.stem}")
    assert broken.status_code == 500
    assert "tpye" in broken.json()["detail"]


def test_files_come_from_an_api_and_are_brought_up_to_date(content: Path, tmp_path: Path) -> None:
    old, changed = article(3), article(4, tags=["ferry"])
    records = [unstructure(each) for each in (old, changed, article(50))]
    page = tmp_path / "page.json"
    page.write_text(json.dumps({"value": [*records, {"title": "Alone"}]}), "utf-8")
    out, err = run("from_api.py", page, content, status=1)
    assert out.splitlines() == [
        "same    Harbour news 3", "changed Harbour news 4", "new     Harbour news 50",
    ]  # fmt: skip
    assert err.startswith("failed  record 3: `excerpt` is missing")
    assert load(content / file_name_for(changed)).article == changed
    assert load(content / "2020-06-24-harbour-news-50.md").article == article(50)


def test_a_model_of_ones_own_is_read_and_saved(content: Path) -> None:
    first, second, *_ = sorted(content.glob("*.md"))
    text = first.read_text("utf-8")
    first.write_text(text.replace("type: article\n", "type: article\neditor: Jo Doe\n"), "utf-8")
    out, err = run("own_model.py", first, second, status=1)
    assert out == f"{first}: 2 min, Jo Doe\n"
    assert "`editor` is missing" in err
    assert "minutes: 2\n" in first.read_text("utf-8")


def test_the_report_counts_findings_by_provider(content: Path, faulty: Path) -> None:
    out, _ = run("report.py", content)
    assert "| findings | most often |" in out
    assert "| Example Times | 2 | FLD001 missing-field (1) |\n" in out
    assert out.endswith("21 files, 2 findings\n")


def test_pytest_tells_which_file_breaks_the_contract(content: Path, faulty: Path) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", os.devnull]
    environment = {**os.environ, "CONTENT": str(content)}
    done = subprocess.run(
        [*command, COOKBOOK / "test_content.py"],
        capture_output=True, env=environment, encoding="utf-8", check=False,
    )  # fmt: skip
    assert "2 failed, 20 passed" in done.stdout
    assert "`type` is missing" in done.stdout
    faulty.unlink()
    done = subprocess.run(
        [*command, COOKBOOK / "test_content.py"],
        capture_output=True, env=environment, encoding="utf-8", check=False,
    )  # fmt: skip
    assert "21 passed" in done.stdout


def test_the_newsletter_has_the_best_of_the_week(content: Path) -> None:
    out, _ = run("newsletter.py", content, "2020-06-15")
    assert out.startswith("# The week before 15 June 2020\n\n## [Harbour news 10](https://www.")
    assert out.count("\n## ") == 5


def test_the_async_service_answers_while_it_reads(content: Path, faulty: Path) -> None:
    out, err = run("async_service.py", content, "news 7", "island")
    assert out.splitlines() == ["news 7: Harbour news 7", "island: nothing"]
    assert err.startswith("passed over 2020-06-30-faulty.md: ")


def test_the_pipeline_enriches_what_it_is_about(content: Path, faulty: Path) -> None:
    (topic,) = article(0).topics[:1]
    first = min(content.glob("*.md"))
    before = first.read_text("utf-8")
    out, err = run("pipeline.py", content, topic, "dossier", status=1)
    assert out == "20 files changed, 1 left alone\n"
    assert err.startswith(f"{faulty}:1:1: FLD001 `type` is missing")
    after = first.read_text("utf-8")
    assert load(first).article.heat == 100
    assert load(first).article.tags == ["dossier"]
    assert [line for line in before.splitlines() if line not in after.splitlines()] == []
    faulty.unlink()
    assert run("pipeline.py", content, topic, "dossier") == ("0 files changed, 0 left alone\n", "")


def test_the_migration_changes_what_is_old_and_reports(content: Path, tmp_path: Path) -> None:
    first, second, third, *_ = sorted(content.glob("*.md"))
    first.write_text(first.read_text("utf-8").replace("webUrl:", "sourceUrl:"), "utf-8")
    second.write_text(second.read_text("utf-8").replace("https://www", "http://www"), "utf-8")
    third.write_text("---\ntitle: [\n---\n", "utf-8")
    report = tmp_path / "report.csv"
    out, err = run("migrate.py", content, report, status=1)
    assert out == "2 changed, 1 failed, of 20\n"
    assert err == "20 of 20 files\n"
    rows = report.read_text("utf-8").splitlines()
    assert rows[0] == "file,outcome,reason"
    assert [row.split(",")[1] for row in rows[1:]] == ["changed", "changed", "failed"]
    assert load(first).article == article(0)
    assert load(second).article == article(1)
    assert run("migrate.py", content, report, status=1)[0] == "0 changed, 1 failed, of 20\n"


def test_the_archive_keeps_what_is_sound(tmp_path: Path) -> None:
    old, new = tmp_path / "old.jsonl", tmp_path / "new.jsonl"
    records = [to_json(article(number, tags=["Ferry", "ferry"])) for number in range(5)]
    old.write_text("\n".join([*records[:2], '{"title": 5}', *records[2:], "{"]), "utf-8")
    out, err = run("archive.py", old, new)
    assert out == "5 records kept\n"
    assert [from_json(line) for line in new.read_text("utf-8").splitlines()] == [
        article(number, tags=["ferry"]) for number in range(5)
    ]
    assert f"{old}:3: `excerpt` is missing" in err
    assert f"{old}:7: " in err


def test_the_hook_mends_and_tells_the_rest(content: Path) -> None:
    text = min(content.glob("*.md")).read_text("utf-8")
    link = text.replace("/news/0", "/news/0?a=1&#038;b=2").replace("title: ", "title:   ")
    out, err = run("save_hook.py", stdin=link)
    assert err == ""
    assert "/news/0?a=1&b=2" in out
    out, err = run("save_hook.py", stdin=text.replace("type: article", "tpye: article"), status=1)
    assert out == ""
    assert "line 7: `tpye` is not a known key" in err
    assert run("save_hook.py", stdin="---\n: [", status=1)[0] == ""


def test_the_frame_counts_and_finds_small_pictures(content: Path, faulty: Path) -> None:
    pytest.importorskip("polars")
    small = article(30)
    small.images[0].width = 300
    dump(small, content / file_name_for(small))
    out, _ = run("frame.py", content)
    assert out.splitlines() == [
        "name,month,articles,quality",
        "Example Times,2020-06,21,10.5",
        "",
        "article,url,width,height",
        "Harbour news 30,https://media.example.com/a.jpg,300,900",
    ]
