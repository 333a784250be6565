"""Documents whole: new ones, bodies, other names, reading again, fixes, and blocks of changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from article_schema import (
    Article,
    Document,
    DocumentError,
    EditError,
    Image,
    Record,
    SaveError,
    Settings,
    UsageError,
    ValidationError,
    dumps,
    fix_text,
    format_text,
    load,
    loads,
    record,
)
from article_schema.testing import make


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the file of a valid article."""
    file = tmp_path / "a.md"
    file.write_text(dumps(make(Article, title="A quiet day"), body="It was quiet.\n"), "utf-8")
    return file


class TestNew:
    def test_a_new_document_holds_its_article_and_is_saved_under_a_name(
        self, tmp_path: Path
    ) -> None:
        article = make(Article)
        document = Document.new(article, "Body.\n")
        assert document.article is article
        assert document.text == dumps(article, "Body.\n")
        with pytest.raises(UsageError, match=r"has no file; write it with save_as\(\)"):
            document.save()
        article.heat = 5
        document.save_as(tmp_path / "new.md")
        assert load(tmp_path / "new.md").article == article
        article.heat = 6
        assert document.save() is True
        assert "heat: 6\n" in (tmp_path / "new.md").read_text("utf-8")

    def test_the_name_decides_the_format(self) -> None:
        assert Document.new(make(Article), filename="a.json").text.startswith("{\n")
        with pytest.raises(UsageError, match="no body can follow"):
            Document.new(make(Article), "Body.", "a.yaml")

    def test_what_is_no_valid_article_is_refused(self) -> None:
        article = make(Article)
        article.topics.append(5)  # type: ignore[arg-type]
        with pytest.raises(ValidationError):
            Document.new(article)
        with pytest.raises(TypeError, match="takes an article"):
            Document.new({"title": "x"})

    @pytest.mark.parametrize("text", ["", "Text.\n", "\ufeffText\r\nmore", "# A heading\n---\nx"])
    def test_a_file_without_front_matter_is_given_one(self, text: str, tmp_path: Path) -> None:
        file = tmp_path / "a.md"
        file.write_bytes(text.encode())
        with pytest.raises(DocumentError):
            load(file)
        document = load(file, add_front_matter=True)
        assert document.body == text.removeprefix("\ufeff")
        document.article = make(Article)
        assert document.save() is True
        again = load(file)
        assert again.article == make(Article)
        assert again.body == text.removeprefix("\ufeff")
        assert file.read_bytes().startswith(b"\xef\xbb\xbf") == text.startswith("\ufeff")
        assert file.read_bytes().count(b"\r\n---\r\n") == text.count("\r\n")

    def test_only_what_has_none_is_given_one(self, path: Path) -> None:
        text = path.read_text("utf-8")
        assert load(path, add_front_matter=True).text == text
        with pytest.raises(DocumentError):
            loads("---\ntitle: x\n", add_front_matter=True)
        with pytest.raises(DocumentError):
            loads("Text.", "a.json", add_front_matter=True)


class TestBody:
    @pytest.mark.parametrize(
        "body", ["", "New.\n", "---\nx: 1\n---\n", "\n\n", "no line end", "+++"]
    )
    def test_a_body_is_written_and_read_back(self, path: Path, body: str) -> None:
        document = load(path)
        head = document.text.removesuffix(document.body)
        document.body = body
        assert document.text == head + body
        document.save()
        assert load(path).body == body
        assert load(path).data == document.data

    def test_the_line_breaks_of_the_file_are_kept(self) -> None:
        document = loads("---\r\ntitle: x\r\n---\r\nOld.\r\n")
        document.body = "One\nTwo\r\n"
        assert document.text == "---\r\ntitle: x\r\n---\r\nOne\r\nTwo\r\n"

    def test_a_fence_at_the_end_of_the_file_gets_a_line_break(self) -> None:
        document = loads("---\ntitle: x\n---")
        document.body = "Body."
        assert document.text == "---\ntitle: x\n---\nBody."
        document = loads('{"title": "x"}')
        document.body = "Body."
        assert document.body == "Body."

    def test_what_no_file_can_hold_is_refused(self) -> None:
        document = loads("title: x\n", "a.yaml")
        with pytest.raises(UsageError, match="no body can follow"):
            document.body = "Body."
        with pytest.raises(EditError, match="surrogate"):
            loads("---\ntitle: x\n---\n").body = "\ud800"
        with pytest.raises(TypeError):
            loads("---\ntitle: x\n---\n").body = None  # type: ignore[assignment]


class TestFiles:
    def test_another_file_is_replaced_only_when_asked(self, path: Path) -> None:
        other = path.with_name("b.md")
        other.write_text("precious", "utf-8")
        document = load(path)
        with pytest.raises(SaveError, match="there is a file already"):
            document.save_as(other)
        assert other.read_text("utf-8") == "precious"
        assert document.filename == str(path)
        document.save_as(other, overwrite=True)
        assert other.read_bytes() == path.read_bytes()
        document.article.heat = 5
        document.save()
        assert "heat" not in path.read_text("utf-8")

    def test_another_ending_is_another_format(self, path: Path) -> None:
        document = load(path)
        article = document.article
        with pytest.raises(UsageError):
            document.save_as(path.with_suffix(".toml"))
        document.body = ""
        document.save_as(path.with_suffix(".toml"))
        assert document.article is article
        article.heat = 7
        document.save()
        assert "heat = 7\n" in path.with_suffix(".toml").read_text("utf-8")

    @pytest.mark.parametrize("ending", ["yaml", "json", "jsonl", "md"])
    def test_dates_of_toml_are_text_elsewhere(self, ending: str, tmp_path: Path) -> None:
        document = loads("title = 'Dawn'\nday = 2020-06-12\nat = 2020-06-12T19:19:00Z\n", "a.toml")
        document.save_as(tmp_path / f"a.{ending}")
        expected = {"title": "Dawn", "day": "2020-06-12", "at": "2020-06-12T19:19:00Z"}
        assert load(tmp_path / f"a.{ending}").data == expected
        document.set("day", "2020-06-13")
        assert document.save()

    def test_nothing_is_left_behind_where_a_name_is_taken(self, path: Path) -> None:
        with pytest.raises(SaveError):
            load(path).save_as(path)
        with pytest.raises(SaveError):
            load(path).save_as(path.parent / "no" / "a.md")
        assert [each.name for each in path.parent.iterdir()] == ["a.md"]

    def test_a_file_is_read_again(self, path: Path) -> None:
        document = load(path)
        article, topics = document.article, document.article.topics
        path.write_text(path.read_text("utf-8").replace("- Ports", "- Quay"), "utf-8")
        document.reload()
        assert document.article is article
        assert article.topics is topics
        assert topics[0] == "Quay"

    def test_changes_are_given_up_only_when_asked(self, path: Path) -> None:
        document = load(path)
        document.article.heat = 5
        with pytest.raises(UsageError, match="discard=True"):
            document.reload()
        assert document.data["heat"] == 5
        document.reload(discard=True)
        assert document.article.heat is None
        assert document.save() is False

    def test_a_file_that_cannot_be_read_again_changes_nothing(self, path: Path) -> None:
        document = load(path)
        text = document.text
        path.write_text("---\n: [\n---\n", "utf-8")
        with pytest.raises(DocumentError):
            document.reload()
        assert document.text == text
        path.unlink()
        with pytest.raises(DocumentError):
            document.reload()
        assert document.text == text

    def test_a_file_that_is_faulty_now_is_mended_and_read_again(self, path: Path) -> None:
        document = load(path)
        assert document.article.title == "A quiet day"
        sound = path.read_text("utf-8")
        path.write_text(sound.replace("title:", "titel:"), "utf-8")
        document.reload()
        with pytest.raises(ValidationError):
            _ = document.article
        document.rename("titel", "title")
        assert document.article.title == "A quiet day"

    def test_a_file_gets_the_name_of_its_title(self, path: Path) -> None:
        document = load(path)
        document.article.title = "A loud day"
        new = document.rename_for_title()
        assert new == str(path.with_name("2020-06-12-a-loud-day.md"))
        assert not path.exists()
        assert load(new).article.title == "A loud day"
        assert document.rename_for_title() == new
        assert document.filename == new

    def test_a_name_that_another_file_has_is_not_taken(self, path: Path) -> None:
        other = path.with_name("2020-06-12-a-quiet-day.md")
        other.write_text("precious", "utf-8")
        with pytest.raises(SaveError, match="there is a file already"):
            load(path).rename_for_title()
        assert other.read_text("utf-8") == "precious"
        assert path.exists()


class TestMending:
    TEXT = dumps(make(Article)).replace("com/harbour", "com/harbour?a=1&#038;b=2", 1)

    def test_findings_are_those_of_the_text_with_its_changes(self) -> None:
        document = loads(self.TEXT)
        (finding,) = (each for each in document.check() if each.fix)
        document.apply(finding.fix)
        assert document.check() == ()
        assert document.text == fix_text(self.TEXT)

    def test_all_fixes_are_made_and_the_article_follows(self) -> None:
        text = dumps(make(Article)).replace('"https', '"https://www.example.com/x?a=1&#038;b&https')
        document = loads(text)
        article = document.article
        assert document.fix() is True
        assert document.text == fix_text(text)
        assert document.article is article
        assert "&#038;" not in (article.web_url or "")
        assert document.fix() is False

    def test_the_style_is_brought_about(self) -> None:
        text = (
            dumps(make(Article), "Body.\n")
            .replace('title: "', 'title:  "')
            .replace("---", "---", 1)
        )
        text = text.replace("type: article\n", "").replace("---\n", "---\ntype: article\n", 1)
        document = loads(text)
        assert document.format() is True
        assert document.text == format_text(text)
        assert document.format() is False

    def test_the_model_and_the_settings_count(self) -> None:
        @record
        class Page(Record):
            """A page."""

            name: str

        assert loads("---\nname: x\n---\n", model=Page).check() == ()
        document = loads(self.TEXT)
        assert document.check(Settings(ignore=("URL",))) == ()
        assert document.fix(Settings(ignore=("URL",))) is False

    def test_faulty_documents_are_checked_and_fixed_too(self) -> None:
        document = loads("---\ntitle: T\nwebUrl: https://www.example.com/a?b&#038;c\n---\n")
        assert {finding.code for finding in document.check()} >= {"FLD001", "URL009"}
        assert document.fix() is True
        assert document.data["webUrl"].endswith("?b&c")


class TestEdit:
    def test_steps_may_break_the_contract_in_between(self) -> None:
        document = loads(dumps(make(Article)))
        article = document.article
        with document.edit() as same:
            assert same is document
            document.delete("title")
            with pytest.raises(ValidationError):
                _ = document.article
            document.set("title", "New")
            assert document.article is article
        assert article.title == "New"

    def test_what_is_invalid_at_the_end_is_undone(self) -> None:
        document = loads(dumps(make(Article), "Body."))
        before, article, topics = document.text, document.article, document.article.topics
        with pytest.raises(ValidationError, match="`title` is missing"), document.edit():
            topics.append("More")
            document.set("heat", 5)
            document.body = "Other"
            document.delete("title")
        assert document.text == before
        assert document.article is article
        assert article.topics is topics
        assert "More" not in topics
        assert article.heat is None

    def test_objects_come_back_to_their_places(self) -> None:
        images = [
            Image(url=f"https://media.example.com/{n}.jpg", width=n, height=n) for n in (1, 2)
        ]
        document = loads(dumps(make(Article, images=images)))
        first, second = document.article.images
        with pytest.raises(ZeroDivisionError), document.edit():
            document.reorder("images", [1, 0])
            first.width = 9
            document.delete("images[0]")
            raise ZeroDivisionError
        assert document.article.images[0] is first
        assert document.article.images[1] is second
        assert (first.width, second.width) == (1, 2)

    def test_an_article_that_was_made_inside_follows_too(self) -> None:
        document = loads(dumps(make(Article)))
        with pytest.raises(ZeroDivisionError), document.edit():
            document.set("heat", 5)
            article = document.article
            raise ZeroDivisionError
        assert document.article is article
        assert article.heat is None
        article.heat = 6
        assert document.data["heat"] == 6

    def test_the_article_cannot_be_changed_while_the_text_is_ahead(self) -> None:
        document = loads(dumps(make(Article)))
        before, article = document.text, document.article
        with pytest.raises(EditError, match="still break its contract"), document.edit():
            document.delete("title")
            article.heat = 5
            document.set("title", "New")
        assert document.text == before
        assert article.heat is None

    def test_a_faulty_article_may_stay_faulty(self) -> None:
        document = loads("---\ntitle: T\n---\n")
        with document.edit():
            document.set("heat", 5)
            document.set("heat", "much")
        assert document.data["heat"] == "much"

    def test_files_are_left_alone_inside(self, path: Path) -> None:
        document = load(path)
        with document.edit():
            for call in (
                document.save,
                document.reload,
                document.rename_for_title,
                lambda: document.save_as(path.with_name("b.md")),
            ):
                with pytest.raises(UsageError, match="outside of edit"):
                    call()

    def test_an_inner_block_fails_alone(self) -> None:
        document = loads(dumps(make(Article)))
        with document.edit():
            document.set("heat", 5)
            with pytest.raises(ZeroDivisionError), document.edit():
                document.set("heat", 6)
                document.delete("title")
                raise ZeroDivisionError
            assert document.article.heat == 5
        assert document.data["heat"] == 5
