"""The pages of the book as text, by their addresses."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from verify.claims import Proposition, Reading, Registry, Statement
from verify.run import Ledger

from .._clean import clean
from .._words import counted, tally
from ._extras import Extras
from ._graph_svg import graph_svg, neighbourhood_svg
from ._math import formula, words
from ._names import anchor, neighbourhood, page, stem
from ._pictures import Drawn
from ._views import MARKS, Parts, StatementView, Survival, Verdict, statement_views, survival

MENU = (("index.html", "What holds"), ("errata.html", "Errata"), ("graph.html", "Graph"), ("figures.html", "Figures"),
        ("conventions.html", "Conventions"), ("trusted.html", "Trusted"), ("how-to-read.html", "How to read this"),
        ("reproduce.html", "Reproduce"))
READINGS = {Reading.PRINTED: "as printed", Reading.STEP: "step of the proof", Reading.CORRECTED: "corrected",
            Reading.SHARPENED: "beyond the page"}
_MOST_LINES = 200  # of a derivation


@dataclass(frozen=True)
class DerivedLine:
    """A line of a derivation with its formula shown."""

    words: str
    formula: Markup | None
    command: str


Derivation = tuple[list[DerivedLine], str]


def derivation(made: Statement) -> Derivation:
    """The lines of a statement's derivation, and a sentence where it broke off."""
    lines: list[DerivedLine] = []
    try:
        for line in made.derive():
            lines.append(DerivedLine(line.words, None if line.formula is None else _shown(line.formula), line.command))
            if len(lines) == _MOST_LINES:
                return lines, "The derivation goes on; `explain` shows all of it."
    except Exception as error:  # a defect of the statement's module, which is not the book's
        return lines, clean(f"The derivation could not be computed to its end ({type(error).__name__}: {error}).", 300)
    return lines, ""


def _shown(given: Any) -> Markup:
    if isinstance(given, str):
        return words(clean(given))
    if isinstance(given, Proposition):
        return formula(given.latex(), clean(given.text()))
    from verify.exact import latex, text

    return formula(latex(given), clean(text(given)))


def brief(text: str, most: int = 260) -> str:
    """The first sentences of a text, as many as fit; at least the beginning of the first.

    >>> brief("One. Two is longer.", 8), brief("abcdefghij", 6)
    ('One.', 'abcde…')
    """
    text = clean(text)
    if len(text) <= most:
        return text
    end = max(text.rfind(stop, 0, most) for stop in (". ", "; ", ": "))
    return text[:end + 1].rstrip(";: ").rstrip(".") + "." if end > 0 else text[:most - 1].rstrip() + "…"


class Pages:
    """Makes the pages of one ledger."""

    def __init__(self, registry: Registry, ledger: Ledger, extras: Extras, drawn: Drawn, *, parts: Parts,
                 derivations: Mapping[str, Derivation]) -> None:
        self.ledger, self.extras, self.drawn, self._derivations = ledger, extras, drawn, derivations
        self.views = statement_views(registry, ledger, parts)
        self.by_label = {view.label: view for view in self.views}
        self._templates = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True,
            finalize=lambda value: value if isinstance(value, Markup) else clean(value))
        version = ledger.environment.get("earnshaw")
        self._templates.globals.update(
            extras=extras, menu=MENU, marks=MARKS, readings=READINGS, page=page, named=self._named, stem=stem,
            anchor=anchor, neighbourhood=neighbourhood, command=partial(_command, extras), brief=brief,
            short=partial(brief, most=300), corrected=self._corrected, views=self.views,
            program=f"earnshaw {version}" if version else "earnshaw")

    def all(self) -> Iterator[tuple[str, str]]:
        """Address and text of each page."""
        wrong = self._with_survival(lambda view: bool(view.wrong))
        steps = tuple(view for view in self.views if view.wrong_steps)
        yield "index.html", self._index(wrong, steps)
        for place, view in enumerate(self.views):
            around = self.views[place - 1] if place else None, self.views[place + 1:place + 2]
            yield f"statements/{stem(view.label)}.html", self._statement(view, around[0], *around[1])
        yield "errata.html", self._render("errata.html", wrong=wrong, steps=steps, summary=self._summary())
        svg = graph_svg(self.views)
        yield "graph.html", self._render("graph.html", svg=svg)
        yield "graph.svg", '<?xml version="1.0" encoding="UTF-8"?>\n' + str(svg)
        for view in self.views:
            yield f"graph/{stem(view.label)}.html", self._render(
                "neighbourhood.html", here="graph.html", root="../", view=view,
                svg=neighbourhood_svg(view, self.by_label))
        yield "how-to-read.html", self._render("how-to-read.html", verdicts=tuple(Verdict))
        conventions = [{"title": each.title, "says": each.says, "formulas": [formula(one) for one in each.formulas]}
                       for each in self.extras.conventions]
        yield "conventions.html", self._render("conventions.html", conventions=conventions)
        yield "reproduce.html", self._render("reproduce.html", ledger=self.ledger, tally=tally(self.ledger),
                                             seconds=sum(claim.seconds for claim in self.ledger.claims))
        yield "trusted.html", self._render("trusted.html", trusted=[v for v in self.views if v.made.trusted])
        yield "figures.html", self._render("figures.html", figures=self.drawn.figures, notes=self.drawn.notes)
        for figure in self.drawn.figures:
            if figure.moving:
                yield f"figures/{figure.name}.html", self._render(
                    "frames.html", here="figures.html", root="../", figure=figure, svg=Markup(figure.svg))

    def _render(self, template: str, here: str = "", root: str = "", **values: Any) -> str:
        return self._templates.get_template(template).render(here=here or template, root=root, **values)

    def _index(self, wrong: Sequence[tuple[StatementView, Survival]], steps: Sequence[StatementView]) -> str:
        own = [view for view in self.views if not view.made.trusted]
        firsts: dict[Verdict, str] = {}
        for view in own:
            firsts.setdefault(view.verdict, view.label)
        always = (Verdict.PRINTED, Verdict.CORRECTED, Verdict.FALSE, Verdict.OBSERVED, Verdict.UNDECIDED)
        tiles = [(each, sum(view.verdict is each for view in own),
                  f"#first-{each.css}" if each in firsts else "how-to-read.html")
                 for each in Verdict if each in always or each in firsts]
        killed = sum(claim.killed for claim in self.ledger.claims)
        controls = sum(len(claim.controls) for claim in self.ledger.claims)
        table = Markup(self._templates.get_template("table.html").render(root="", here="index.html", firsts=firsts))
        return self._render(
            "index.html", tiles=tiles, total=len(own), wrong=wrong, steps=steps, table=table, doubt=self._doubt(),
            tally=tally(self.ledger), controls=f"{killed} of {controls}",
            trusted=sum(view.made.trusted for view in self.views))

    def _doubt(self) -> str:
        """What a reader must know before the counts: a run that did not end, or is not as expected."""
        if not self.ledger.complete:
            return "The run was interrupted: what it did not reach is undecided here."
        if not self.ledger.success:
            return "This run is NOT as expected: some claim, control or citation came out otherwise than declared."
        return ""

    def _summary(self) -> str:
        false = [(view, claim) for view in self.views for claim in (*view.wrong, *view.wrong_steps)]
        mended = sum(any(other.status.established for other in claim.corrections) for _, claim in false)
        return (f"Of {counted(len(self.ledger.claims), 'claim')}, {len(false)} that are printed are false; {mended} of "
                "these have an established correction. Each was refuted by a computed witness.")

    def _statement(self, view: StatementView, before: StatementView | None, after: StatementView | None = None) -> str:
        lines, broken = self._derivations[view.label]
        figures = [figure for figure in self.drawn.figures if view.label in figure.statements]
        return self._render("statement.html", here="index.html", root="../", view=view, before=before, after=after,
                            lines=lines, broken=broken, figures=figures, drawn=self.drawn.witnesses)

    def _with_survival(self, chosen: Callable[[StatementView], bool]) -> tuple[tuple[StatementView, Survival], ...]:
        return tuple((view, survival(self.ledger, view.label)) for view in self.views if chosen(view))

    def _named(self, label: str) -> str:
        return self.by_label[label].name if label in self.by_label else label

    def _corrected(self, claim: Any) -> list[Any]:
        """The views of a claim's corrections."""
        by_id: Mapping[str, Any] = {each.id: each for each in self.by_label[claim.id.partition("/")[0]].claims}
        return [by_id[other.id] for other in claim.corrections if other.id in by_id]


def _command(extras: Extras, name: str, *arguments: str, bare: bool = False) -> str:
    """What a reader types."""
    option = (extras.statements,) if extras.statements and not bare else ()
    return " ".join(("earnshaw", name, *arguments, *option))
