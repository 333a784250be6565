"""Edits of an open article in every way that there is, against a plain model of what they give.

The model is plain data, in which a list or dict is itself the item that it stands for. Objects of
the article are held beside their counterparts in the model, changed through either end of the
article at any later time, and must go on to agree: with the model, with `data`, and with the text.

`ARTICLE_SCHEMA_ALIASING_CASES=50000 pytest tests/fuzz/test_aliasing.py` is the long form.
"""

from __future__ import annotations

import copy
import os
from collections import Counter
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import attrs
import pytest
import yaml

from article_schema import Article, Document, Image, Record, dumps, loads, record, unstructure
from article_schema.conversion import structure
from article_schema.document.compare import same
from article_schema.errors import EditError, ValidationError
from article_schema.model.shapes.base import Shape
from article_schema.model.shapes.containers import AnyShape, MappingShape, RecordShape
from article_schema.model.shapes.sequences import ListShape
from article_schema.model.shapes.tables import Field, table_of
from article_schema.routes import Route, format_route

CASES = int(os.environ.get("ARTICLE_SCHEMA_ALIASING_CASES", "300"))
STEPS = 8
#: Parts of the long form that can run side by side.
LANES = 4

DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

WORDS = ("harbour", "a: b", "yes", "10", "é 🚢", "", "# no", "two\nlines", "null", " x ")
SCALARS = (*WORDS, 7, -1, 0.5, True, False, None)


@record
class Page(Article):
    """An article with fields of every kind that holds other values."""

    loose: Any = None
    bag: list[Any] = attrs.field(factory=list)
    shelf: dict[str, Any] = attrs.field(factory=dict)
    gallery: dict[str, Image] = attrs.field(factory=dict)
    rows: list[list[Image]] = attrs.field(factory=list)


#: A sound value for each key that is set, and one that breaks the contract.
SOUND: dict[str, Callable[[Random], Any]] = {
    "title": lambda random: random.choice(WORDS) + " x",
    "subtitle": lambda random: random.choice(["Words", "a: b", None]),
    "quality": lambda random: random.choice([None, 0, 59]),
    "heat": lambda random: random.randint(-1, 99),
    "name": lambda random: f"Name {random.randint(0, 99)}",
    "url": lambda random: f"/{random.randint(0, 99)}.png",
    "width": lambda random: random.randint(1, 2000),
    "attribution": lambda random: random.choice(["Jo Doe", "x: y", None]),
}
BROKEN = {"title": "", "subtitle": 5, "quality": "much", "heat": -2, "name": None, "url": "no url",
          "width": 0, "attribution": []}  # fmt: skip


def loose_value(random: Random, depth: int = 0) -> Any:
    kind = random.randrange(8 if depth < 3 else 6)
    if kind == 6:
        return [loose_value(random, depth + 1) for _ in range(random.randrange(4))]
    if kind == 7:
        return {f"k{n}": loose_value(random, depth + 1) for n in range(random.randrange(4))}
    return random.choice(SCALARS)


def image(random: Random) -> dict[str, Any]:
    data = {"url": SOUND["url"](random), "width": 3, "height": 4}
    return data | {"crop": loose_value(random, 1)} if random.random() < 0.3 else data


def related(random: Random) -> dict[str, Any]:
    number = random.randrange(1000)
    return {
        "title": f"Item {number}", "excerpt": "Words.", "type": "article", "topics": ["a", "b"],
        "publishedDateTime": "2020-06-12T19:19:00Z", "webUrl": f"https://www.example.com/{number}",
        "provider": {"name": "Example Times", "domain": "example.com", "rank": [1, {"of": [2]}]},
        "images": [image(random) for _ in range(random.randrange(2))],
    }  # fmt: skip


def page(random: Random) -> dict[str, Any]:
    data = related(random) | {"category": "news", "topics": ["Ports", "Travel", "Ports"]}
    data["related"] = [related(random) for _ in range(random.randrange(3))]
    data["loose"] = loose_value(random)
    data["bag"] = [loose_value(random, 1) for _ in range(random.randrange(3))]
    data["shelf"] = {f"k{n}": loose_value(random, 1) for n in range(random.randrange(3))}
    data["gallery"] = {f"k{n}": image(random) for n in range(random.randrange(3))}
    data["rows"] = [[image(random) for _ in range(2)] for _ in range(random.randrange(2))]
    data["seo"] = {"keywords": ["a", "b"], "open": {"deep": [[1], {"x": []}]}}
    data["more"] = loose_value(random)
    return data


def written(data: dict[str, Any], random: Random) -> tuple[str, str]:
    """Write a page in one of the forms and styles of files."""
    form = random.choice(["a.md", "a.yaml", "a.json", "a.jsonl", "block.md", "flow.md", "mixed.md"])
    if form.startswith("a."):
        return dumps(structure(data, Page), filename=form), form
    flow = {"block.md": False, "flow.md": True, "mixed.md": None}[form]
    block = yaml.dump(
        data, Dumper=DUMPER, default_flow_style=flow, allow_unicode=True, sort_keys=False
    )
    return f"---\n# A comment.\n{block}---\nBody.\n", form


# The plain model.


def trimmed(data: Any, shape: Shape) -> Any:
    """Leave out what says nothing: fields that hold their default."""
    if isinstance(shape, ListShape):
        return [trimmed(item, shape.item) for item in data]
    if isinstance(shape, MappingShape):
        return {key: trimmed(value, shape.value) for key, value in data.items()}
    if not isinstance(shape, RecordShape):
        return data
    known = table_of(shape.model).by_key
    return {
        key: trimmed(value, known[key].shape) if key in known else value
        for key, value in data.items()
        if key not in known or known[key].required or not is_default(known[key], value)
    }


def is_default(field: Field, value: Any) -> bool:
    return field.make_default is not None and value == field.make_default()


PAGE = RecordShape(Page)


def containers(data: Any) -> Iterator[Any]:
    if isinstance(data, dict | list):
        yield data
        for value in data.values() if isinstance(data, dict) else data:
            yield from containers(value)
    elif isinstance(data, Record):
        yield data
        for field in table_of(type(data)).fields:
            yield from containers(getattr(data, field.name))
        yield from containers(data.extra)


def unshared(data: Any, seen: set[int], gone: Route | None, route: Route = ()) -> Any:
    """Give each place of the model an object of its own; fields come before other keys.

    What an edit takes from the route `gone` may stay in another place that it has.
    """
    if not isinstance(data, dict | list) or route == gone:
        return data
    if id(data) in seen:
        return copy.deepcopy(data)
    seen.add(id(data))
    known = table_of(Page).by_key
    keys: Any = range(len(data))
    if isinstance(data, dict):
        keys = sorted(data, key=lambda key: key not in known)
    for key in keys:
        data[key] = unshared(data[key], seen, gone, (*route, key))
    return data


def child(held: Any, key: str | int) -> Any:
    """Return what an object of the article holds under a key of the file."""
    if isinstance(held, Record):
        field = table_of(type(held)).by_key.get(str(key))
        return held.extra[key] if field is None else getattr(held, field.name)
    return held[key]


def shown(held: Any) -> Any:
    if isinstance(held, Record):
        return unstructure(held)
    if isinstance(held, dict):
        return {key: shown(value) for key, value in held.items()}
    return [shown(value) for value in held] if isinstance(held, list) else held


@attrs.define
class Place:
    """A container of the article with its counterpart in the model."""

    held: Any
    goal: Any
    route: Route
    #: What may stand in it.
    shape: Shape

    @property
    def loose(self) -> bool:
        """Whether any data may stand in it."""
        if isinstance(self.shape, ListShape):
            return isinstance(self.shape.item, AnyShape)
        if isinstance(self.shape, MappingShape):
            return isinstance(self.shape.value, AnyShape)
        return isinstance(self.shape, AnyShape)


def places(held: Any, goal: Any, route: Route = (), shape: Shape = PAGE) -> Iterator[Place]:
    yield Place(held, goal, route, shape)
    for key, value in list(goal.items() if isinstance(goal, dict) else enumerate(goal)):
        if isinstance(value, dict | list):
            yield from places(child(held, key), value, (*route, key), below(shape, key))


def below(shape: Shape, key: str | int) -> Shape:
    if isinstance(shape, RecordShape):
        field = table_of(shape.model).by_key.get(str(key))
        return AnyShape() if field is None else field.shape
    if isinstance(shape, ListShape):
        return shape.item
    return shape.value if isinstance(shape, MappingShape) else AnyShape()


def is_merged(old: Any, new: Any) -> bool:
    """Tell whether the object in a place takes a new value over, for it is of the same kind."""
    return any(isinstance(old, kind) and isinstance(new, kind) for kind in (dict, list))


class Sequence:
    """One document, and the edits that are made of it."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.goal: Any = page(self.random)
        text, self.name = written(self.goal, self.random)
        self.document: Document = loads(text, self.name, Page)
        self.article: Page = self.document.article
        self.held: list[Place] = []
        self.counts: Counter[str] = Counter()

    def run(self) -> None:
        steps = [self.hold, self.hold, self.change_held, self.change_held, self.change_in_place,
                 self.change_in_place, self.set_by_route, self.set_by_route, self.set_whole,
                 self.delete_by_route, self.delete_by_route, self.break_it, self.share,
                 self.mutate_copies, self.check]  # fmt: skip
        self.hold()
        for _ in range(STEPS):
            step = self.random.choice(steps)
            step()
            self.counts[step.__name__] += 1
        self.check()
        self.part()

    # Steps.

    def hold(self) -> None:
        self.held.append(self.random.choice(list(places(self.article, self.goal))))

    def change_held(self) -> None:
        """Change an object that was held before, be it still a part of the document or not."""
        if self.held:
            self.change(self.random.choice(self.held))

    def change_in_place(self) -> None:
        self.change(self.random.choice(list(places(self.article, self.goal))))

    def change(self, place: Place) -> None:
        held, goal, random = place.held, place.goal, self.random
        if isinstance(held, Record):
            self.change_record(held, goal)
        elif isinstance(held, dict) and place.loose:
            key = random.choice([*held, "new"])
            if key in held and random.random() < 0.4:
                del held[key], goal[key]
            else:
                held[key] = value = loose_value(random)
                goal[key] = copy.deepcopy(value)
        elif isinstance(held, list):
            self.change_list(held, goal, place.loose)

    def change_record(self, held: Record, goal: Any) -> None:
        random, table = self.random, table_of(type(held))
        keys = [key for key in SOUND if key in table.by_key]
        if random.random() < 0.3:
            held.extra["added"] = value = loose_value(random)
            goal["added"] = copy.deepcopy(value)
        elif "images" in table.by_key and random.random() < 0.3:
            new = image(random)
            held.images.append(structure(new, Image))  # type: ignore[attr-defined]
            if goal.get("images") is None:
                goal["images"] = []
            goal["images"].append(new)
        elif keys:
            key = random.choice(keys)
            value = SOUND[key](random)
            setattr(held, table.by_key[key].name, value)
            goal[key] = value

    def change_list(self, held: list[Any], goal: list[Any], loose: bool) -> None:
        random = self.random
        if len(held) > 1 and random.random() < 0.6:
            at = random.randrange(len(held))
            for items in (held, goal):
                if at % 2:
                    del items[at]
                else:
                    items.append(items.pop(at))
        elif loose:
            at, value = random.randint(0, len(held)), loose_value(random)
            held.insert(at, value)
            goal.insert(at, copy.deepcopy(value))
        elif held and isinstance(held[0], str):
            held.append("Topic")
            goal.append("Topic")

    def set_by_route(self) -> None:
        place = self.random.choice(list(places(self.article, self.goal)))
        random, goal = self.random, place.goal
        if isinstance(place.held, Record):
            known = table_of(type(place.held)).by_key
            key: Any = random.choice([*(key for key in SOUND if key in known), "own"])
            value = SOUND[key](random) if key in SOUND else loose_value(random)
        elif place.loose and (goal or isinstance(goal, dict)):
            key = random.choice([*goal, "new"] if isinstance(goal, dict) else range(len(goal)))
            value = loose_value(random)
        else:
            return
        self.make((*place.route, key), value)

    def set_whole(self) -> None:
        """Give a list or a record all its values anew, in another order for one."""
        place = self.random.choice(list(places(self.article, self.goal)))
        if not place.route:
            return
        value = copy.deepcopy(place.goal)
        if isinstance(value, list):
            self.random.shuffle(value)
            if len(value) > 1 and self.random.random() < 0.5:
                value.pop()
        self.make(place.route, value)

    def make(self, route: Route, value: Any) -> None:
        mine = copy.deepcopy(value)
        key, parent = route[-1], self.at(route[:-1])
        there = parent[key] if isinstance(parent, list) or key in parent else None
        gone = None if is_merged(there, value) else route
        if not self.edited(lambda: self.document.set(format_route(route), mine), gone):
            return
        spoil(mine)
        parent = self.at(route[:-1])
        if gone is None:
            self.merge(parent[key], value)
        else:
            parent[key] = value

    def merge(self, old: Any, new: Any) -> None:
        """Give what stands in a place of the model new values."""
        if isinstance(old, list):
            # Which items are the same is for other tests; here they are let go.
            self.let_go(old)
            old[:] = new
            return
        for key in list(old):
            if key in new and is_merged(old[key], new[key]):
                self.merge(old[key], new[key])
            else:
                self.let_go([old.pop(key)])
        old.update({key: value for key, value in new.items() if key not in old})

    def let_go(self, items: list[Any]) -> None:
        gone = {id(part) for item in items for part in containers(item)}
        self.held = [place for place in self.held if id(place.goal) not in gone]

    def delete_by_route(self) -> None:
        every = list(places(self.article, self.goal))
        candidates: list[Route] = [
            (*place.route, step)
            for place in every
            for step in (place.goal if isinstance(place.goal, dict) else range(len(place.goal)))
            if place.loose or isinstance(place.held, list) or step in ("images", "related", "heat")
        ]
        if not candidates:
            return
        route = self.random.choice(candidates)
        if route[-2:] == ("topics", 0) and len(self.at(route[:-1])) == 1:
            return
        if self.edited(lambda: self.document.delete(format_route(route)), route):
            parent, key = self.at(route[:-1]), route[-1]
            if key in ("images", "related") and isinstance(parent, dict):
                # The list of a field that is absent is empty, and still the same list.
                parent[key].clear()
            else:
                del parent[key]

    def break_it(self) -> None:
        """Try what breaks the contract in each way; nothing may come of it."""
        place = self.random.choice(
            [each for each in places(self.article, self.goal) if isinstance(each.held, Record)]
        )
        known = table_of(type(place.held)).by_key
        keys = [key for key in BROKEN if key in known]
        if not keys:
            return
        key = self.random.choice(keys)
        with pytest.raises(ValidationError):
            setattr(place.held, known[key].name, BROKEN[key])
        before = self.document.text
        with pytest.raises(ValidationError):
            self.document.set(format_route((*place.route, key)), BROKEN[key])
        if known[key].required:
            with pytest.raises(ValidationError):
                self.document.delete(format_route((*place.route, key)))
        self.article.topics.append(5)  # type: ignore[arg-type]
        with pytest.raises(ValidationError, match="`topics"):
            self.document.set("title", "never")
        self.article.topics.pop()
        assert self.document.text == before

    def share(self) -> None:
        """Let an object stand in two places."""
        free = [
            place
            for place in places(self.article, self.goal)
            if place.route and place.route[0] in ("loose", "bag", "shelf")
            and type(place.held) in (list, dict)
        ]  # fmt: skip
        if free:
            place = self.random.choice(free)
            self.article.extra["twin"], self.goal["twin"] = place.held, place.goal

    def mutate_copies(self) -> None:
        """Spoil all that is handed out: nothing of it may belong to the document."""
        spoil(self.document.data)
        spoil(unstructure(self.article))
        data = copy.deepcopy(self.goal)
        other = structure(data, Page)
        spoil(data)
        assert same(trimmed(unstructure(other), PAGE), trimmed(self.goal, PAGE))
        spoil(unstructure(other))
        assert same(trimmed(unstructure(other), PAGE), trimmed(self.goal, PAGE))

    # Judgements.

    def edited(self, edit: Callable[[], None], gone: Route | None) -> bool:
        """Make an edit by route; tell whether it was made. A refusal changes nothing."""
        before = self.document.text
        try:
            edit()
        except EditError:
            self.counts["refused"] += 1
            assert self.document.text == before
            return False
        unshared(self.goal, set(), gone)
        return True

    def at(self, route: Route) -> Any:
        goal = self.goal
        for step in route:
            goal = goal[step]
        return goal

    def check(self) -> None:
        goal = trimmed(self.goal, PAGE)
        assert same(trimmed(self.document.data, PAGE), goal)
        assert same(trimmed(unstructure(self.article), PAGE), goal)
        assert same(trimmed(loads(self.document.text, self.name, Page).data, PAGE), goal)
        assert self.document.article is self.article
        for place in self.held:
            found, wanted = (
                trimmed(shown(place.held), place.shape),
                trimmed(place.goal, place.shape),
            )
            assert same(found, wanted), format_route(place.route)

    def part(self) -> None:
        """Look for an object that two of the owners of values have in common."""
        document = self.document
        content = document._content
        owners = [content.tree.data, content._before(), self.article, document.data,
                  unstructure(self.article)]  # fmt: skip
        parts = [{id(part) for part in containers(owner)} for owner in owners]
        assert sum(map(len, parts)) == len(set().union(*parts))


def spoil(data: Any) -> None:
    for part in list(containers(data)):
        if isinstance(part, dict):
            part["spoilt"] = "spoilt"
        else:
            part.append("spoilt")


@pytest.mark.parametrize("lane", range(LANES))
def test_every_way_to_edit_agrees_with_a_plain_model(lane: int) -> None:
    counts: Counter[str] = Counter()
    for seed in range(lane, CASES, LANES):
        sequence = Sequence(seed)
        try:
            sequence.run()
        except BaseException as error:
            error.add_note(f"seed {seed}, {dict(sequence.counts)}")
            raise
        counts += sequence.counts
    # A test of refusals alone would tell nothing.
    assert counts["refused"] * 20 < counts["set_by_route"] + counts["delete_by_route"]
    assert len(counts - Counter({"refused": counts["refused"]})) == 10
    print(f"{len(range(lane, CASES, LANES)):,} sequences: {dict(counts)}")
