"""What the lessons write on the blackboard: claims, what their checks say, pictures. It holds no mathematics."""

import html
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import marimo as mo

from numeric.plots import rendered
from verify.claims import Claim, Effort, Finding, Proposition, Registry, Status, load_statements
from verify.exact import All
from verify.report import describe

MARKS = {Status.PROVED: "✔", Status.CERTIFIED: "✔", Status.OBSERVED: "≈", Status.UNDECIDED: "?", Status.REFUTED: "✘"}
KINDS = {"✔": "success", "≈": "info", "?": "warn", "✘": "danger"}


@lru_cache(maxsize=1)
def registry() -> Registry:
    """The paper's statements."""
    return load_statements("proofs_checks")


def claim(claim_id: str) -> Claim:
    """The claim of an id such as "lem-B.9/ode"."""
    return registry().claim(claim_id)


def changes(claim_id: str) -> list[str]:
    """The names of the changes that are sent through a claim's check: its controls."""
    return [control.name for control in claim(claim_id).controls]


def changed(claim_id: str, name: str) -> Proposition:
    """The claim's proposition after one of these changes."""
    control = next(control for control in claim(claim_id).controls if control.name == name)
    return control.change(claim(claim_id).build())


def settle(proposition: Proposition) -> Finding:
    """What the check says."""
    return proposition.settle(Effort())


def formula(proposition: Proposition) -> mo.Html:
    """The proposition as typeset mathematics, printed from its own terms; words stay words."""
    if isinstance(proposition, All) and (proposition.claim is None or isinstance(proposition.claim, str)):
        parts = mo.accordion({f"{len(proposition.named)} parts": mo.vstack(
            [mo.vstack([mo.Html(f"<p>{html.escape(name)}</p>"), formula(part)]) for name, part in proposition.named])})
        words = [mo.Html(f"<p><strong>{html.escape(proposition.claim)}</strong></p>")] if proposition.claim else []
        return mo.vstack([*words, parts])
    return mo.md(f"$${proposition.latex()}$$")  # on one line: a minus in front begins no list


def verdict(finding: Finding) -> str:
    """A finding in one line: mark, status, and how it is known."""
    because = finding.evidence.method
    if finding.status is Status.REFUTED and finding.evidence.witness:
        because = describe(finding.evidence.witness)
    elif finding.status is Status.UNDECIDED:
        because = finding.reason
    return f"{MARKS[finding.status]} {finding.status}: {because}"


def told(proposition: Proposition, title: str = "") -> mo.Html:
    """A formula, and what the check says of it."""
    finding = settle(proposition)
    return mo.callout(mo.vstack([
        *([mo.Html(f"<p>{html.escape(title)}</p>")] if title else []), formula(proposition),
        mo.Html(f"<p><strong>{html.escape(verdict(finding))}</strong></p>"),
    ]), kind=KINDS[MARKS[finding.status]])


def told_claim(claim_id: str) -> mo.Html:
    """A claim of the paper: its name, how it relates to print, what it says, and what its check says."""
    made = claim(claim_id)
    return mo.vstack([
        mo.md(f"**`{claim_id}`** ({made.reading}). More: `earnshaw explain {made.label}`"),
        mo.Html(f"<p>{html.escape(made.note)}</p>"), told(made.build())])


def said(sentence: str) -> mo.Html:
    """A sentence as it comes."""
    return mo.Html(f"<p>{html.escape(sentence)}</p>")


def told_change(claim_id: str, name: str) -> mo.Html:
    """A claim after one of its changes, and what the same check says of it."""
    return told(changed(claim_id, name), f"changed: {name}")


def table(rows: Mapping[str, Finding], head: str = "the claim") -> mo.Html:
    """Several findings, one a row."""
    style = 'style="text-align:left; padding-right:1em"'
    body = "".join(f'<tr><th scope="row" {style}>{html.escape(name)}</th><td>{html.escape(verdict(finding))}</td></tr>'
                   for name, finding in rows.items())
    return mo.Html(f'<table><thead><tr><th scope="col" {style}>{html.escape(head)}</th>'
                   f'<th scope="col" {style}>the check says</th></tr></thead><tbody>{body}</tbody></table>')


def told_changes(claim_id: str) -> mo.Html:
    """Each change of a claim, and what the same check says of it."""
    return table({name: settle(changed(claim_id, name)) for name in changes(claim_id)}, "changed on purpose")


def picture(figure: Any, alt: str) -> mo.Html:
    """A matplotlib figure, with words for those who do not see it."""
    return mo.image(rendered(figure, "lesson.png"), alt=alt, width="100%")


def answer(text: str) -> mo.Html:
    """An answer that stays folded until it is asked for."""
    return mo.accordion({"Answer": mo.md(text)})
