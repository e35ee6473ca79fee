"""The formulas of `earnshaw derive` that are polynomials: p, its equation, derivatives, weights."""

from collections.abc import Sequence
from fractions import Fraction
from math import comb

from verify.exact import (
    Polynomial,
    derivative_polynomial,
    hat_weight,
    kernel_weight,
    ode_coefficients,
    reverse_bessel_polynomial,
)

from ._derive import SYMBOLIC, Answer, Request
from ._notation import polynomial, subscript, superscript

WHERE = "s = μr,  μ = √λ"


def p(request: Request) -> Answer:
    """p for a given d; for symbolic d its closed form and recurrence."""
    if request.d is None:
        return _symbolic_p()
    d, P = request.d, reverse_bessel_polynomial(request.d)
    return Answer(
        {"d": d, "coefficients": _strings(P)},
        lambda: f"p(s) = {polynomial(P.coefficients)},  {WHERE}\nΦ(r) = p(s) e^(−s) / {_r_power(d - 2)},  d = {d}",
        lambda: f"p(s) = {polynomial(P.coefficients, style='latex')}, \\quad "
                f"\\Phi(r) = \\frac{{p(\\sqrt{{\\lambda}} r) e^{{-\\sqrt{{\\lambda}} r}}}}{{r^{{{d - 2}}}}}",
        lambda: python_polynomial("p", P, f"p for d = {d}: Phi(r) = p(s) exp(-s) / r**{d - 2}, s = sqrt(lam) r."),
    )


def _symbolic_p() -> Answer:
    return Answer(
        {"d": SYMBOLIC, "n": "(d-3)/2", "coefficient": "2^i n! (2n-i)! / ((2n)! i! (n-i)!)",
         "first": "1", "recurrence": "a_{i+1} = a_i (d-3-2i) / ((i+1)(d-3-i))"},
        lambda: "p(s) = Σ_{i=0}^{n} aᵢ sⁱ,  n = (d−3)/2,  " + WHERE + ",  d odd, d ≥ 3\n"
                "aᵢ = 2ⁱ n! (2n−i)! / ((2n)! i! (n−i)!)\n"
                "a₀ = 1,  aᵢ₊₁ = (d−3−2i) / ((i+1)(d−3−i)) aᵢ\n"
                "Φ(r) = p(s) e^(−s) / r^(d−2)",
        lambda: "p(s) = \\sum_{i=0}^{n} a_i s^i, \\quad n = \\frac{d-3}{2}, \\quad "
                "a_i = \\frac{2^i\\, n!\\, (2n-i)!}{(2n)!\\, i!\\, (n-i)!}, \\quad a_0 = 1, \\quad "
                "a_{i+1} = \\frac{d-3-2i}{(i+1)(d-3-i)}\\, a_i",
        lambda: "from fractions import Fraction\n\n\n"
                "def p(d, s):\n"
                '    """p for odd d >= 3: Phi(r) = p(d, s) exp(-s) / r**(d - 2), s = sqrt(lam) r."""\n'
                "    n = (d - 3) // 2\n"
                "    a = total = Fraction(1)\n"
                "    for i in range(n):\n"
                "        a = a * (d - 3 - 2 * i) / ((i + 1) * (d - 3 - i))\n"
                "        total = total + a * s ** (i + 1)\n"
                "    return total",
    )


def ode(request: Request) -> Answer:
    """The equation of p in s, for a given or a symbolic d."""
    c: dict[int, Sequence[int | str]]
    if request.d is None:
        c, shown, first = {2: (0, 1), 1: ("3-d", -2), 0: ("d-3",)}, SYMBOLIC, "(d − 3 + 2s)"
        last, tex_first, tex_last = "(d − 3) ", "(d - 3 + 2s)", "(d - 3)\\, "
    else:
        d = request.d
        c, shown = dict(ode_coefficients(d)), str(d)
        first = "2s" if d == 3 else f"({d - 3} + 2s)"
        last = "" if d == 3 else f"{d - 3} "
        tex_first, tex_last = first, last
    tail = f" + {last}p" if last else ""
    tex_tail = f" + {tex_last}p" if tex_last else ""
    arguments = "d, s, p, dp, ddp" if request.d is None else "s, p, dp, ddp"
    value = "d" if request.d is None else shown
    return Answer(
        {"d": SYMBOLIC if request.d is None else request.d, "variable": "s",
         "terms": [{"derivative": order, "coefficients": [str(x) for x in c[order]]} for order in (2, 1, 0)]},
        lambda: f"s p″ − {first} p′{tail} = 0,  {WHERE},  d {'odd' if request.d is None else f'= {shown}'}",
        lambda: f"s p'' - {tex_first}\\, p'{tex_tail} = 0",
        lambda: f"def residual({arguments}):\n"
                '    """Zero when p, its derivative dp and its second derivative ddp at s solve the equation."""\n'
                f"    return s * ddp - ({value} - 3 + 2 * s) * dp + ({value} - 3) * p",
    )


def derivative(request: Request) -> Answer:
    """P_k of (-1)^k Phi^(k) = e^{-s} P_k(s) / r^{d-2+k}; for symbolic d in terms of p and its derivatives."""
    k = request.options["k"]
    if request.d is None:
        return _symbolic_derivative(k)
    d, P = request.d, derivative_polynomial(request.d, k)
    signed = ("−" if k % 2 else "") + {0: "Φ", 1: "Φ′", 2: "Φ″", 3: "Φ‴"}.get(k, f"Φ^({k})")
    return Answer(
        {"d": d, "k": k, "coefficients": _strings(P)},
        lambda: f"{signed}(r) = e^(−s) P{subscript(k)}(s) / {_r_power(d - 2 + k)},  {WHERE},  d = {d}\n"
                f"P{subscript(k)}(s) = {polynomial(P.coefficients)}",
        lambda: f"(-1)^{{{k}}} \\Phi^{{({k})}}(r) = \\frac{{e^{{-s}}}}{{r^{{{d - 2 + k}}}}} P_{{{k}}}(s), \\quad "
                f"P_{{{k}}}(s) = {polynomial(P.coefficients, style='latex')}",
        lambda: python_polynomial(f"P{k}", P, f"(-1)**{k} times derivative {k} of Phi is exp(-s) P{k}(s) / "
                                              f"r**{d - 2 + k}, for d = {d}, s = sqrt(lam) r."),
    )


def _derivative_terms(k: int) -> list[tuple[int, int, list[int | str]]]:
    """P_k = sum_j c_j s^j [...] p^(j) for symbolic d, by Leibniz's rule: (c_j, j, coefficients of the bracket).

    The bracket is sum_i C(k-j,i) (d-2)_{k-j-i} s^i, and c_j = (-1)^j C(k,j).
    """
    terms = []
    for j in range(k + 1):
        inner: list[int | str] = []
        for i in range(k - j + 1):
            c, factors = comb(k - j, i), "".join(_rising_factors(k - j - i))
            inner.append(c if not factors else factors if c == 1 else f"{c} {factors}")
        terms.append(((-1) ** j * comb(k, j), j, inner))
    return terms


def written_derivative(k: int, style: str) -> str:
    """P_k for symbolic d in terms of p, p', ..., in a style of `polynomial`.

    >>> written_derivative(2, "plain")
    "[(d-2)(d-1) + 2 (d-2) s + s^2] p - 2 s [(d-2) + s] p' + s^2 p''"
    """
    minus, primes = ("−", "′″‴") if style == "text" else ("-", ("'", "''", "'''"))
    out = ""
    for c, j, inner in _derivative_terms(k):
        power = "" if j == 0 else polynomial([0] * j + [1], style=style) + " "
        bracket = "" if len(inner) == 1 else f"[{polynomial(inner, style=style)}] "
        order = "" if j == 0 else primes[j - 1] if j < 4 else f"^{{({j})}}" if style == "latex" else f"^({j})"
        sign = f" {minus if c < 0 else '+'} " if out else ""
        out += f"{sign}{'' if abs(c) == 1 else f'{abs(c)} '}{power}{bracket}p{order}"
    return out


def _symbolic_derivative(k: int) -> Answer:
    exponent = "d" if k == 2 else f"d{k - 2:+d}"
    return Answer(
        {"d": SYMBOLIC, "k": k, "variable": "s",
         "terms": [{"derivative": j, "factor": str(c), "power": j, "coefficients": [str(x) for x in inner]}
                   for c, j, inner in _derivative_terms(k)]},
        lambda: f"(−1)^k Φ^(k)(r) = e^(−s) P_k(s) / r^(d−2+k),  {WHERE}\n"
                "P₀ = p,  P_{j+1} = (d − 2 + j + s) P_j − s P_j′\n"
                f"P{subscript(k)} = {written_derivative(k, 'text')}",
        lambda: f"(-1)^{{{k}}} \\Phi^{{({k})}}(r) = \\frac{{e^{{-s}}}}{{r^{{{exponent}}}}} P_{{{k}}}(s), \\quad "
                f"P_{{{k}}} = {written_derivative(k, 'latex')}",
        lambda: "def derivative_polynomial(d, p, k=" + str(k) + "):\n"
                '    """Coefficients, ascending in s, of P_k; p holds those of P_0 for this d."""\n'
                "    P = list(p)\n"
                "    for j in range(k):\n"
                "        P = [(d - 2 + j - i) * c + b for i, (c, b) in enumerate(zip([*P, 0], [0, *P]))]\n"
                "    return P",
    )


def weight(request: Request) -> Answer:
    """Q of the weight of the kernels T_x, or Q_d of that of the hats."""
    d, hat = request.d, request.options["kernel"] == "hat"
    assert d is not None
    m, Q = (d - 1) // 2, hat_weight(d) if hat else kernel_weight(d)
    function = "w" if hat else "W"
    factor = f"2{superscript(m)} {m}! " if hat else ""
    below = f"({factor}x{superscript(2 * d - 1)})" if hat else f"x{superscript(2 * d - 1)}"
    code_factor = f"2**{m} * factorial({m}) * " if hat else ""
    tex_factor = f"2^{{{m}}}\\, {m}!\\, " if hat else ""
    kernel = (f"Hat_x′(r) = −(x² − r²){superscript(m)}" if hat else
              f"T_x(r) = (x − r){superscript(d - 1)} ({d - 1}x + r) / {d}!")
    return Answer(
        {"coefficients": _strings(Q)},
        lambda: f"{function}(x) = e^(−s) Q(s) / {below},  s = μx,  μ = √λ,  d = {d}\n"
                f"Q(s) = {polynomial(Q.coefficients)}\n"
                f"Φ_ε(r) is the integral of {function}(x) {'Hat' if hat else 'T'}_x(r) over x > ε, with {kernel} "
                "for r < x, and 0 beyond",
        lambda: f"{function}(x) = \\frac{{e^{{-s}} Q(s)}}{{{tex_factor}x^{{{2 * d - 1}}}}}, \\quad "
                f"Q(s) = {polynomial(Q.coefficients, style='latex')}, \\quad s = \\sqrt{{\\lambda}} x",
        lambda: python_polynomial("Q", Q, f"The weight is exp(-s) Q(s) / ({code_factor}x**{2 * d - 1}), "
                                           f"s = sqrt(lam) x, for d = {d}."),
    )


def python_polynomial(name: str, P: Polynomial, says: str) -> str:
    """Runnable code for a polynomial: exact for an int or Fraction, else what the argument's arithmetic gives."""
    return ("from fractions import Fraction\n\n\n"
            f"def {name}(s):\n"
            f'    """{says}"""\n'
            "    total = Fraction(0)\n"
            f"    for c in {list(reversed(P.numerators))}:\n"
            "        total = total * s + c\n"
            f"    return total / {P.denominator}")


def _strings(P: Polynomial) -> list[str]:
    return [str(Fraction(c)) for c in P.coefficients]


def _r_power(n: int) -> str:
    return "r" if n == 1 else f"r{superscript(n)}"


def _rising_factors(n: int) -> list[str]:
    """(d-2)_n = (d-2)(d-1)d(d+1)..., factor by factor."""
    return [f"({name})" if name != "d" else "d" for name in (("d-2", "d-1", "d", *(f"d+{i}" for i in range(1, n)))[:n])]
