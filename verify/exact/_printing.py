"""Formulas for people: one line of Unicode, or LaTeX."""

from typing import Any

import sympy as sp
from sympy.printing.latex import LatexPrinter
from sympy.printing.precedence import PRECEDENCE
from sympy.printing.str import StrPrinter

from verify.claims import letter

Expr = Any

_SUPER = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_PRIMES = {0: "", 1: "′", 2: "″", 3: "‴"}


class _TextPrinter(StrPrinter):  # type: ignore[misc]  # SymPy is untyped
    def _print_Symbol(self, expr: Expr) -> str:
        return letter(str(expr.name))

    def _print_Add(self, expr: Expr, order: Any = None) -> str:
        # SymPy's order, but with a positive term first where there is one: 2n − i, not −i + 2n.
        terms = list(self._as_ordered_terms(expr, order=order))
        first = next((place for place, term in enumerate(terms) if not term.could_extract_minus_sign()), 0)
        terms.insert(0, terms.pop(first))
        shown = ""
        for term in terms:
            printed = str(self.parenthesize(term, PRECEDENCE["Add"], strict=True))
            sign, printed = ("-", printed[1:]) if printed.startswith("-") else ("+", printed)
            shown += f" {sign} {printed}" if shown else printed if sign == "+" else f"-{printed}"
        return shown

    def _print_Pow(self, expr: Expr, rational: bool = False) -> str:
        base, exponent = expr.as_base_exp()
        if exponent == sp.Rational(1, 2):
            return f"√{self.parenthesize(base, PRECEDENCE['Atom'], strict=True)}"
        if exponent.is_Rational and exponent.is_negative:
            return f"1/{self.parenthesize(sp.Pow(base, -exponent), PRECEDENCE['Mul'], strict=True)}"
        shown = str(self.parenthesize(base, PRECEDENCE["Pow"], strict=True))
        if base.is_Pow or isinstance(base, sp.exp):
            shown = f"({self._print(base)})"
        if exponent.is_Integer:
            return shown + str(exponent).translate(_SUPER)
        return f"{shown}^{self._power(exponent)}"

    def _power(self, exponent: Expr) -> str:
        text = str(self._print(exponent))
        return text if len(text) == 1 else f"({text})"

    def _print_exp(self, expr: Expr) -> str:
        return f"e^{self._power(expr.args[0])}"

    def _print_Exp1(self, expr: Expr) -> str:
        return "e"

    def _print_Pi(self, expr: Expr) -> str:
        return "π"

    def _print_Infinity(self, expr: Expr) -> str:
        return "∞"

    def _print_gamma(self, expr: Expr) -> str:
        return f"Γ({self._print(expr.args[0])})"

    def _print_factorial(self, expr: Expr) -> str:
        return f"{self.parenthesize(expr.args[0], PRECEDENCE['Atom'], strict=True)}!"

    def _print_RisingFactorial(self, expr: Expr) -> str:
        base, n = expr.args
        index = self._print(n)
        return f"({self._print(base)})_" + (index if len(index) == 1 else f"({index})")

    def _print_Abs(self, expr: Expr) -> str:
        return f"|{self._print(expr.args[0])}|"

    def _print_Derivative(self, expr: Expr) -> str:
        (_, order), = expr.variable_count
        function = expr.expr
        mark = _PRIMES.get(order, f"⁽{str(order).translate(_SUPER)}⁾")
        if not isinstance(function, sp.core.function.AppliedUndef):
            return f"d{str(order).translate(_SUPER) if order != 1 else ''}/d{self._print(expr.variables[0])} " \
                   f"({self._print(function)})"
        return f"{letter(function.func.__name__)}{mark}({', '.join(map(self._print, function.args))})"

    def _print_Function(self, expr: Expr) -> str:
        return f"{letter(expr.func.__name__)}({', '.join(map(self._print, expr.args))})"

    def _print_Sum(self, expr: Expr) -> str:
        (index, low, high), = expr.limits
        body = self.parenthesize(expr.function, PRECEDENCE["Mul"])
        return f"Σ_({self._print(index)}={self._print(low)}..{self._print(high)}) {body}"

    def _print_Integral(self, expr: Expr) -> str:
        (variable, *ends), = expr.limits
        limits = f"_({self._print(ends[0])}..{self._print(ends[1])})" if ends else ""
        return f"∫{limits} {self.parenthesize(expr.function, PRECEDENCE['Mul'])} d{self._print(variable)}"

    def _print_Relational(self, expr: Expr) -> str:
        sign = {"==": "=", "!=": "≠", "<=": "≤", ">=": "≥"}.get(expr.rel_op, expr.rel_op)
        return f"{self._print(expr.lhs)} {sign} {self._print(expr.rhs)}"

    def _print_And(self, expr: Expr) -> str:
        return " and ".join(map(self._print, sp.ordered(expr.args)))

    def _print_Or(self, expr: Expr) -> str:
        return " or ".join(f"({self._print(arg)})" for arg in sp.ordered(expr.args))


def text(expr: Expr) -> str:
    """One line of Unicode.

    >>> r, d, mu = sp.symbols("r d mu")
    >>> text(sp.Eq(r**(2 - d) * sp.exp(-mu * r), sp.Function("Phi")(r).diff(r, 2)))
    'r^(2 − d)·e^(−μ·r) = Φ″(r)'
    """
    return str(_TextPrinter().doprint(sp.sympify(expr, strict=True))).replace("*", "·").replace("-", "−")


def latex_words(words: str) -> str:
    """Words inside a formula, with what LaTeX would take for commands escaped.

    >>> latex_words("x_1 ≤ 50 %")
    '\\\\text{x\\\\_1 ≤ 50 \\\\%}'
    """
    special = {"\\": r"\textbackslash{}", "^": r"\^{}", "~": r"\~{}"} | {c: "\\" + c for c in "_{}%&#$"}
    return rf"\text{{{''.join(special.get(c, c) for c in words)}}}"


def latex(expr: Expr) -> str:
    """LaTeX, with the paper's letters.

    >>> latex(sp.Symbol("lam") ** 2)
    '\\\\lambda^{2}'
    """
    names = {sp.Symbol("lam"): r"\lambda", sp.Symbol("eps"): r"\epsilon"}
    return str(LatexPrinter({"symbol_names": names}).doprint(sp.sympify(expr, strict=True)))
