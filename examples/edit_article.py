"""Change an article from Python: only the lines of changed values change.

Usage: python edit_article.py FILE
"""

import sys

from article_schema import ArticleSchemaError, Image, load


def edit(path: str) -> bool:
    """Mark an article as important and give it a second picture; tell whether the file changed."""
    document = load(path)
    article = document.article
    article.quality = 65
    if "Editor's choice" not in article.topics:
        article.topics.append("Editor's choice")
    if len(article.images) < 2:
        article.images.append(
            Image(url="https://media.example.com/second.jpg", width=1200, height=800)
        )
    return document.save()


if __name__ == "__main__":
    try:
        changed = edit(sys.argv[1])
    except ArticleSchemaError as error:
        sys.exit(str(error))
    sys.stdout.write("changed\n" if changed else "nothing to change\n")
