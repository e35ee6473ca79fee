"""Polynomials with rational coefficients as people, LaTeX, Python and a diff want them."""

from collections.abc import Iterable
from fractions import Fraction

_SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def superscript(n: int) -> str:
    """An integer as an exponent.

    >>> superscript(-12)
    '⁻¹²'
    """
    return str(n).translate(_SUPERSCRIPTS)


def subscript(n: int) -> str:
    """A natural number as an index.

    >>> subscript(12)
    '₁₂'
    """
    return str(n).translate(_SUBSCRIPTS)


def polynomial(coefficients: Iterable[Fraction | int | str], variable: str = "s", style: str = "text") -> str:
    """A polynomial from its ascending coefficients, in the style "text", "latex" or "plain" (ASCII).

    A coefficient that is a string is taken as it is.

    >>> c = [Fraction(1), Fraction(-1), Fraction(0), Fraction(3, 7)]
    >>> polynomial(c), polynomial(c, style="latex"), polynomial(c, style="plain")
    ('1 − s + 3/7 s³', '1 - s + \\\\frac{3}{7} s^{3}', '1 - s + 3/7 s^3')
    >>> polynomial(["(d-3)", 2]), polynomial([0, 0])
    ('(d−3) + 2 s', '0')
    """
    minus = "−" if style == "text" else "-"
    terms: list[tuple[str, str]] = []
    for i, c in enumerate(coefficients):
        power = _power(variable, i, style)
        if isinstance(c, str):
            terms.append(("+", f"{c.replace('-', minus)} {power}".rstrip()))
        elif c != 0:
            size = _number(abs(Fraction(c)), style)
            shown = power if size == "1" and power else f"{size} {power}".rstrip()
            terms.append((minus if c < 0 else "+", shown))
    if not terms:
        return "0"
    (sign, first), *rest = terms
    return (minus if sign == minus else "") + first + "".join(f" {sign} {term}" for sign, term in rest)


def _power(variable: str, i: int, style: str) -> str:
    if i == 0:
        return ""
    if i == 1:
        return variable
    return variable + {"text": superscript(i), "latex": f"^{{{i}}}", "plain": f"^{i}"}[style]


def _number(q: Fraction, style: str) -> str:
    if style == "latex" and q.denominator != 1:
        return f"\\frac{{{q.numerator}}}{{{q.denominator}}}"
    return str(q)


def table(rows: list[tuple[str, ...]], indent: str = "") -> str:
    """Rows of cells in columns, aligned to the left.

    >>> print(table([("k", "value"), ("10", "1")]))
    k   value
    10  1
    """
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join((indent + line).rstrip() for line in lines)
