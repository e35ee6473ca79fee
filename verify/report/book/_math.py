"""LaTeX as MathML, in pieces between which a line may break; whatever is not known to be harmless is shown as text.

`latex2mathml` writes text as it comes and lets attributes through, so nothing of its output is used as it stands: it
is parsed, and built anew from the elements and attributes that are known here.
"""

import re
import xml.etree.ElementTree as ET
from functools import lru_cache

from markupsafe import Markup, escape

from .._clean import clean

MOST = 8000  # characters of LaTeX; a longer formula is shown as text, cut
_WORDY = 48  # characters of text inside a formula; a longer one cannot fold there
_LONG = 24  # leaves of a formula that may be broken into pieces
_ELEMENTS = {
    "math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "msup", "msub", "msubsup", "mfrac", "msqrt", "mroot",
    "munder", "mover", "munderover", "mtable", "mtr", "mtd", "mstyle", "mpadded", "mphantom",
}
_ATTRIBUTES = {
    "stretchy", "fence", "form", "width", "columnalign", "accent", "linethickness", "mathvariant", "minsize",
    "maxsize", "symmetric", "separator", "largeop", "movablelimits", "lspace", "rspace", "displaystyle",
}
_VALUE = re.compile(r"[\w.%+-]{0,24}")
_ARROWS = {"⟹", "⟺", "⟶", "⟸"}  # for the converter these are letters
_RELATIONS = {"=", "≠", "<", ">", "≤", "≥", "≈", "≡", "∈", "→", "⇒", "⇔", "⟹", "⟺", "∼", "∧", "∨"} | _ARROWS
_SIGNS = {"+", "−", "-"}
_ESCAPES = {r"\textbackslash{}": "\\", r"\^{}": "^", r"\~{}": "~"} | {"\\" + c: c for c in "_{}%&#$"}
_ESCAPED = re.compile("|".join(map(re.escape, sorted(_ESCAPES, key=len, reverse=True))))
_TEXT = re.compile(r"\\text\{((?:[^\\{}]|\\textbackslash\{\}|\\[\^~]\{\}|\\[_{}%&#$])*)\}")


def formula(latex: str, otherwise: str = "") -> Markup:
    """HTML of a formula: MathML, or words where it is made of words only; `otherwise` where it cannot be shown.

    >>> formula(r"\\text{x\\_1 < 2}")
    Markup('<span class="words">x_1 &lt; 2</span>')
    >>> formula(r"x^{2}")  # doctest: +ELLIPSIS
    Markup('<span class="math"><math displaystyle="true"><mrow><msup><mi>x</mi><mrow><mn>2</mn></mrow></msup></mrow>...
    >>> formula(r"\\href{javascript:alert(1)}{x}", "x")
    Markup('<span class="words">x</span>')
    """
    shown = mathml(latex)
    return words((otherwise or latex)[:MOST]) if shown is None else shown


@lru_cache(maxsize=8192)
def mathml(latex: str) -> Markup | None:
    """As `formula`; None where the LaTeX cannot be shown, or is mostly words, which would not fold as MathML."""
    whole = _TEXT.fullmatch(latex.strip())
    if whole is not None:
        return words(_unescaped(whole[1]))
    rows = _rows(latex) if 0 < len(latex) <= MOST else None
    if rows is None:
        return None
    return Markup('<span class="math">') + Markup("<wbr>").join(Markup(row) for row in rows) + Markup("</span>")


def words(text: str) -> Markup:
    """Words with Unicode mathematics.

    >>> words("a < b")
    Markup('<span class="words">a &lt; b</span>')
    """
    return Markup('<span class="words">{}</span>').format(escape(clean(text)))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: _ESCAPES[found[0]], text)


def _padded(text: str) -> str:
    """Clean, with the blanks at its ends kept as such that MathML does not drop."""
    shown = clean(text)
    return ("\u00a0" if text[:1].isspace() else "") + shown + ("\u00a0" if shown and text[-1:].isspace() else "")


def _rows(latex: str) -> list[str] | None:
    """The formula's pieces as MathML; None when it is not to be shown as such."""
    from latex2mathml.converter import convert

    said: list[str] = []

    def keep(found: re.Match[str]) -> str:
        said.append(_padded(_unescaped(found[1])))
        return rf"\text{{{_mark(len(said) - 1)}}}"

    marked = _TEXT.sub(keep, latex)
    if r"\text" in _TEXT.sub("", marked) or any(len(text) > _WORDY for text in said):
        return None  # text in text is read by nobody in the same way
    try:
        tree = ET.fromstring(convert(marked, display="block"))
        for node in tree.iter():
            if node.text in _ARROWS and node.tag.endswith("}mi"):
                node.tag = node.tag[:-1] + "o"
        pieces = _pieces(tree)
        shown = []
        for piece in pieces:
            _clean(piece, said)
            piece.set("displaystyle", "true")
            shown.append(ET.tostring(piece, encoding="unicode", short_empty_elements=False))
    except Exception:  # the converter raises whatever a malformed formula leads it to; it is then shown as text
        return None
    return shown


def _mark(place: int) -> str:
    """A word that stands for the text of that place while the converter works."""
    return "Q" + str(place).translate(str.maketrans("0123456789", "abcdefghij")) + "Q"


class _Unknown(Exception):
    """Something in the converter's output that is not known to be harmless."""


def _clean(node: ET.Element, said: list[str]) -> None:
    """Keep what is known, put the texts back, refuse the rest."""
    node.tag = node.tag.rpartition("}")[2]
    if node.tag not in _ELEMENTS:
        raise _Unknown(node.tag)
    for name, value in list(node.attrib.items()):
        if name == "display":
            del node.attrib[name]
        elif name not in _ATTRIBUTES or not _VALUE.fullmatch(value):
            raise _Unknown(name)
    if node.tag == "mtext" and node.text is not None and (found := re.fullmatch("Q([a-j]+)Q", node.text.strip())):
        place = int(found[1].translate(str.maketrans("abcdefghij", "0123456789")))
        if place >= len(said):
            raise _Unknown(node.text)
        node.text = said[place]
    for child in node:
        _clean(child, said)


def _pieces(tree: ET.Element) -> list[ET.Element]:
    """A long formula cut before its outermost relations, and where a part is long still, before its signs."""
    row = tree[0] if len(tree) == 1 else tree
    if not row.tag.endswith("mrow") or _leaves(row) <= _LONG:
        return [tree]
    groups = [part for whole in _cut(list(row), _RELATIONS)
              for part in (_cut(whole, _SIGNS) if sum(map(_leaves, whole)) > _LONG else [whole])]
    if len(groups) == 1:
        return [tree]
    pieces: list[ET.Element] = []
    for group in groups:
        piece = ET.Element("math")
        inner = ET.SubElement(piece, "mrow")
        inner.extend(group)
        if pieces and group[0].tag.endswith("mo"):
            group[0].set("form", "infix")  # alone at the head of a piece it would be set as a prefix, without room
        pieces.append(piece)
    return pieces


def _cut(nodes: list[ET.Element], before: set[str]) -> list[list[ET.Element]]:
    groups: list[list[ET.Element]] = [[]]
    for node in nodes:
        last = groups[-1]
        # right after a relation stands the sign of what follows, and no sum goes on
        if node.tag.endswith("mo") and (node.text or "") in before and last and last[-1].text not in _RELATIONS:
            groups.append([])
        groups[-1].append(node)
        if node.tag.endswith("mspace") and groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _leaves(node: ET.Element) -> int:
    return sum(len(each) == 0 for each in node.iter())
