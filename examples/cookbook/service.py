"""Serve a folder of articles over HTTP: list, read, add and replace them.

Usage: ARTICLES=content uvicorn service:app
"""

import os
from pathlib import Path
from typing import Annotated

from fastapi import Body, FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse

from article_schema import Article, Document, ValidationError, dump, load
from article_schema.validators import file_name_for

app = FastAPI(title="Articles")
FOLDER = Path(os.environ.get("ARTICLES", "content"))


def document_of(name: str) -> Document:
    path = FOLDER / f"{name}.md"
    if not path.is_file():
        raise HTTPException(404, f"there is no article {name!r}")
    return load(path)


@app.exception_handler(ValidationError)
def faulty_file(_: Request, error: ValidationError) -> JSONResponse:
    """A file on disk breaks the contract: that is our fault, and no fault of the one who asks."""
    return JSONResponse({"detail": str(error)}, status_code=500)


@app.get("/articles")
def names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.md"))


@app.get("/articles/{name}")
def read(name: str) -> Article:
    return document_of(name).article


@app.post("/articles", status_code=201)
def add(article: Annotated[Article, Body()]) -> dict[str, str]:
    path = FOLDER / file_name_for(article)
    if path.exists():
        raise HTTPException(409, f"there is an article {path.stem!r} already")
    dump(article, path)
    return {"name": path.stem}


@app.put("/articles/{name}", status_code=204)
def replace(name: str, article: Annotated[Article, Body()]) -> None:
    document = document_of(name)
    document.article = article
    document.save()  # only the lines of changed values change
