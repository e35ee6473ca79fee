"""Identities, sums and recurrences on which computer algebra has been wrong, or that hold to many digits only.

Fractional powers and logarithms are real: they have no value for a negative base. An identity says that the sides are
equal where both have a value.
"""

import sympy as sp
from _trap import a, b, c, f, i, integers, k, m, n, q, reals, table, x, y

from verify.claims import Domain, Integer, Real
from verify.exact import Identity, SolvesRecurrence, SumFormula

root, pi, exp, log, sin, cos, gamma, erf = sp.sqrt, sp.pi, sp.exp, sp.log, sp.sin, sp.cos, sp.gamma, sp.erf
R, POSITIVE, INTEGER, NATURAL = reals(), reals(gt=0), integers(), integers(ge=0)
NUMBERS = Domain()
# exact values whose finite differences cancel: n^(-7/2) 15/16 at n = 10^10, n^(-11/2) 945/64 at n = 10^20
FOURTH = sum((-1) ** j * sp.binomial(4, j) * root(10**10 + j) for j in range(5))
SIXTH = sum((-1) ** j * sp.binomial(6, j) * root(10**20 + j) for j in range(7))
RUMP = (q(1335, 4) * b**6 + a**2 * (11 * a**2 * b**2 - b**6 - 121 * b**4 - 2) + q(11, 2) * b**8 + a / (2 * b)).subs(
    {a: 77617, b: 33096})
E1 = (2 * b * x + a) / (2 * root(c * x**2) * c * x)
E2 = (b * x + a) ** 2 / (2 * root(c * x**2) * c * x * a)
CANCELLED = root(x) / root(1 + x**-3) - root(x**3 + 1) / x + 1 / (x ** q(5, 2) * (1 + x**-3) ** q(3, 2)) + 1 / (
    x ** q(11, 2) * (1 + x**-3) ** q(3, 2))
SHANKS = root(11 + 2 * root(29)) + root(16 - 2 * root(29) + 2 * root(55 - 10 * root(29)))
CUBIC = (root(2) - 1) ** q(1, 3) - (root(2) + 1) ** q(1, 3)  # a root of x^3 + 3 x + 2
ALL_POSITIVE = reals("x", "a", "b", "c", gt=0)
HALF = cos(b / 2) * sin(b / 2) * cos(b) * cos(c) ** 2 * sin(c)
TWICE = (cos(2 * b - 2 * c) - cos(2 * b + 2 * c)) / 16

POWERS = table(
    ("the root of a square", "false", "x = -1; SymPy PR 23653", lambda: Identity(root(x**2), x, R)),
    ("the root of a square, x > 0", "true", "by definition", lambda: Identity(root(x**2), x, POSITIVE)),
    ("the root of a square, x >= 0", "true", "by definition", lambda: Identity(root(x**2), x, reals(ge=0))),
    ("the root of a square, x < 0", "false", "it is -x", lambda: Identity(root(x**2), x, reals(lt=0))),
    ("the root of a square, x < 0, negative", "true", "it is -x", lambda: Identity(root(x**2), -x, reals(lt=0))),
    ("the root of a square is |x|", "true", "by definition", lambda: Identity(root(x**2), sp.Abs(x), R)),
    ("the root of a shifted square", "false", "x = 0: 1 and -1", lambda: Identity(root((x - 1) ** 2), x - 1, POSITIVE)),
    ("a negative constant under a square", "false", "1/(1 - sqrt 2) = -2.41, so x = 0 differs",
     lambda: Identity(root((x + 1 / (1 - root(2))) ** 2), x + 1 / (1 - root(2)), reals(ge=0))),
    ("the sixth root of a sixth power", "false", "x = -1", lambda: Identity((x**6) ** q(1, 6), x, R)),
    ("powers of powers", "false", "x = -1, a = 2, b = 1/2",
     lambda: Identity((x**a) ** b, x ** (a * b), Domain.of(Real("x"), Integer("a"), Real("b")))),
    ("powers of powers, x > 0", "true", "both exp(a b log x)",
     lambda: Identity((x**a) ** b, x ** (a * b), Domain.of(Real("x", gt=0), Real("a"), Real("b")))),
    ("a square leaves the root", "false", "x = -1; SymPy issue 7638",
     lambda: Identity(root(x**2 * y), x * root(y), Domain.of(Real("x"), Real("y", gt=0)))),
    ("the root of an inverse", "true", "x > 0", lambda: Identity(root(1 / x), 1 / root(x), POSITIVE)),
    ("roots of negative factors", "no value", "x - 1 < 0 on all of it",
     lambda: Identity(root(x**2 - 1), root(x - 1) * root(x + 1), reals(le=-2))),
    ("cancel forgets a branch", "true", "for x > 0; SymPy issue 21395: elsewhere not",
     lambda: Identity(CANCELLED, sp.Integer(0), POSITIVE)),
    ("powsimp of fractions", "true", "e2 - e1 is a multiple of x/sqrt(x^2); SymPy issue 14615",
     lambda: Identity(E1.diff(x), E2.diff(x), ALL_POSITIVE)),
    ("the third root of -8 is -2", "no value", "SymPy's principal root is 1 + i sqrt 3",
     lambda: Identity(sp.Integer(-8) ** q(1, 3), sp.Integer(-2))),
    ("minus one to n^2 + n", "true", "n (n + 1) is even", lambda: Identity((-1) ** (n**2 + n), 1, INTEGER)),
    ("minus one to n^2 + n, minus", "false", "n (n + 1) is even", lambda: Identity((-1) ** (n**2 + n), -1, INTEGER)),
    ("minus one to n (n + 1)/2", "false", "n = 1", lambda: Identity((-1) ** (n * (n + 1) / 2), 1, INTEGER)),
    ("minus one to 2 n", "true", "even", lambda: Identity((-1) ** (2 * n), 1, INTEGER)),
    ("minus one to 2 x", "false", "x = 1/2: -1; almost everywhere it has no real value",
     lambda: Identity((-1) ** (2 * x), 1, reals(gt=0, lt=1))),
    ("minus one to an odd n", "true", "odd", lambda: Identity((-1) ** n, -1, integers(ge=1, residue=(1, 2)))),
    ("minus one to an even n", "false", "even", lambda: Identity((-1) ** n, -1, integers(ge=0, residue=(0, 2)))),
    ("minus one and cos pi n", "true", "integers", lambda: Identity((-1) ** n, cos(pi * n), INTEGER)),
    ("minus two to n", "false", "n = 0", lambda: Identity((-2) ** n, -(2**n), INTEGER)),
    ("minus two to an odd n", "true", "odd", lambda: Identity((-2) ** n, -(2**n), integers(ge=1, residue=(1, 2)))),
    ("a power of zero", "false", "0^0 = 1; SymPy issue 18524", lambda: Identity(sp.Integer(0) ** n, 0, NATURAL)),
    ("a power of zero from 1", "true", "0^n = 0", lambda: Identity(sp.Integer(0) ** n, 0, integers(ge=1))),
    ("a power of zero to a real", "false", "x = 0", lambda: Identity(sp.Integer(0) ** x, 0, reals(ge=0))),
    ("products of powers", "true", "real exponents", lambda: Identity(6**x, 2**x * 3**x, R)),
    ("quotients of powers", "true", "real exponents", lambda: Identity(q(2, 3) ** x, 2**x / 3**x, R)),
    ("four to x", "true", "4 = 2^2", lambda: Identity(4**x, 2 ** (2 * x), R)),
    ("four to x, wrong", "false", "x = 1", lambda: Identity(4**x, 2 ** (x**2), R)),
    ("sums of powers", "false", "x = 2", lambda: Identity(5**x, 2**x + 3**x, R)),
    ("exp of a square", "false", "x = 1: e and e^2", lambda: Identity(exp(x**2), exp(x) ** 2, R)),
    ("powers of exp", "true", "reals", lambda: Identity(exp(x) ** y, exp(x * y), reals("x", "y"))),
    ("an exponent without end", "true", "(x^n)^0 = 1", lambda: Identity(x**n * x ** (-n), 1, Domain.of(
        Real("x", gt=0), Integer("n")))),
)
LOGARITHMS_AND_CIRCLES = table(
    ("log of a square", "true", "where log x has a value", lambda: Identity(log(x**2), 2 * log(x), R)),
    ("log of a square, x < 0", "no value", "log x has none", lambda: Identity(log(x**2), 2 * log(x), reals(lt=0))),
    ("log of a square and one more", "false", "x = 1", lambda: Identity(log(x**2), 2 * log(x) + 1, R)),
    ("log of a product", "true", "x, y > 0",
     lambda: Identity(log(x * y), log(x) + log(y), reals("x", "y", gt=0))),
    ("log of a sum", "false", "x = y = 1", lambda: Identity(log(x + y), log(x) + log(y), reals("x", "y", gt=0))),
    ("log of an inverse", "true", "SymPy issue 24676", lambda: Identity(log(1 / x), -log(x), POSITIVE)),
    ("log of exp", "true", "reals", lambda: Identity(log(exp(x)), x, R)),
    ("log where it has no value", "no value", "-1 - x^2 < 0",
     lambda: Identity(log(-1 - x**2) + 1, 1 + log(-1 - x**2), R)),
    ("log 8 by log 2", "true", "8 = 2^3", lambda: Identity(log(sp.Integer(8)) / log(sp.Integer(2)), 3)),
    ("log 2 by log 3", "false", "12/19 is a convergent only; 2^19 is no 3^12",
     lambda: Identity(log(sp.Integer(2)) / log(sp.Integer(3)), q(12, 19))),
    ("Pythagoras", "true", "sin^2 + cos^2", lambda: Identity(sin(x) ** 2 + cos(x) ** 2, 1, R)),
    ("Pythagoras of two angles", "false", "x = 1, y = 2", lambda: Identity(
        sin(x) ** 2 + cos(y) ** 2, 1, reals("x", "y"))),
    ("the sine is a root", "false", "x = -1", lambda: Identity(sin(x), root(1 - cos(x) ** 2), R)),
    ("trigsimp and a root", "false", "x = -1; SymPy issue 18059",
     lambda: Identity(cos(x) + root(sin(x) ** 2), root(2) * sin(x + pi / 4), R)),
    ("Morrie forgets a factor", "false", "SymPy issue 20430", lambda: Identity(HALF, TWICE, reals("b", "c"))),
    ("Morrie", "true", "SymPy issue 20430", lambda: Identity(HALF, cos(c) * TWICE, reals("b", "c"))),
    ("the sine of 3 x", "true", "Abramowitz and Stegun 4.3.27",
     lambda: Identity(sin(3 * x), 3 * sin(x) - 4 * sin(x) ** 3, R)),
    ("the sine of 3 x, sign", "false", "x = 1", lambda: Identity(sin(3 * x), 3 * sin(x) + 4 * sin(x) ** 3, R)),
    ("cosines of sevenths", "true", "1/8", lambda: Identity(
        cos(pi / 7) * cos(2 * pi / 7) * cos(3 * pi / 7), q(1, 8))),
    ("sines of eighteenths", "true", "1/8", lambda: Identity(
        sin(pi / 18) * sin(5 * pi / 18) * sin(7 * pi / 18), q(1, 8))),
    ("sines of eighteenths, sign", "false", "1/8", lambda: Identity(
        sin(pi / 18) * sin(5 * pi / 18) * sin(7 * pi / 18), q(-1, 8))),
    ("an unknown function at two points", "false", "f(t) = t", lambda: Identity(f(x), f(y), reals("x", "y"))),
    ("the product rule", "true", "calculus", lambda: Identity((x * f(x)).diff(x), f(x) + x * f(x).diff(x), R)),
    ("the product rule, wrong", "false", "f = 1", lambda: Identity((x * f(x)).diff(x), x * f(x).diff(x), R)),
    ("the chain rule", "true", "calculus", lambda: Identity((f(x) ** 2).diff(x), 2 * f(x) * f(x).diff(x), R)),
    ("a function is its derivative", "false", "f(t) = t", lambda: Identity(f(x).diff(x), f(x), R)),
)
NEAR = table(
    ("Ramanujan's constant", "false", "e^(pi sqrt 163) = 262537412640768743.99999999999925...",
     lambda: Identity(exp(pi * root(163)), sp.Integer(262537412640768744))),
    ("pi by 163", "false", "30 digits agree", lambda: Identity(log(sp.Integer(640320**3 + 744)) / root(163), pi)),
    ("e^(pi sqrt 58)", "false", "24591257751.99999982", lambda: Identity(exp(pi * root(58)), sp.Integer(24591257752))),
    ("pi^4 + pi^5 = e^6", "false", "403.4287758 and 403.4287935", lambda: Identity(pi**4 + pi**5, exp(6))),
    ("e^pi - pi = 20", "false", "19.99909998", lambda: Identity(exp(pi) - pi, 20)),
    ("22 pi^4 = 2143", "false", "Ramanujan; 2143.0000027", lambda: Identity(22 * pi**4, 2143)),
    ("355/113", "false", "pi is irrational", lambda: Identity(pi, q(355, 113))),
    ("the sine of 11", "false", "-0.99999021", lambda: Identity(sin(sp.Integer(11)), -1)),
    ("the cosine of 355", "false", "-0.9999999995", lambda: Identity(cos(sp.Integer(355)), -1)),
    ("Borwein's integral at 15", "false", "Borwein and Borwein 2001: below pi/2 by 2.3e-11",
     lambda: Identity(467807924713440738696537864469 * pi / 935615849440640907310521750000, pi / 2)),
    ("cosine of a small number", "false", "1 - 5e-41", lambda: Identity(cos(q(1, 10**20)), 1)),
    ("an exponential that underflows", "false", "e^-100000 > 0", lambda: Identity(exp(sp.Integer(-100000)), 0)),
    ("the tail of erf", "false", "1 - erf 30 = 2.6e-393", lambda: Identity(1 - erf(sp.Integer(30)), 0)),
    ("a fourth difference of roots", "false", "9e-36", lambda: Identity(FOURTH, 0)),
    ("a sixth difference of roots", "false", "about -1e-109", lambda: Identity(SIXTH, 0)),
    ("the sum of two roots", "false", "3.1463 and 3.1416", lambda: Identity(root(2) + root(3), pi)),
    ("Rump's example", "true", "Rump 1988, computed in fractions: -54767/66192",
     lambda: Identity(RUMP, q(-54767, 66192))),
    ("Rump's example in floats", "false", "what doubles give", lambda: Identity(RUMP, q(117260394005318, 10**14))),
    ("one tenth and two tenths", "true", "not in floats", lambda: Identity(q(1, 10) + q(2, 10), q(3, 10))),
    ("denesting", "true", "square it", lambda: Identity(root(5 + 2 * root(6)), root(2) + root(3))),
    ("denesting a difference", "true", "square it", lambda: Identity(root(5 - 2 * root(6)), root(3) - root(2))),
    ("denesting with the wrong sign", "false", "a root is not negative; SymPy issue 19914",
     lambda: Identity(root(5 - 2 * root(6)), root(2) - root(3))),
    ("denesting a third root", "true", "cube it", lambda: Identity((7 + 5 * root(2)) ** q(1, 3), 1 + root(2))),
    ("denesting a third root, near", "false", "cube it: 7 + 5 sqrt 2",
     lambda: Identity((7 + 5 * root(2) + q(1, 10**40)) ** q(1, 3), 1 + root(2))),
    ("Ramanujan's third roots", "true", "Ramanujan's problem 525 in J. Indian Math. Soc.",
     lambda: Identity((2 ** q(1, 3) - 1) ** q(1, 3), q(1, 9) ** q(1, 3) - q(2, 9) ** q(1, 3) + q(4, 9) ** q(1, 3))),
    ("Shanks's incredible identity", "true", "Shanks, Fibonacci Quarterly 12 (1974)",
     lambda: Identity(root(5) + root(22 + 2 * root(5)), SHANKS)),
    ("Shanks's identity, one number changed", "false", "56 for 55",
     lambda: Identity(root(5) + root(22 + 2 * root(5)), SHANKS.subs(55, 56))),
    ("a root put into its cubic", "true", "SymPy issue 14269", lambda: Identity(CUBIC**3 + 3 * CUBIC + 2, 0)),
    ("a root put into another cubic", "false", "SymPy issue 14269", lambda: Identity(CUBIC**3 + 3 * CUBIC + 3, 0)),
)
GAMMAS = table(
    ("gamma shifted", "true", "x > 0", lambda: Identity(gamma(x + 1), x * gamma(x), POSITIVE)),
    ("gamma at 1/2", "true", "A&S 6.1.8", lambda: Identity(gamma(q(1, 2)), root(pi))),
    ("gamma at -1/2", "true", "-2 sqrt pi", lambda: Identity(gamma(q(-1, 2)), -2 * root(pi))),
    ("gamma at -1/2, sign", "false", "-2 sqrt pi", lambda: Identity(gamma(q(-1, 2)), 2 * root(pi))),
    ("gamma at thirds", "true", "reflection", lambda: Identity(gamma(q(1, 3)) * gamma(q(2, 3)), 2 * pi / root(3))),
    ("reflection", "true", "A&S 6.1.17",
     lambda: Identity(gamma(x) * gamma(1 - x), pi / sin(pi * x), reals(gt=0, lt=1))),
    ("reflection, shifted", "false", "x = 1/2: pi and -pi",
     lambda: Identity(gamma(x) * gamma(1 - x), -pi / sin(pi * x), reals(gt=0, lt=1))),
    ("duplication", "true", "A&S 6.1.18", lambda: Identity(
        gamma(2 * x) * root(pi), 2 ** (2 * x - 1) * gamma(x) * gamma(x + q(1, 2)), POSITIVE)),
    ("duplication, one factor 2 lost", "false", "x = 1/2", lambda: Identity(
        gamma(2 * x) * root(pi), 2 ** (2 * x) * gamma(x) * gamma(x + q(1, 2)), POSITIVE)),
    ("gamma at its poles", "no value", "-n = 0, -1, -2, ...", lambda: Identity(gamma(-n), gamma(-n), NATURAL)),
    ("gamma shifted at its poles", "no value", "all arguments are poles",
     lambda: Identity(gamma(1 - n), -n * gamma(-n), integers(ge=1))),
    ("gamma between its poles", "true", "(-n - 1/2) gamma(-n - 1/2) = gamma(1/2 - n)",
     lambda: Identity(gamma(q(1, 2) - n), (-n - q(1, 2)) * gamma(-n - q(1, 2)), NATURAL)),
    ("symmetry of binomials", "true", "0 <= k <= n, else no gamma has a value", lambda: Identity(
        sp.binomial(n, k), sp.binomial(n, n - k), integers("n", "k", ge=0))),
    ("symmetry of binomials, all integers", "false", "n = k = -1; SymPy issue 14612", lambda: Identity(
        sp.binomial(n, k), sp.binomial(n, n - k), integers("n", "k"))),
    ("binomials of 1", "false", "k = 0; SymPy issue 14528", lambda: Identity(sp.binomial(1, k), 0, integers(
        "k", ge=0))),
    ("Pascal", "true", "n, k >= 1", lambda: Identity(
        sp.binomial(n, k), sp.binomial(n - 1, k) + sp.binomial(n - 1, k - 1), integers("n", "k", ge=1))),
    ("a factorial of a half", "true", "sqrt(pi)/2", lambda: Identity(sp.factorial(q(1, 2)), root(pi) / 2)),
    ("a rising factorial", "true", "(x)_3",
     lambda: Identity(sp.RisingFactorial(x, 3), x * (x + 1) * (x + 2), POSITIVE)),
    ("a double factorial in disguise", "false", "n = 1: 1 and 2", lambda: Identity(
        gamma(2 * n + 1) / (2**n * gamma(n + 1)), sp.factorial(2 * n), NATURAL)),
)
DOMAINS = table(
    ("an empty interval", "no value", "0 < x < 0", lambda: Identity(x, x, reals(gt=0, lt=0))),
    ("an empty interval, wrong", "no value", "0 < x < 0", lambda: Identity(x, x + 1, reals(gt=0, lt=0))),
    ("no such integers", "no value", "none of 5, 6 is 3 mod 4",
     lambda: Identity(n, n, integers(ge=5, le=6, residue=(3, 4)))),
    ("no such integers, wrong", "no value", "none of 5, 6 is 3 mod 4",
     lambda: Identity(n, n + 1, integers(ge=5, le=6, residue=(3, 4)))),
    ("one point", "true", "x = 2 alone", lambda: Identity(x**2, 2 * x, reals(ge=2, le=2))),
    ("another point", "false", "x = 3", lambda: Identity(x**2, 2 * x, reals(ge=3, le=3))),
    ("four points", "true", "n = 0, 1, 2, 3 are its roots", lambda: Identity(
        n * (n - 1) * (n - 2) * (n - 3), 0, integers(ge=0, le=3))),
    ("five points", "false", "n = 4", lambda: Identity(n * (n - 1) * (n - 2) * (n - 3), 0, integers(ge=0, le=4))),
    ("a polynomial with many roots", "false", "n = 20", lambda: Identity(
        sp.prod(n - j for j in range(20)), 0, NATURAL)),
    ("a hole", "true", "where both sides have a value", lambda: Identity((x**2 - 1) / (x - 1), x + 1, R)),
    ("a hole filled wrongly", "false", "x = 0", lambda: Identity((x**2 - 1) / (x - 1), x - 1, R)),
)
SUMS = table(
    ("sum of i", "true", "Gauss", lambda: SumFormula(i, i, 0, n, n * (n + 1) / 2)),
    ("sum of i^2, off by one", "false", "n = 1", lambda: SumFormula(i**2, i, 0, n, n * (n - 1) * (2 * n - 1) / 6)),
    ("a sum of binomials of 2", "false", "n = 1: 2 and -4; SymPy issue 13902",
     lambda: SumFormula(sp.binomial(2, i) * i**2, i, 0, n, -((n + 1) ** 2) * sp.binomial(2, n + 1))),
    ("a sum whose terms hold n", "false", "(-1)^(n/2) C(m, n/2) for even n; SymPy issue 8016", lambda: SumFormula(
        sp.binomial(m, i) * sp.binomial(m, n - i) * (-1) ** i, i, 0, n, 0, integers("m", ge=1))),
    ("sum of i x^i", "true", "x not 1; SymPy issue 14129", lambda: SumFormula(
        i * x**i, i, 0, n, (n * x ** (n + 2) - (n + 1) * x ** (n + 1) + x) / (x - 1) ** 2, POSITIVE)),
    ("sum of i x^i, wrong", "false", "n = 1", lambda: SumFormula(
        i * x**i, i, 0, n, (n * x ** (n + 2) - (n + 1) * x ** n + x) / (x - 1) ** 2, POSITIVE)),
    ("telescoping", "true", "1/i - 1/(i+1)", lambda: SumFormula(1 / (i * (i + 1)), i, 1, n, n / (n + 1))),
    ("telescoping, off by one", "false", "n = 1", lambda: SumFormula(1 / (i * (i + 1)), i, 1, n, 1 - 1 / (n + 2))),
    ("a geometric sum", "true", "2^(n+1) - 1", lambda: SumFormula(2**i, i, 0, n, 2 ** (n + 1) - 1)),
    ("a geometric sum, off by one", "false", "n = 0", lambda: SumFormula(2**i, i, 0, n, 2 ** (n + 1) - 2)),
    ("a geometric sum with the right step", "false", "only the start is wrong", lambda: SumFormula(
        2**i, i, 0, n, 2 ** (n + 1))),
    ("factorials", "true", "(n+1)! - 1", lambda: SumFormula(i * sp.factorial(i), i, 0, n, sp.factorial(n + 1) - 1)),
    ("alternating", "true", "1 or 0", lambda: SumFormula((-1) ** i, i, 0, n, (1 + (-1) ** n) / 2)),
    ("alternating, as an average", "false", "Cesaro's 1/2", lambda: SumFormula((-1) ** i, i, 0, n, q(1, 2))),
    ("Moser's circle", "false", "1, 2, 4, 8, 16, 31", lambda: SolvesRecurrence(
        n, (n**4 - 2 * n**3 + 11 * n**2 + 14 * n + 24) / 24, ratio=sp.Integer(2), first=1)),
    ("powers of 2", "true", "by definition", lambda: SolvesRecurrence(n, 2**n, ratio=sp.Integer(2), first=1)),
    ("factorials by ratio", "true", "by definition", lambda: SolvesRecurrence(
        n, sp.factorial(n), ratio=n + 1, first=1)),
    ("factorials with another start", "false", "a(0) = 2", lambda: SolvesRecurrence(
        n, sp.factorial(n), ratio=n + 1, first=2)),
    ("a changing sign", "true", "(-1)^n", lambda: SolvesRecurrence(n, (-1) ** n, ratio=sp.Integer(-1), first=1)),
    ("Muller's limit", "false", "5 is repelling: 6 - 4^..., and no fixed point of this one", lambda: SolvesRecurrence(
        n, sp.Integer(5), ratio=sp.Integer(2), first=5, inhomogeneity=-4)),
    ("a fixed point", "true", "2*5 - 5 = 5", lambda: SolvesRecurrence(
        n, sp.Integer(5), ratio=sp.Integer(2), first=5, inhomogeneity=-5)),
)
