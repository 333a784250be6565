"""Our models are types of pydantic, and bodies and answers of FastAPI."""

from __future__ import annotations

import subprocess
import sys
import warnings
from typing import Annotated, Any

import attrs
import pytest
from hypothesis import given
from strategies import mutated

from article_schema import Article, Record, record, structure, unstructure
from article_schema.conversion import explain

pydantic = pytest.importorskip("pydantic", reason="pydantic is not installed")

DATA = {
    "category": "news", "title": "The harbour", "excerpt": "A walk.",
    "publishedDateTime": "2020-06-12T19:19:00Z", "webUrl": "https://www.example.com/harbour",
    "type": "article", "provider": {"name": "Example Times", "domain": "example.com"},
    "topics": ["Ports"],
    "images": [{"url": "https://media.example.com/a.jpg", "width": 1, "height": 1}],
}  # fmt: skip
FAULTY = {**DATA, "type": "", "images": [{"url": "/a.jpg", "width": 0, "height": 1}]}


@record
class Tree(Record):
    """A model that holds itself."""

    name: str
    parts: list[Tree] = attrs.field(factory=list)


def box() -> Any:
    return pydantic.create_model("Box", article=(Article, ...), trees=(list[Tree], []))


def test_a_field_reads_data_and_instances_and_writes_data() -> None:
    kind = box()
    found = kind(article=DATA, trees=[{"name": "a", "parts": [{"name": "b"}]}])
    assert found.article == structure(DATA)
    assert type(found.trees[0].parts[0]) is Tree
    assert kind(article=found.article).article is found.article
    assert found.model_dump()["article"] == unstructure(found.article)
    assert kind.model_validate_json(found.model_dump_json()) == found


@given(mutated())
def test_it_says_what_structure_says(data: Any) -> None:
    read = pydantic.TypeAdapter(Article).validate_python
    faults = explain(data)
    if not faults:
        assert read(data) == structure(data)
        return
    with pytest.raises(pydantic.ValidationError) as caught:
        read(data)
    told = [(each["type"], each["loc"], each["msg"]) for each in caught.value.errors()]
    assert told == [(fault.code, fault.route, fault.sentence) for fault in faults]


def test_faults_have_their_places() -> None:
    with pytest.raises(pydantic.ValidationError) as caught:
        box()(article=FAULTY, trees=[{}])
    assert [(each["loc"], each["type"]) for each in caught.value.errors()] == [
        (("article", "type"), "FLD008"),
        (("article", "images", 0, "width"), "IMG001"),
        (("trees", 0, "name"), "FLD001"),
    ]
    first = caught.value.errors()[0]
    assert first["input"] == ""
    assert first["ctx"]["help"].startswith("write its text")


def references(schema: Any) -> list[str]:
    if isinstance(schema, list):
        return [each for part in schema for each in references(part)]
    if not isinstance(schema, dict):
        return []
    own = [schema["$ref"]] if isinstance(schema.get("$ref"), str) else []
    return own + [each for part in schema.values() for each in references(part)]


def test_the_schema_is_ours_and_stands_alone() -> None:
    import jsonschema

    whole = box().model_json_schema()
    assert set(references(whole)) == {"#/$defs/Article", "#/$defs/Tree"}
    judge = jsonschema.Draft202012Validator(whole)
    assert judge.is_valid({"article": DATA, "trees": [{"name": "a", "parts": [{"name": "b"}]}]})
    assert not judge.is_valid({"article": FAULTY})
    assert not judge.is_valid({"article": DATA, "trees": [{"name": 1}]})
    assert whole["$defs"]["Article"]["properties"]["title"]["description"] == "The headline."


@pytest.fixture
def client() -> Any:
    fastapi = pytest.importorskip("fastapi", reason="fastapi is not installed")
    pytest.importorskip("httpx2", reason="httpx2 is not installed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from fastapi.testclient import TestClient
    app = fastapi.FastAPI()

    def post(article: Any) -> Any:
        article.title = article.title.upper()
        return article

    post.__annotations__ = {"article": Annotated[Article, fastapi.Body()], "return": Article}
    app.post("/articles")(post)
    app.get("/articles", response_model=list[Article])(lambda: [structure(DATA)])
    app.get("/broken", response_model=Article)(lambda: FAULTY)
    return TestClient(app, raise_server_exceptions=False)


def test_fastapi_reads_and_answers_articles(client: Any) -> None:
    answer = client.post("/articles", json=DATA)
    assert (answer.status_code, answer.json()) == (200, {**DATA, "title": "THE HARBOUR"})
    assert client.get("/articles").json() == [DATA]
    assert client.get("/broken").status_code == 500


def test_fastapi_answers_422_with_our_messages(client: Any) -> None:
    answer = client.post("/articles", json=FAULTY)
    assert answer.status_code == 422
    assert [(each["loc"], each["msg"], each["type"]) for each in answer.json()["detail"]] == [
        (["body", "type"],
         "`type` is empty; write its text, or remove the key where it is optional", "FLD008"),
        (["body", "images", 0, "width"], "`images[0].width` must be at least 1, not 0", "IMG001"),
    ]  # fmt: skip
    for body in (b"[]", b"3", b"{", b""):
        headers = {"content-type": "application/json"}
        assert client.post("/articles", content=body, headers=headers).status_code == 422


def test_openapi_has_our_schema(client: Any) -> None:
    answer = client.get("/openapi.json").json()
    body = answer["paths"]["/articles"]["post"]["requestBody"]["content"]["application/json"]
    assert body["schema"]["$ref"] == "#/components/schemas/Article"
    shown = answer["components"]["schemas"]["Article"]
    assert shown["properties"]["images"]["items"]["properties"]["width"]["minimum"] == 1
    assert [each for each in references(answer) if not each.startswith("#/components/")] == []


def test_a_model_needs_no_pydantic() -> None:
    code = (
        "import sys; from article_schema import Article, load; "
        "print([n for n in sys.modules if n.startswith(('pydantic', 'article_schema.interop'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
