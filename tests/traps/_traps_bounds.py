"""Bounds with exp, log, erf, gamma; integrals; positive definite functions: spikes, tails, branches, dimensions."""

from fractions import Fraction

import sympy as sp
from _trap import q, reals, table, x, y

from verify.certify import IntegralEquals, Positive, PositiveDefinite, RadialProfile
from verify.claims import Domain, Real
from verify.exact import PositiveDefiniteOnSphere

root, pi, exp, log, sin, cos, gamma, erf = sp.sqrt, sp.pi, sp.exp, sp.log, sp.sin, sp.cos, sp.gamma, sp.erf
BOX = Domain.of(Real("x", ge=0, le=1), Real("y", ge=0, le=1))


def positive(left, domain, relation=">", right=0):
    """`left relation right` on the domain."""
    return Positive(left, domain, relation, sp.sympify(right))


def on(lower, upper, **kinds):
    """The closed interval; with open_=True without its lower end."""
    return Domain.of(Real("x", gt=lower, le=upper) if kinds.get("open_") else Real("x", ge=lower, le=upper))


def integral(integrand, lower, upper, value, digits=12, **point):
    """That the integral over x has the value."""
    return IntegralEquals(integrand, x, sp.sympify(lower), None if upper is None else sp.sympify(upper),
                          sp.sympify(value), points=({name: Fraction(at) for name, at in point.items()},),
                          digits=digits)


def askey(d, power):
    """(1 - r)^power for r <= 1 on R^d; positive definite exactly for power >= (d + 1)/2 (Askey 1973)."""
    coefficients = sp.Poly((1 - x) ** power, x).all_coeffs()[::-1]
    return PositiveDefinite(RadialProfile(d, Fraction(1), tuple(Fraction(int(c)) for c in coefficients)))


def wendland(d, power):
    """(1 - r)^(power + 1) ((power + 1) r + 1) on R^d; positive definite exactly for power >= (d + 3)/2.

    Wendland 1995: it is the operator I applied to (1 - r)^power, which walks down two dimensions.
    """
    coefficients = sp.Poly((1 - x) ** (power + 1) * ((power + 1) * x + 1), x).all_coeffs()[::-1]
    return PositiveDefinite(RadialProfile(d, Fraction(1), tuple(Fraction(int(c)) for c in coefficients)))


def profile(d, *coefficients):
    """A polynomial in r for r <= 1, 0 beyond."""
    return PositiveDefinite(RadialProfile(d, Fraction(1), tuple(map(Fraction, coefficients))))


def sphere(d, *coefficients):
    """sum c_i t^i on the sphere in R^d."""
    return PositiveDefiniteOnSphere(tuple(map(Fraction, coefficients)), d)


BOUNDS = table(
    ("the tail of erf", "true", "erf < 1", lambda: positive(1 - erf(x), on(0, 30))),
    ("the near tail of erf", "true", "erf < 1", lambda: positive(1 - erf(x), on(0, 5))),
    ("the tail of erf, too much", "false", "1 - erf 5 = 1.5e-12",
     lambda: positive(1 - erf(x) - q(1, 10**11), on(0, 5))),
    ("exp has no zero", "true", "underflows beyond 746", lambda: positive(exp(-x), reals(ge=0))),
    ("exp on a far box", "true", "e^-900 > 1e-400", lambda: positive(exp(-(x**2)) - q(1, 10**400), on(0, 30))),
    ("exp on a farther box", "false", "e^-961 = 4e-418", lambda: positive(exp(-(x**2)) - q(1, 10**400), on(0, 31))),
    ("exp by a power", "false", "x = 2", lambda: positive(exp(x) - x**50, reals(ge=0))),
    ("exp by a power, far out", "true", "50 log 400 = 299.6", lambda: positive(exp(x) - x**50, reals(ge=400))),
    ("exp by its tangent", "true", "equal at 0", lambda: positive(exp(x) - 1 - x, reals(ge=0), ">=")),
    ("exp by its tangent, strictly", "false", "equal at 0", lambda: positive(exp(x) - 1 - x, reals(ge=0))),
    ("exp by its tangent, inside", "true", "equal at 0", lambda: positive(exp(x) - 1 - x, on(-1, 1), ">=")),
    ("exp by its tangent, strictly inside", "false", "equal at 0", lambda: positive(exp(x) - 1 - x, on(-1, 1))),
    ("the sine by x", "true", "x > 0", lambda: positive(x - sin(x), on(0, 10, open_=True))),
    ("the sine by a cubic", "true", "alternating", lambda: positive(sin(x) - x + x**3 / 6, on(0, 1, open_=True))),
    ("the sine by a smaller cubic", "false", "near 0", lambda: positive(sin(x) - x + x**3 / 7, on(0, 1, open_=True))),
    ("Jordan", "true", "sin x >= 2x/pi to pi/2", lambda: positive(sin(x) - 2 * x / pi, on("1/10", 1))),
    ("Jordan, too far", "false", "x = 8/5 > pi/2", lambda: positive(sin(x) - 2 * x / pi, on("1/10", "8/5"))),
    ("x^x", "true", "at least e^(-1/e) = 0.692200627",
     lambda: positive(exp(x * log(x)) - q(69220, 10**5), on("1/100", 1))),
    ("x^x, too much", "false", "e^(-1/e) = 0.692200627", lambda: positive(
        exp(x * log(x)) - q(69220063, 10**8), on("1/100", 1))),
    ("x log x", "true", "at least -1/e = -0.36788", lambda: positive(x * log(x) + q(368, 1000), on("1/1000", 1))),
    ("x log x, too much", "false", "-1/e = -0.36788", lambda: positive(x * log(x) + q(3678, 10**4), on("1/1000", 1))),
    ("x log x at 0", "no value", "log 0", lambda: positive(x * log(x) + 1, on(0, 1))),
    ("compound interest", "true", "(1 + 1/x)^x < e", lambda: positive(exp(1) - exp(x * log(1 + 1 / x)), on(1, 100))),
    ("the least of gamma", "true", "0.8856031944", lambda: positive(gamma(x) - q(8856, 10**4), on(1, 2))),
    ("the least of gamma, too much", "false", "0.8856031944", lambda: positive(gamma(x) - q(88561, 10**5), on(1, 2))),
    ("gamma is negative", "false", "gamma(-1/2) = -3.54", lambda: positive(gamma(x), on("-3/4", "-1/4"))),
    ("gamma over a pole", "no value", "x = 0", lambda: positive(gamma(x) ** 2, on("-1/2", "1/2"))),
    ("one by x from 0", "no value", "x = 0", lambda: positive(1 / x, on(0, 1))),
    ("one by x above 0", "true", "x > 0", lambda: positive(1 / x, on(0, 1, open_=True))),
    ("one by a square over 0", "no value", "x = 0", lambda: positive(1 / x**2, on(-1, 1))),
    ("a root of negative numbers", "no value", "x < 0", lambda: positive(root(x) + 1, on(-1, 1))),
    ("a logarithm of negative numbers", "no value", "x < 0; SymPy issue 11878",
     lambda: positive(x + 2 - log(x), on(-1, 1))),
    ("log of 1 + x", "false", "x > 0; SymPy issue 11878", lambda: positive(-log(1 + x), on("-1/2", "1/2"))),
    ("the root of a square", "false", "x = -1: 2", lambda: positive(x - root(x**2) + q(1, 10), on(-1, 1))),
    ("x + sqrt(x^2 - 5)", "true", "SymPy issue 11064", lambda: positive(x + root(x**2 - 5), on(3, 10))),
    ("sqrt(x + 2) > x", "true", "-2 <= x < 2; SymPy issue 11909", lambda: positive(root(x + 2) - x, on("-3/2", "3/2"))),
    ("sqrt(x + 2) > x, too far", "false", "x = 3", lambda: positive(root(x + 2) - x, on("-3/2", 3))),
    ("a needle", "false", "x = 1/3; 1e-6 wide", lambda: positive(
        q(1, 2) - exp(-(10**12) * (x - q(1, 3)) ** 2), on(0, 1))),
    ("a needle below", "true", "at most 1", lambda: positive(2 - exp(-(10**12) * (x - q(1, 3)) ** 2), on(0, 1))),
    ("a needle of a quotient", "false", "x = 1/3", lambda: positive(
        1 - 2 / (1 + 10**12 * (x - q(1, 3)) ** 2), on(0, 1))),
    ("the sine of 11", "true", "1 - 0.99999021", lambda: positive(sin(11 * x) + 1, on(1, 1))),
    ("the sine of 11, to 0", "false", "-0.99999021", lambda: positive(sin(11 * x) + q(99999, 10**5), on(1, 1))),
    ("the sine of 11 x", "false", "-1 at 3 pi/22", lambda: positive(sin(11 * x) + 1, on(0, 1))),
    ("the cosine of 355", "true", "1 - 0.99999999955", lambda: positive(cos(355 * x) + 1, on(1, 1))),
    ("the sine of 10^22", "true", "-0.8522008497671888; doubles without reduction give 0.46",
     lambda: positive(-sin(10**22 * x) - q(85, 100), on(1, 1))),
    ("the sine of 10^22, sign", "false", "-0.8522008497671888", lambda: positive(sin(10**22 * x), on(1, 1))),
    ("a polynomial equal to 0 inside", "false", "x = 1/3", lambda: positive((3 * x - 1) ** 2, on(0, 1))),
    ("a polynomial equal to 0 inside, >=", "true", "a square", lambda: positive((3 * x - 1) ** 2, on(0, 1), ">=")),
    ("a polynomial near 0 inside", "true", "1e-12", lambda: positive((3 * x - 1) ** 2 + q(1, 10**12), on(0, 1))),
    ("a tenth power near 1", "true", "(x - 1)^10 + 1e-30, expanded", lambda: positive(
        sp.expand((x - 1) ** 10) + q(1, 10**30), on("9/10", "11/10"))),
    ("a tenth power near 1, less", "false", "x = 1", lambda: positive(
        sp.expand((x - 1) ** 10) - q(1, 10**30), on("9/10", "11/10"))),
    ("iv.exp", "true", "e^(3893924827815215/2^50) lies above mpmath's interval; mpmath issue 1181", lambda: positive(
        exp(x * q(3893924827815215, 2**50)) - q(31, 1), on(1, 1))),
    ("Motzkin on a box", "true", "AM-GM, and 1/10 more", lambda: positive(
        x**4 * y**2 + x**2 * y**4 - 3 * x**2 * y**2 + 1 + q(1, 10), BOX)),
    ("Motzkin on a box, less", "false", "x = y = 1", lambda: positive(
        x**4 * y**2 + x**2 * y**4 - 3 * x**2 * y**2 + 1 - q(1, 10), BOX)),
    ("a quotient of two", "no value", "0/0 at the corner", lambda: positive(x * y / (x**2 + y**2) + 1, BOX)),
    ("a saddle", "false", "x < y", lambda: positive(x**2 - y**2, BOX, ">=")),
    ("a tail that comes back", "false", "x = 1000", lambda: positive(1 + 1000 * x - x**2, reals(ge=0))),
    ("a slow tail", "false", "x = 1000", lambda: positive(exp(-x / 100) - q(1, 10000), reals(ge=0))),
    ("two tails", "true", "e^-x > e^-2x", lambda: positive(exp(-x) - exp(-2 * x), reals(gt=0))),
    ("two tails, wrong", "false", "x = 1", lambda: positive(exp(-2 * x) - exp(-x), reals(gt=0))),
)
SPIKE = exp(-(10**8) * (x - q(1, 3)) ** 2)
GAUSS = exp(-q(4, 5) * x**2)
GAUSS_VALUE = root(5 * pi) / 4 * (erf(6 / root(5)) - erf(2 / (5 * root(5))))
STORY = -4 * (1 - x**2) ** q(3, 2) / 3 + 2 * root(1 - x**2) * (2 - 2 * x**2)
INTEGRALS = table(
    ("x sqrt(2x + 3)", "true", "SymPy issue 7337", lambda: integral(x * root(2 * x + 3), -1, 1, q(2, 5))),
    ("x sqrt(2x + 3), sign", "false", "SymPy issue 7337", lambda: integral(x * root(2 * x + 3), -1, 1, q(-2, 5))),
    ("sqrt(1 - x) log(1 - x)", "true", "-4/9; SymPy gives 0",
     lambda: integral(root(1 - x) * log(1 - x), 0, q(1, 2), root(2) / 6 * log(2) + root(2) / 9 - q(4, 9))),
    ("sqrt(1 - x) log(1 - x), zero", "false", "negative; SymPy gives 0",
     lambda: integral(root(1 - x) * log(1 - x), 0, q(1, 2), 0)),
    ("a volume", "true", "pi; SymPy issue 21665", lambda: integral(STORY, -1, 1, pi, digits=4)),
    ("a volume, sign", "false", "SymPy issue 21665", lambda: integral(STORY, -1, 1, -pi / 2, digits=4)),
    ("1/(2 + cos x)", "true", "2 pi/sqrt 3; SymPy issue 6278", lambda: integral(
        1 / (cos(x) + 2), 0, 2 * pi, 2 * pi / root(3))),
    ("1/(2 + cos x), zero", "false", "positive; SymPy issue 6278", lambda: integral(1 / (cos(x) + 2), 0, 2 * pi, 0)),
    ("1/(2 + sin x) twice around", "true", "4 pi/sqrt 3", lambda: integral(
        1 / (sin(x) + 2), 0, 4 * pi, 4 * pi / root(3))),
    ("(1 + x^2)^(-3/2)", "true", "sqrt 2; SymPy issue 2975", lambda: integral((1 + x**2) ** q(-3, 2), -1, 1, root(2))),
    ("(1 + x^2)^(-3/2), zero", "false", "SymPy issue 2975", lambda: integral((1 + x**2) ** q(-3, 2), -1, 1, 0)),
    ("sqrt(1 - x^2)/(1 + x^2)", "false", "(sqrt 2 - 1) pi; SymPy issue 27050",
     lambda: integral(root(1 - x**2) / (1 + x**2), -1, 1, 0, digits=4)),
    ("1/(2^(2x/3) + 1)", "false", "3/2; SymPy issue 15810", lambda: integral(
        1 / (exp(2 * x * log(2) / 3) + 1), 0, None, q(1, 2))),
    ("sqrt(2 - x) sqrt(1/(2 - x))", "true", "1; SymPy issue 29792", lambda: integral(
        root(2 - x) * root(1 / (2 - x)), 0, 1, 1)),
    ("sqrt(2 - x) sqrt(1/(2 - x)), sign", "false", "SymPy issue 29792", lambda: integral(
        root(2 - x) * root(1 / (2 - x)), 0, 1, -1)),
    ("a Gaussian", "true", "SymPy issue 25786", lambda: integral(GAUSS, -3, q(-1, 5), GAUSS_VALUE)),
    ("a Gaussian, sign", "false", "SymPy issue 25786", lambda: integral(GAUSS, -3, q(-1, 5), -GAUSS_VALUE)),
    ("e^(-1/x) over its singularity", "no value", "it diverges; SymPy issue 23846", lambda: integral(
        exp(-1 / x), -1, 0, q(823164012103109, 10**15), digits=6)),
    ("1/x^2 over 0", "no value", "the antiderivative gives -2", lambda: integral(1 / x**2, -1, 1, -2)),
    ("1/x over 0", "no value", "a principal value only", lambda: integral(1 / x, -1, 1, 0)),
    ("1/(x - 1)^2 over 1", "no value", "the antiderivative gives -3/2",
     lambda: integral(1 / (x - 1) ** 2, 0, 3, q(-3, 2))),
    ("1/x from 0", "no value", "it diverges", lambda: integral(1 / x, 0, 1, 40)),
    ("log over negative numbers", "no value", "the real part of the complex one is -2", lambda: integral(
        log(x), -1, 1, -2, digits=3)),
    ("log of negative numbers", "no value", "the real part of the complex one", lambda: integral(
        log(x), -2, -1, 2 * log(2) - 1)),
    ("a root over negative numbers", "no value", "the real part of the complex one is 2/3", lambda: integral(
        root(x), -1, 1, q(2, 3), digits=3)),
    ("a root of negative numbers", "no value", "the complex one is imaginary", lambda: integral(root(x), -2, -1, 0)),
    ("an inverse root of negative numbers", "no value", "the complex one is imaginary", lambda: integral(
        1 / root(x), -2, -1, 0)),
    ("a root at one end of negative numbers", "no value", "imaginary for x < 1", lambda: integral(
        root(x - 1), 0, 2, q(2, 3), digits=3)),
    ("a third root of negative numbers", "no value", "the real part of the complex one is 3/8", lambda: integral(
        x ** q(1, 3), -1, 0, q(3, 8), digits=3)),
    ("a square root of a square", "true", "1", lambda: integral(root(x**2), -1, 1, 1)),
    ("a square root of a square, zero", "false", "1", lambda: integral(root(x**2), -1, 1, 0)),
    ("sqrt(1 + cos 2x)", "false", "2 sqrt 2: |cos| does not cancel", lambda: integral(root(1 + cos(2 * x)), 0, pi, 0)),
    ("log of x^2", "false", "8 log 2 - 8", lambda: integral(log(x**2), -2, 2, 8 * log(2))),
    ("1/sqrt x", "true", "2", lambda: integral(1 / root(x), 0, 1, 2, digits=3)),
    ("gamma over its pole", "no value", "a principal value only", lambda: integral(gamma(x), q(-1, 2), q(1, 2), -1)),
    ("a spike", "true", "mpmath.quad misses such", lambda: integral(
        SPIKE, 0, 1, root(pi) / (2 * 10**4) * (erf(sp.Integer(10**4) / 3) + erf(sp.Integer(2 * 10**4) / 3)))),
    ("a spike, zero", "false", "positive", lambda: integral(SPIKE, 0, 1, 0)),
    ("exp(-x)", "true", "1", lambda: integral(exp(-x), 0, None, 1)),
    ("x exp(-x^2)", "true", "1/2", lambda: integral(x * exp(-(x**2)), 0, None, q(1, 2))),
    ("exp(x)", "no value", "the antiderivative gives -1", lambda: integral(exp(x), 0, None, -1)),
    ("exp(-bx) for b = -1", "no value", "1/b is its continuation", lambda: integral(
        exp(-sp.Symbol("b") * x), 0, None, 1 / sp.Symbol("b"), b=-1)),
    ("exp(-bx) for b = 0", "no value", "it diverges", lambda: integral(
        exp(-sp.Symbol("b") * x), 0, None, 10**6, b=0)),
    ("sin without an end", "no value", "Abel's sum is 1", lambda: integral(sin(x), 0, None, 1)),
    ("1/(1 + x)", "no value", "it diverges", lambda: integral(1 / (1 + x), 0, None, 50)),
    ("1/(1 + x^2)", "true", "pi/2", lambda: integral(1 / (1 + x**2), 0, None, pi / 2, digits=3)),
    ("against the direction", "true", "-1/2", lambda: integral(x, 1, 0, q(-1, 2))),
    ("nothing", "true", "an interval of one point", lambda: integral(exp(x), 1, 1, 0)),
)
KERNELS = table(
    *((f"Askey {power} in R^{d}", "true" if 2 * power >= d + 1 else "false", "Askey 1973: power >= (d + 1)/2",
       lambda d=d, power=power: askey(d, power))
      for d in range(3, 16, 2) for power in ((d - 1) // 2, (d + 1) // 2)),
    *((f"Wendland {power} in R^{d}", "true" if 2 * power >= d + 3 else "false", "Wendland 1995: power >= (d + 3)/2",
       lambda d=d, power=power: wendland(d, power))
      for d in range(3, 10, 2) for power in ((d + 1) // 2, (d + 3) // 2)),
    ("a ball", "false", "the transform of an indicator changes its sign", lambda: profile(3, 1)),
    ("a parabola", "false", "1 - r^2 has a kink at 1 only", lambda: profile(3, 1, 0, -1)),
    ("a ball with itself", "false", "its transform is a square with zeros", lambda: profile(3, 1, "-3/2", 0, "1/2")),
    ("a negative function", "false", "at 0", lambda: profile(3, -1, 2, -1)),
    ("nothing", "false", "0 is not above 0", lambda: profile(3, 0)),
    ("a hole in the middle", "false", "f(0) = 0 is below f(1/2)", lambda: profile(3, 0, 1, -1)),
    ("Chebyshev on the circle", "true", "cos 3 theta", lambda: sphere(2, 0, -3, 0, 4)),
    ("Chebyshev on the sphere", "false", "its P_1 coefficient: 4*3/5 - 3 < 0", lambda: sphere(3, 0, -3, 0, 4)),
    ("Chebyshev everywhere", "false", "a negative coefficient (Schoenberg 1942)", lambda: sphere(None, 0, -3, 0, 4)),
    ("t^2 - 1/3 in R^3", "true", "2/3 P_2", lambda: sphere(3, "-1/3", 0, 1)),
    ("t^2 - 1/3 in R^2", "true", "mean 1/2", lambda: sphere(2, "-1/3", 0, 1)),
    ("t^2 - 1/3 in R^4", "false", "mean 1/4 - 1/3", lambda: sphere(4, "-1/3", 0, 1)),
    ("t^2 - 1/1000 in R^1001", "false", "mean 1/1001 - 1/1000", lambda: sphere(1001, "-1/1000", 0, 1)),
    ("powers of t", "true", "Schur", lambda: sphere(None, 1, 2, 3)),
    ("minus t", "false", "opposite points", lambda: sphere(3, 0, -1)),
)
