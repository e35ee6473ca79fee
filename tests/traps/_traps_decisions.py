"""Statements of real and integer arithmetic: polynomials, division by zero, integers against reals, ends of domains."""

from fractions import Fraction

import sympy as sp
from _trap import a, b, i, integers, k, m, n, q, reals, table, x, y, z

from verify.claims import Domain, Integer, Real
from verify.decide import ForAll, MonomialBound, PositiveOn, TermwiseBound

R, R2, R3 = reals(), reals("x", "y"), reals("x", "y", "z")
POSITIVE, P2, P3 = reals(gt=0), reals("x", "y", gt=0), reals("x", "y", "z", gt=0)
INTEGER, NATURAL, CLOSED, OPEN = integers(), integers(ge=0), reals(ge=0, le=1), reals(gt=0, lt=1)
MOTZKIN = x**4 * y**2 + x**2 * y**4 - 3 * x**2 * y**2 + 1
CHOI_LAM = 1 + x**2 * y**2 + y**2 * z**2 + z**2 * x**2 - 4 * x * y * z
ROBINSON = (x**6 + y**6 + z**6 + 3 * x**2 * y**2 * z**2 - x**4 * y**2 - x**4 * z**2 - y**4 * x**2 - y**4 * z**2
            - z**4 * x**2 - z**4 * y**2)
NESBITT = x / (y + z) + y / (z + x) + z / (x + y)
RUMP_POINT = Domain.of(Real("a", ge=77617, le=77617), Real("b", ge=33096, le=33096))
RUMP = q(1335, 4) * b**6 + a**2 * (11 * a**2 * b**2 - b**6 - 121 * b**4 - 2) + q(11, 2) * b**8 + a / (2 * b)
MIGNOTTE = (2, -4000, 2 * 10**6, 0, 0, -1)  # 2 (1000 x - 1)^2 - x^5: -1e-15 at 1/1000, between two close roots
EPS = q(1, 10**30)


def le(left, right):
    """A relation that SymPy leaves as it is."""
    return sp.Le(left, right, evaluate=False)


def ne(left, right):
    """A relation that SymPy leaves as it is."""
    return sp.Ne(left, right, evaluate=False)


def eq(left, right):
    """A relation that SymPy leaves as it is."""
    return sp.Eq(left, right, evaluate=False)


def claim(conclude, domain, *assume):
    """For all points of the domain with `assume`: `conclude`."""
    return ForAll(assume, conclude, domain)


POLYNOMIALS = table(
    ("Motzkin", "true", "AM-GM; no sum of squares", lambda: claim(MOTZKIN >= 0, R2)),
    ("Motzkin, strictly", "false", "0 at x = y = 1", lambda: claim(MOTZKIN > 0, R2)),
    ("Motzkin and a little", "true", "AM-GM", lambda: claim(MOTZKIN + EPS > 0, R2)),
    ("Motzkin less a little", "false", "x = y = 1", lambda: claim(MOTZKIN - EPS >= 0, R2)),
    ("Motzkin with 4 for 3", "false", "x = y = 1: -1", lambda: claim(MOTZKIN - x**2 * y**2 >= 0, R2)),
    ("Choi and Lam", "true", "AM-GM; Choi and Lam 1977: no sum of squares", lambda: claim(CHOI_LAM >= 0, R3)),
    ("Choi and Lam, strictly", "false", "x = y = z = 1", lambda: claim(CHOI_LAM > 0, R3)),
    ("Robinson less a little", "false", "0 - 1/10 at x = y = 1, z = 0",
     lambda: claim(ROBINSON - x**6 / 10 >= 0, R3)),
    ("a square at irrational points", "true", "(x^2 - 1/2)^2", lambda: claim(x**4 - x**2 + q(1, 4) >= 0, R)),
    ("a square at irrational points, strictly", "false", "x^2 = 1/2", lambda: claim(x**4 - x**2 + q(1, 4) > 0, R)),
    ("a square and 1e-30", "true", "no root", lambda: claim(x**4 - x**2 + q(1, 4) + EPS > 0, R)),
    ("a square less 1e-30", "false", "x^2 = 1/2", lambda: claim(x**4 - x**2 + q(1, 4) - EPS >= 0, R)),
    ("Cauchy and Schwarz", "true", "Lagrange's identity",
     lambda: claim((x * a + y * b) ** 2 <= (x**2 + y**2) * (a**2 + b**2), reals("x", "y", "a", "b"))),
    ("Nesbitt", "true", "Nesbitt 1903", lambda: claim(q(3, 2) <= NESBITT, P3)),
    ("Nesbitt, strictly", "false", "x = y = z", lambda: claim(q(3, 2) < NESBITT, P3)),
    ("Nesbitt without positivity", "false", "x = y = 1, z = -3: 1/-2 + 1/-2 - 3/2",
     lambda: claim(q(3, 2) <= NESBITT, R3, ne(x + y, 0), ne(y + z, 0), ne(z + x, 0))),
    ("the arithmetic mean", "true", "three numbers", lambda: claim(x**3 + y**3 + z**3 >= 3 * x * y * z, P3)),
    ("the arithmetic mean of any", "false", "x = y = -1, z = 0",
     lambda: claim(x**3 + y**3 + z**3 >= 3 * x * y * z, R3)),
    ("squares keep the order", "false", "x = -2, y = 0", lambda: claim(x**2 < y**2, R2, x < y)),
    ("cubes keep the order", "true", "odd", lambda: claim(x**3 < y**3, R2, x < y)),
    ("a product's sign", "false", "both negative", lambda: claim(x > 0, R2, x * y > 0)),
    ("a square of a product", "false", "x = 0; Z3 issue 4491", lambda: claim(x**2 * y**2 > 0, R2)),
    ("no zero divisors", "true", "a field", lambda: claim(sp.Or(eq(x, 0), eq(y, 0)), R2, eq(x * y, 0))),
    ("no zero divisors, one", "false", "y = 0", lambda: claim(eq(x, 0), R2, eq(x * y, 0))),
    ("Rump's sign", "false", "-54767/66192; doubles give 1.17", lambda: claim(RUMP > 0, RUMP_POINT)),
    ("Rump's value", "true", "Rump 1988", lambda: claim(eq(RUMP, q(-54767, 66192)), RUMP_POINT)),
    ("absolute values", "true", "the triangle", lambda: claim(sp.Abs(x + y) <= sp.Abs(x) + sp.Abs(y), R2)),
    ("absolute values, equal", "false", "x = 1, y = -1", lambda: claim(eq(sp.Abs(x + y), sp.Abs(x) + sp.Abs(y)), R2)),
    ("an absolute value, strictly", "false", "x = 0", lambda: claim(sp.Abs(x) > 0, R)),
    ("an absolute value from 0", "true", "x >= 0", lambda: claim(eq(sp.Abs(x), x), reals(ge=0))),
    ("two absolute values", "false", "x = 1: 1 and 3", lambda: claim(eq(sp.Abs(x - 2), 2 - 3 * x), R, x >= 0)),
)
DIVISION = table(
    ("a hole", "no value", "x = 1", lambda: claim(eq((x**2 - 1) / (x - 1), x + 1), R)),
    ("a hole outside", "true", "x > 1", lambda: claim(eq((x**2 - 1) / (x - 1), x + 1), reals(gt=1))),
    ("one by x from 0", "no value", "x = 0; Z3's x/0 is any number (issue 7325)",
     lambda: claim(1 / x > 0, reals(ge=0))),
    ("one by x above 0", "true", "x > 0", lambda: claim(1 / x > 0, POSITIVE)),
    ("one by a square", "no value", "x = 2; SymPy issue 10854", lambda: claim(1 / (x - 2) ** 2 >= 0, R)),
    ("zero to -2", "no value", "Z3 issue 7241", lambda: claim(eq(x**-2, 0), R, eq(x, 0))),
    ("a quotient of zeros", "no value", "Z3 issue 2733", lambda: claim(eq(x / y, x / y + x), R2, eq(x, 0), eq(y, 0))),
    ("2 a/a and a/a", "no value", "a = 0; Z3 issue 2715", lambda: claim(
        ne(sp.Mul(2, a, sp.Pow(a, -1), evaluate=False), sp.Mul(a, sp.Pow(a, -1), evaluate=False)), reals("a"))),
    ("inverses turn the order", "true", "0 < x <= y", lambda: claim(1 / y <= 1 / x, P2, x <= y)),
    ("inverses of any sign", "false", "x = -1, y = 1", lambda: claim(1 / y <= 1 / x, R2, x <= y, ne(x, 0), ne(y, 0))),
    ("a quotient's bound", "false", "a = 0, b = 1: Z3 issue 2890 had it at b = 0",
     lambda: claim(a / b > 0, reals("a", "b"), ne(b, 0))),
    ("|1/(x - 1)| > 1", "true", "0 < x < 2 but 1; SymPy issue 9567",
     lambda: claim(sp.Abs(1 / (x - 1)) > 1, reals(gt=0, lt=2), ne(x, 1))),
    ("|1/(x - 1)| > 1, left out", "no value", "x = 1", lambda: claim(sp.Abs(1 / (x - 1)) > 1, reals(gt=0, lt=2))),
    ("a divided difference", "true", "x not y", lambda: claim(
        eq((x**3 - y**3) / (x - y), x**2 + x * y + y**2), R2, ne(x, y))),
)
INTEGERS = table(
    ("n^2 >= n", "true", "integers", lambda: claim(n**2 >= n, INTEGER)),
    ("x^2 >= x", "false", "x = 1/2", lambda: claim(x**2 >= x, R)),
    ("n^2 + n >= 0", "true", "integers", lambda: claim(n**2 + n >= 0, INTEGER)),
    ("three factors", "true", "natural numbers", lambda: claim(n * (n - 1) * (n - 2) >= 0, NATURAL)),
    ("three factors, reals", "false", "x = 3/2", lambda: claim(x * (x - 1) * (x - 2) >= 0, reals(ge=0))),
    ("an odd number is not 0", "true", "integers", lambda: claim((2 * n - 1) ** 2 > 0, INTEGER)),
    ("2 x - 1 is not 0", "false", "x = 1/2", lambda: claim((2 * x - 1) ** 2 > 0, R)),
    ("nothing between 0 and 1", "true", "integers", lambda: claim(sp.Or(n <= 0, n >= 1), INTEGER)),
    ("something between 0 and 1", "false", "x = 1/2", lambda: claim(sp.Or(x <= 0, x >= 1, evaluate=False), R)),
    ("the root of 2", "true", "irrational", lambda: claim(ne(n**2, 2), INTEGER)),
    ("the root of 2, real", "false", "sqrt 2", lambda: claim(ne(x**2, 2), R)),
    ("equality at 3", "true", "n >= 3", lambda: claim(n**2 >= 2 * n + 3, integers(ge=3))),
    ("equality at 3, strictly", "false", "n = 3", lambda: claim(n**2 > 2 * n + 3, integers(ge=3))),
    ("equality at 3, from 2", "false", "n = 2", lambda: claim(n**2 >= 2 * n + 3, integers(ge=2))),
    ("odd numbers from 3", "true", "n = 3 first", lambda: claim(n * (n - 2) >= 3, integers(ge=2, residue=(1, 2)))),
    ("a far exception", "false", "n = 10^6", lambda: claim(ne(n, 10**6), NATURAL)),
    ("a far exception of a square", "false", "n = 10^6", lambda: claim(n**2 * (n - 10**6) ** 2 >= n**2, NATURAL)),
    ("powers by squares", "true", "n >= 4, by induction", lambda: claim(sp.Ge(2**n, n**2), integers(ge=4))),
    ("powers by squares, from 2", "false", "n = 3", lambda: claim(sp.Ge(2**n, n**2), integers(ge=2))),
    ("cubes that add to a cube", "true", "Euler; outside what can be decided here",
     lambda: claim(ne(n**3 + m**3, k**3), integers("n", "m", "k", ge=1, le=6))),
    ("squares that add to a square", "false", "3, 4, 5",
     lambda: claim(ne(n**2 + m**2, k**2), integers("n", "m", "k", ge=1, le=6))),
)
ASSUMPTIONS = table(
    ("x above 1 and below 0", "no value", "contradiction", lambda: claim(x > 7, R, x > 1, x < 0)),
    ("a negative square", "no value", "contradiction", lambda: claim(x > 7, R, x**2 < 0)),
    ("an integer that is a half", "no value", "contradiction", lambda: claim(n > 7, INTEGER, eq(2 * n, 1))),
    ("an integer between 0 and 1", "no value", "contradiction", lambda: claim(n > 7, INTEGER, n > 0, n < 1)),
    ("below the geometric mean", "no value", "contradiction", lambda: claim(eq(x, 5), R2, x**2 + y**2 < 2 * x * y)),
    ("no such number", "no value", "0 < x < 0", lambda: claim(x > 7, reals(gt=0, lt=0))),
    ("no such integer", "no value", "none of 5, 6 is 3 mod 4",
     lambda: claim(n > 7, integers(ge=5, le=6, residue=(3, 4)))),
    ("the root of 2 below 3/2", "true", "1.41421", lambda: claim(x < q(3, 2), R, eq(x**2, 2))),
    ("the root of 2 below 7/5", "false", "1.41421", lambda: claim(x < q(7, 5), R, eq(x**2, 2))),
    ("the root of 2 to 9 digits", "false", "1.414213562", lambda: claim(
        10**8 * x < 141421356, POSITIVE, eq(x**2, 2))),
    ("the root of 2 to 30 digits", "true", "1.414213562373095048801688724209698...", lambda: claim(
        10**29 * x < 141421356237309504880168872421, POSITIVE, eq(x**2, 2))),
    ("the third root of 2", "true", "1.2599", lambda: claim(5 * x > 6, R, eq(x**3, 2))),
    ("the golden section", "true", "x^2 = x + 1", lambda: claim(eq(x**5, 5 * x + 3), POSITIVE, eq(x**2, x + 1))),
    ("the golden section, wrong", "false", "x^5 = 5 x + 3", lambda: claim(
        eq(x**5, 5 * x + 2), POSITIVE, eq(x**2, x + 1))),
    ("one point is assumed", "true", "x = 3", lambda: claim(eq(x**2, 9), R, eq(x, 3))),
    ("two points are assumed", "false", "x = -3", lambda: claim(eq(x, 3), R, eq(x**2, 9))),
)
ENDS = table(
    ("x^2 <= x", "true", "[0, 1]", lambda: claim(x**2 <= x, CLOSED)),
    ("x^2 < x, closed", "false", "x = 0", lambda: claim(x**2 < x, CLOSED)),
    ("x^2 < x, open", "true", "(0, 1)", lambda: claim(x**2 < x, OPEN)),
    ("x < 1, closed", "false", "x = 1", lambda: claim(x < 1, CLOSED)),
    ("x > 0, half open", "true", "(0, 1]", lambda: claim(x > 0, reals(gt=0, le=1))),
    ("x > 1e-30", "false", "x = 1e-31", lambda: claim(x > EPS, OPEN)),
    ("a factor 2 - x", "true", "(0, 2)", lambda: claim(x * (2 - x) > 0, reals(gt=0, lt=2))),
    ("a factor 2 - x, closed", "false", "x = 2", lambda: claim(x * (2 - x) > 0, reals(gt=0, le=2))),
    ("one point", "true", "x = 1/3", lambda: claim(eq(3 * x, 1), reals(ge="1/3", le="1/3"))),
    ("far out", "false", "x > 10^12", lambda: claim(x**2 <= 10**12 * x, reals(ge=0))),
)
ONE_VARIABLE = table(
    ("a double root", "false", "x = 1", lambda: PositiveOn((1, -2, 1))),
    ("a double root and 1e-20", "true", "no root", lambda: PositiveOn((1 + Fraction(1, 10**20), -2, 1))),
    ("beyond a double root", "true", "(1, oo)", lambda: PositiveOn((1, -2, 1), 1)),
    ("before a double root", "true", "(0, 1)", lambda: PositiveOn((1, -2, 1), 0, 1)),
    ("a triple root", "false", "changes its sign at 1", lambda: PositiveOn((-1, 3, -3, 1))),
    ("Mignotte's two roots", "false", "-1e-15 at 1/1000", lambda: PositiveOn(MIGNOTTE, 0, 1)),
    ("Mignotte's polynomial raised", "true", "by 2e-15: the discriminant at 1/1000 is negative",
     lambda: PositiveOn((2 + Fraction(2, 10**15), *MIGNOTTE[1:]), 0, 1)),
    ("the zero polynomial", "false", "0", lambda: PositiveOn((0,))),
    ("a root far out", "false", "x = 10^9", lambda: PositiveOn((10**9, -1))),
    ("an irrational double root", "false", "x^2 = 2", lambda: PositiveOn((4, 0, -4, 0, 1))),
    ("no real root", "true", "x^4 + 1", lambda: PositiveOn((1, 0, 0, 0, 1), -5, 5)),
)
BOUNDS = table(
    ("2^n by 3^n", "true", "n >= 0", lambda: MonomialBound(2**n, 3**n, NATURAL, facts=(sp.Le(2, 3, evaluate=False),))),
    ("3^n by 2^n", "false", "n = 1", lambda: MonomialBound(3**n, 2**n, NATURAL)),
    ("2^x by 3^x for negative x", "false", "x = -1", lambda: MonomialBound(2**x, 3**x, reals(ge=-1))),
    ("powers of a large base", "true", "x >= 1", lambda: MonomialBound(
        x**n, x**m, Domain.of(Real("x", ge=1), Integer("n", ge=0), Integer("m", ge=0)), assume=(n <= m,),
        facts=(x >= 1,))),
    ("powers of a small base", "false", "x = 1/2", lambda: MonomialBound(
        x**n, x**m, Domain.of(Real("x", gt=0), Integer("n", ge=0), Integer("m", ge=0)), assume=(n <= m,))),
    ("a negative base", "false", "n = 1: 1 <= -2", lambda: MonomialBound(sp.Integer(1), sp.Pow(-2, n), NATURAL)),
    ("1/(i+1)! by 1/i!", "true", "ratios", lambda: TermwiseBound(i, 1 / (i + 2), 1 / (i + 1))),
    ("1/i! by 1/2^i", "false", "i = 1: 1 > 1/2", lambda: TermwiseBound(i, 1 / (i + 1), q(1, 2))),
    ("ratios below 1 for 1000 terms", "false", "the terms i!/1000^i are above 1 in the end",
     lambda: TermwiseBound(i, (i + 1) / 1000, sp.Integer(1))),
    ("a pole of the ratio", "no value", "i = 3", lambda: TermwiseBound(i, 1 / (i - 3) ** 2, sp.Integer(2))),
)
