"""Charts: small pictures of numbers as inline SVG, beside tables that hold the numbers.

Colours stand in the attributes, so that a page without its style has them too. The style replaces
them for dark screens by the classes.
"""

from __future__ import annotations

from collections.abc import Sequence

from article_schema.reporting.html.markup import framed, text

#: The fill of each class.
FILLS = {
    "error": "#d64560", "warning": "#e0a030", "info": "#4f8fd0", "bar": "#5b6ee1",
}  # fmt: skip
#: The width of the longest bar, and of the shortest: a fifth of that is seen on a narrow screen.
_BAR, _LEAST = 200, 4
_WIDTH, _HEIGHT, _LEFT, _BOTTOM, _TOP = 720, 240, 24, 34, 32
#: The width of a letter on a narrow screen, where the picture is small and its text is not.
_LETTER = 14


def bar(value: float, most: float, kind: str = "bar") -> str:
    """Return a horizontal bar for a cell of a table, which holds the number as text too."""
    width = max(_BAR * value / most, _LEAST) if most and value else 0
    return (
        f'<svg class=bar width={_BAR} height=12 viewBox="0 0 {_BAR} 12" '
        f"preserveAspectRatio=none aria-hidden=true><rect class={kind} "
        f'width="{width:.1f}" height=12 fill="{FILLS[kind]}"/></svg>'
    )


def columns(
    label: str, names: Sequence[str], series: Sequence[tuple[str, Sequence[int]]], unit: str
) -> str:
    """Return columns, of which each is a stack of the numbers under one name.

    Args:
        label: what the picture shows.
        names: what stands below the columns, from left to right.
        series: a class of `FILLS` with a number for each name, from the foot up.
        unit: what is counted, in the plural.
    """
    totals = [sum(numbers[index] for _, numbers in series) for index in range(len(names))]
    most = max([*totals, 1])
    step = (_WIDTH - _LEFT) / max(len(names), 1)
    wide = min(step * 0.8, 64)
    parts = []
    for index, name in enumerate(names):
        base = float(_HEIGHT - _BOTTOM)
        parts.append(f"<g><title>{text(name)}: {totals[index]:,} {text(unit)}</title>")
        for kind, numbers in series:
            tall = _tall(numbers[index], most)
            base -= tall
            if tall:
                left = _LEFT + (index + 0.5) * step - wide / 2
                parts.append(
                    f'<rect class={kind} x="{left:.1f}" y="{base:.1f}" width="{wide:.1f}" '
                    f'height="{tall:.1f}" fill="{FILLS[kind]}"/>'
                )
        parts.append("</g>")
    return _framed(label, parts + _scale(most, unit) + _below(names, step))


def dots(
    label: str,
    points: Sequence[tuple[float, float, int]],
    units: tuple[str, str],
) -> str:
    """Return a scatter of points from zero on.

    Args:
        label: what the picture shows.
        points: x, y, and how many values fall there, which is the size of the dot.
        units: what the two axes measure.
    """
    widest = max([x for x, _, _ in points] + [1])
    tallest = max([y for _, y, _ in points] + [1])
    heaviest = max([count for _, _, count in points] + [1])
    parts = []
    for x, y, count in points:
        radius = 2 + 6 * (count / heaviest) ** 0.5
        left = _LEFT + (_WIDTH - _LEFT - 12) * x / widest
        top = _HEIGHT - _BOTTOM - _tall(y, tallest)
        parts.append(
            f'<circle class=bar cx="{left:.1f}" cy="{top:.1f}" r="{radius:.1f}" '
            f'fill="{FILLS["bar"]}" fill-opacity=".6"><title>{x:,.0f} × {y:,.0f}: {count:,}'
            "</title></circle>"
        )
    end = (
        f'<text x="{_WIDTH}" y="{_HEIGHT - 14}" text-anchor=end fill=currentColor>'
        f"{widest:,.0f} {text(units[0])}</text>"
    )
    return _framed(label, [*parts, *_scale(tallest, units[1]), end])


def matrix(caption: str, names: Sequence[str], rows: Sequence[tuple[str, Sequence[float]]]) -> str:
    """Return a table of shares in hundredths, whose cells are the darker the larger they are.

    Args:
        caption: what the numbers say, in plain words; that they are out of a hundred too.
        names: what stands above the columns.
        rows: what stands before each row, and its shares from 0 to 1.
    """
    # The names stand upright, which a cell itself cannot.
    head = "".join(f"<th scope=col><span>{text(name)}</span>" for name in names)
    body = (
        f"<tr><th scope=row>{text(name)}"
        + "".join(f"<td class=m{min(int(share * 5), 4)}>{share * 100:.0f}" for share in shares)
        for name, shares in rows
    )
    return framed(caption, f"<tr><td>{head}", body, "matrix")


def _tall(value: float, most: float) -> float:
    return (_HEIGHT - _BOTTOM - _TOP) * value / most


def _scale(most: float, unit: str) -> list[str]:
    """Return the axis on the left: nothing, and above it the most, where there is room for it."""
    foot = _HEIGHT - _BOTTOM
    return [
        f'<path class=axis d="M{_LEFT} {_TOP}V{foot}H{_WIDTH}" fill=none stroke=currentColor />',
        f'<text x="{_LEFT - 6}" y="{foot}" text-anchor=end fill=currentColor>0</text>',
        f'<text x=0 y="{_TOP - 12}" fill=currentColor>{most:,.0f} {text(unit)}</text>',
    ]


def _below(names: Sequence[str], step: float) -> list[str]:
    """Return as many of the names below the columns as there is room for."""
    shown = [name if len(name) <= 24 else f"{name[:23]}…" for name in names]
    room = (max([len(name) for name in shown] + [1]) + 1) * _LETTER
    parts = []
    free = float(-_LETTER)
    for index, name in enumerate(shown):
        half = len(name) * _LETTER / 2
        # The first and the last name would run out of the picture.
        middle = max(min(_LEFT + (index + 0.5) * step, _WIDTH - half), half)
        if middle - room / 2 < free:
            continue
        free = middle + room / 2
        parts.append(
            f'<text x="{middle:.1f}" y="{_HEIGHT - 14}" text-anchor=middle fill=currentColor>'
            f"{text(name)}</text>"
        )
    return parts


def _framed(label: str, parts: Sequence[str]) -> str:
    inside = "\n".join(parts)
    return (
        f'<svg class=chart viewBox="0 0 {_WIDTH} {_HEIGHT}" role=img>'
        f"<title>{text(label)}</title>\n{inside}\n</svg>"
    )
