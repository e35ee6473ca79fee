"""The graph as an SVG that stands alone: the kind is a shape, the status a colour and a word, each node a link."""

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup, escape

from .._clean import clean
from ._graph_layout import HEIGHT, MARGIN, TOTAL, WIDTH, Edge, lay_out
from ._names import neighbourhood, page
from ._views import StatementView, Verdict

STYLE = """
.graph{font-family:system-ui,sans-serif;--paper:#fff;--ink:#1c2024;--soft:#555c66;--line:#9aa1ab;--accent:#1f4fa3}
.graph text{fill:var(--ink)}.graph .soft{fill:var(--soft)}
.graph .paper{fill:var(--paper)}
.graph a:focus{outline:none}
.graph a:hover .shape,.graph a:focus .shape{stroke:var(--accent);stroke-width:3}
.graph .shape{stroke-width:1.6}
.graph .edge{fill:none;stroke:var(--line);stroke-width:1.3}.graph .proof{stroke-dasharray:5 4}
.graph .here .shape{stroke-width:3.4}
.graph .v-printed{fill:#e3f3e6;stroke:#1b6b34}.graph .v-corrected{fill:#fdf1d8;stroke:#8a5a00}
.graph .v-false{fill:#fbe3e1;stroke:#a61b1b}.graph .v-observed{fill:#e2effa;stroke:#1d5c91}
.graph .v-undecided{fill:#f0e8f7;stroke:#6b3a99}.graph .v-trusted,.graph .v-silent{fill:#f1f2f4;stroke:#5b626c}
@media (prefers-color-scheme:dark){
.graph{--paper:#15181c;--ink:#e8eaed;--soft:#aab1bb;--line:#6d7581;--accent:#8db8ff}
.graph .v-printed{fill:#12301b;stroke:#6fce8b}.graph .v-corrected{fill:#38290b;stroke:#e8b654}
.graph .v-false{fill:#3d1616;stroke:#ff8f88}.graph .v-observed{fill:#11293e;stroke:#7cbcf0}
.graph .v-undecided{fill:#2b1c3b;stroke:#c9a2f0}.graph .v-trusted,.graph .v-silent{fill:#23272d;stroke:#9aa2ad}}
@media print{.graph{--paper:#fff;--ink:#000;--soft:#333;--line:#777}
.graph .shape{fill:#fff !important;stroke:#000 !important}}
""".replace("\n", "")

_W, _H = WIDTH / 2, HEIGHT / 2
_SHAPES = {  # half a node's width and height are _W and _H; the centre is 0, 0
    "square": f"M{-_W} {-_H}h{WIDTH}v{HEIGHT}h{-WIDTH}z",
    "double": f"M{-_W} {-_H}h{WIDTH}v{HEIGHT}h{-WIDTH}zM{-_W + 4} {-_H + 4}h{WIDTH - 8}v{HEIGHT - 8}h{-WIDTH + 8}z",
    "round": f"M{-_W + 10} {-_H}h{WIDTH - 20}a10 10 0 0 1 10 10v{HEIGHT - 20}a10 10 0 0 1 -10 10h{20 - WIDTH}"
             f"a10 10 0 0 1 -10 -10v{20 - HEIGHT}a10 10 0 0 1 10 -10z",
    "pill": f"M{-_W + _H} {-_H}h{WIDTH - HEIGHT}a{_H} {_H} 0 0 1 0 {HEIGHT}h{HEIGHT - WIDTH}"
            f"a{_H} {_H} 0 0 1 0 {-HEIGHT}z",
    "slanted": f"M{-_W + 10} {-_H}H{_W}L{_W - 10} {_H}H{-_W}z",
    "hexagon": f"M{-_W + 12} {-_H}H{_W - 12}L{_W} 0L{_W - 12} {_H}H{-_W + 12}L{-_W} 0z",
    "folded": f"M{-_W} {-_H}H{_W - 12}L{_W} {-_H + 12}V{_H}H{-_W}z",
    "house": f"M{-_W} {_H}V{-_H + 8}L0 {-_H}L{_W} {-_H + 8}V{_H}z",
    "cut": f"M{-_W + 9} {-_H}H{_W - 9}L{_W} {-_H + 9}V{_H - 9}L{_W - 9} {_H}H{-_W + 9}L{-_W} {_H - 9}V{-_H + 9}z",
}
_KINDS = {"theorem": "double", "lemma": "round", "corollary": "house", "definition": "pill", "equation": "slanted",
          "algorithm": "hexagon", "table": "folded", "figure": "folded", "trusted": "cut", "assumption": "pill"}
_NAMES = {"double": "theorem", "round": "lemma", "house": "corollary", "pill": "definition, assumption",
          "slanted": "equation", "hexagon": "algorithm", "folded": "table, figure", "cut": "trusted fact",
          "square": "running text, other"}


def shape(kind: str) -> str:
    """The shape of a kind of statement.

    >>> shape("theorem"), shape("riddle")
    ('double', 'square')
    """
    return _KINDS.get(kind, "square")


def graph_svg(views: Sequence[StatementView]) -> Markup:
    """The whole graph. Nodes lead to their neighbourhoods."""
    legend, top = _legend(views)
    layout = lay_out([view.made for view in views], top)
    numbers = {label: place for place, label in enumerate(layout.trusted, start=1)}
    by_label = {view.label: view for view in views}
    ids = {view.label: place for place, view in enumerate(views)}
    parts = [f'<path class="edge{"" if edge.stating else " proof"} e{ids[edge.lower]} e{ids[edge.upper]}" '
             f'd="{_curve(edge)}"/>' for edge in layout.edges]
    for label, (x, y) in layout.centres.items():
        view = by_label[label]
        rests = [f"†{numbers[other]}" for other in dict.fromkeys((*view.made.uses, *view.made.proof_uses))
                 if other in numbers]
        number = f"†{numbers[label]} " if label in numbers else ""
        parts.append(_node(view, x, y, neighbourhood(label), f"n{ids[label]}", number, rests))
    if layout.trusted:
        parts.append(f'<text class="soft" x="{MARGIN}" y="{layout.trusted_top + 18:.0f}" font-size="13">Taken on trust '
                     "from the literature; † beside a statement says which it needs.</text>")
    marked = "".join(f".graph:has(#n{i}:is(:hover,:focus)) .e{i}{{stroke:var(--accent);stroke-width:2.6}}"
                     for i in ids.values())
    return _svg("What rests on what", "Statements stand below what they use; every node leads to its neighbourhood.",
                TOTAL, layout.height + MARGIN, [legend, *parts], STYLE + marked)


def neighbourhood_svg(view: StatementView, by_label: Mapping[str, StatementView]) -> Markup:
    """One statement, what it uses above it, and what uses it below."""
    above = [(other, other in view.made.uses)
             for other in dict.fromkeys((*view.made.uses, *view.made.proof_uses)) if other in by_label]
    below = [(label, view.label in other.made.uses) for label, other in by_label.items()
             if view.label in (*other.made.uses, *other.made.proof_uses)]
    across, pitch, step = 6, WIDTH + 22, HEIGHT + 26
    width = max(1, min(across, max(len(above), len(below)))) * pitch + 20
    centre = (width / 2, 20 + _H + (-(-len(above) // across)) * step + (30 if above else 0))
    parts, nodes = [], [_node(view, *centre, "../" + page(view.label), "here", "", (), here=True)]
    for group, start, down in ((above, 20 + _H, True), (below, centre[1] + step + 30, False)):
        for place, (label, stating) in enumerate(group):
            row, column = divmod(place, across)
            in_row = min(across, len(group) - row * across)
            x = width / 2 + (column - (in_row - 1) / 2) * pitch
            y = start + row * step
            side = _H if down else -_H
            edge = Edge("", "", stating, ((x, y + side), (centre[0], centre[1] - side)))
            parts.append(f'<path class="edge{"" if stating else " proof"}" d="{_curve(edge)}"/>')
            nodes.append(_node(by_label[label], x, y, "../" + neighbourhood(label), f"n{len(nodes)}", "", ()))
    height = centre[1] + _H + 20 + ((-(-len(below) // across)) * step + 30 if below else 0)
    return _svg(f"What {view.name} rests on, and what rests on it",
                "Above it what it uses, below it what uses it; every node is a link.", width, height,
                [*parts, *nodes], STYLE)


def _svg(title: str, description: str, width: float, height: float, parts: Iterable[str], style: str) -> Markup:
    return Markup(
        f'<svg class="graph" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}" role="group" aria-label="{escape(title)}">'
        f"<title>{escape(title)}</title><desc>{escape(description)}</desc><style>{style}</style>"
        f'<rect class="paper" width="100%" height="100%"/>{"".join(parts)}</svg>')


def _node(view: StatementView, x: float, y: float, address: str, name: str, number: str, rests: Sequence[str], *,
          here: bool = False) -> str:
    name_seen, word = _cut(number + view.name), view.verdict.word.removeprefix("holds ")
    said = f"{name_seen}, {word}{''.join(f' {other}' for other in rests)}"  # begins with what is seen
    said += f"; {clean(view.made.kind, 60)}" + (f": {view.title}" if view.title != view.name else "")
    beside = f'<text class="soft" x="{_W}" y="{_H + 11}" font-size="9" text-anchor="end">{" ".join(rests)}</text>' \
        if rests else ""
    return (
        f'<a href="{escape(address)}" id="{name}" {"class=here " if here else ""}aria-label="{escape(said)}">'
        f'<g transform="translate({x:.1f} {y:.1f})"><title>{escape(said)}</title>'
        f'<path class="shape {view.verdict.css}" d="{_SHAPES[shape(view.made.kind)]}"/>'
        f'<text text-anchor="middle" y="-2" font-size="12" font-weight="600">{escape(name_seen)}</text>'
        f'<text text-anchor="middle" y="12" font-size="10">{view.verdict.mark} {word}</text>'
        f"{beside}</g></a>").replace("class=here", 'class="here"')


def _cut(text: str, most: int = 14) -> str:
    return text if len(text) <= most else text[:most - 1].rstrip() + "…"


def _curve(edge: Edge) -> str:
    """A smooth line from the lower node up through the edge's points; upright at each of them."""
    (x, y), *rest = edge.points
    line = f"M{x:.1f} {y:.1f}"
    for u, v in rest:
        half = (y + v) / 2
        line += f"C{x:.1f} {half:.1f} {u:.1f} {half:.1f} {u:.1f} {v:.1f}"
        x, y = u, v
    return line


def _legend(views: Sequence[StatementView]) -> tuple[str, float]:
    """Shapes, colours and lines with their words, and the height that they take."""
    shapes = [name for name in _NAMES if any(shape(view.made.kind) == name for view in views)]
    verdicts = [each for each in Verdict if any(view.verdict is each for view in views)]
    entries = [(f'<g transform="translate(16 -4) scale(.25 .4)"><path d="{_SHAPES[name]}" class="v-silent shape"/></g>',
                _NAMES[name]) for name in shapes]
    entries += [(f'<rect class="shape {each.css}" x="2" y="-12" width="28" height="15"/>'
                 f'<text x="16" y="0" text-anchor="middle" font-size="11">{each.mark}</text>', each.word)
                for each in verdicts]
    entries += [('<path class="edge" d="M2 -4h28"/>', "needed to state"),
                ('<path class="edge proof" d="M2 -4h28"/>', "needed to prove only")]
    parts, across = [], 5
    for place, (drawn, word) in enumerate(entries):
        row, column = divmod(place, across)
        x, y = MARGIN + column * (TOTAL - 2 * MARGIN) / across, 26 + row * 24
        parts.append(f'<g transform="translate({x:.0f} {y})">{drawn}'
                     f'<text x="40" font-size="12.5">{escape(word)}</text></g>')
    return "".join(parts), 20 + 24 * (-(-len(entries) // across))
