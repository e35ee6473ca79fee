"""Definition B.3: positive semidefinite functions, and what the definition says of one, two and three points."""

from collections.abc import Iterator

import sympy as sp

from verify.claims import Domain, Line, Real, statement
from verify.controls import in_part, replaced, substituted
from verify.decide import ForAll
from verify.exact import All, Identity

from .._symbols import omega, x, y

definition_b3 = statement(
    "def-B.3", "Positive semidefinite function", kind="definition", source="arXiv text, Appendix B.3",
    reading="Φ on R^d is positive semidefinite when for every finite list of points the matrix of the values "
            "Φ(x_i − x_j) is positive semidefinite. (Lemma B.6 calls the same functions positive definite, as Bochner "
            "does.)")

p, q, C, S, v1, v2, v3 = sp.symbols("p q C S v1 v2 v3")
V = Domain.of(Real("v1"), Real("v2"), Real("v3"))
TWO = Domain.of(Real("v1"), Real("v2"))


def form(matrix: sp.Matrix, vector: tuple[sp.Expr, ...]) -> sp.Expr:
    """The quadratic form v^T A v, multiplied out."""
    return sp.expand((sp.Matrix([vector]) * matrix * sp.Matrix(vector))[0])


def gram(values: dict[int, sp.Expr], points: int) -> sp.Matrix:
    """The matrix of Φ at the points 0, 1, 2, ... on a line, from the values of Φ at the integers."""
    return sp.Matrix(points, points, lambda i, j: values[i - j])


@definition_b3.claim("two-points", reading="sharpened", controls=lambda: {
    "Φ(x) may be below −Φ(0)": in_part("not below", replaced(conclude=sp.Ge(q, 0))),
    "|Φ(x)| ≤ 2Φ(0) suffices": in_part("enough", replaced(assume=(p >= 0, q <= 2 * p, q >= -2 * p))),
    "no bound on one side": in_part("enough", replaced(assume=(p >= 0, q <= p))),
})
def two_points() -> All:
    """One and two points: Φ(0) ≥ 0 and |Φ(x)| ≤ Φ(0). So a positive semidefinite function is largest at 0.

    p = Φ(0), q = Φ(x) = Φ(−x); the vectors (1, −1) and (1, 1) show that it is necessary.
    """
    matrix = sp.Matrix([[p, q], [q, p]])
    pair = Domain.of(Real("p"), Real("q"))
    return All((
        ("enough", ForAll((p >= 0, q <= p, q >= -p), form(matrix, (v1, v2)) >= 0, Domain.of(*pair, *TWO))),
        ("not above", ForAll((form(matrix, (sp.Integer(1), sp.Integer(-1))) >= 0,), q <= p, pair)),
        ("not below", ForAll((form(matrix, (sp.Integer(1), sp.Integer(1))) >= 0,), q >= -p, pair)),
    ), "the matrix of two points is positive semidefinite exactly when |Φ(x)| ≤ Φ(0)")


@definition_b3.claim("cosine", reading="sharpened", controls=lambda: {
    "sin ωx in place of cos": in_part("addition theorem", replaced(rhs=sp.expand_trig(sp.sin(omega * x - omega * y)))),
    "a minus sign": in_part("one more point", substituted("rhs", {C: -C})),
    "cosine minus sine": in_part("a sum of squares", replaced(conclude=sp.Ge(C**2 - S**2, 0))),
})
def cosine() -> All:
    """cos ωx is positive semidefinite: the form is (Σ v_i cos ωx_i)² + (Σ v_i sin ωx_i)², by induction on the points.

    C and S are the two sums so far, v the new coefficient, p and q the new cosine and sine. All others are mixtures of
    these (fact-bochner).
    """
    new = Domain.of(*(Real(str(name)) for name in (C, S, v1, p, q)))
    return All((
        ("addition theorem", Identity(sp.cos(omega * x) * sp.cos(omega * y) + sp.sin(omega * x) * sp.sin(omega * y),
                                      sp.expand_trig(sp.cos(omega * x - omega * y)),
                                      Domain.of(Real("omega"), Real("x"), Real("y")))),
        ("one more point", Identity(C**2 + S**2 + 2 * v1 * (C * p + S * q) + v1**2 * (p**2 + q**2),
                                    (C + v1 * p) ** 2 + (S + v1 * q) ** 2, new)),
        ("a sum of squares", ForAll((), sp.Ge(C**2 + S**2, 0), Domain.of(Real("C"), Real("S")))),
    ), "Σ v_i·v_j·cos(ω·(x_i − x_j)) ≥ 0")


def three_points(far: sp.Expr) -> ForAll:
    """Values 1 at 0 and ±1, `far` at ±2."""
    one = sp.Integer(1)
    matrix = gram({0: one, 1: one, -1: one, 2: far, -2: far}, 3)
    return ForAll((), sp.Ge(form(matrix, (v1, v2, v3)), 0), V)


@definition_b3.claim("two-points-do-not-suffice", reading="sharpened", controls=lambda: {
    "1 up to |x| = 2": in_part("a vector against it", replaced(lhs=(v1 + v2 + v3) ** 2)),
    "the constant function": in_part("negative", replaced(conclude=sp.Lt(form(sp.ones(3, 3), (1, -1, 1)), 0))),
})
def two_points_do_not_suffice() -> All:
    """The indicator of |x| ≤ 1 meets |Φ(x)| ≤ Φ(0), but the points 0, 1, 2 with the vector (1, −1, 1) give −1.

    So the definition does exclude potentials, and no bound on values replaces it. (The constant 1 passes: a square.)
    """
    zero, one = sp.Integer(0), sp.Integer(1)
    matrix = gram({0: one, 1: one, -1: one, 2: zero, -2: zero}, 3)
    value = form(matrix, (one, -one, one))
    return All((
        ("a vector against it", Identity(form(matrix, (v1, v2, v3)), (v1 + v2 + v3) ** 2 - 2 * v1 * v3, V)),
        ("negative", ForAll((), sp.Lt(value, 0, evaluate=False), Domain.of(Real("x")))),
        ("the constant", three_points(one)),
    ), "1_(|x| ≤ 1): v^T A v = (v_1 + v_2 + v_3)² − 2·v_1·v_3 = −1 at (1, −1, 1), points 0, 1, 2")


@definition_b3.claim("symmetric", reading="sharpened", controls=lambda: {
    "an even function": replaced(lhs=2 * v1 * v2 * sp.cos(x)),
    "sin on one side only": replaced(lhs=v1 * v2 * sp.sin(x)),
})
def symmetric() -> Identity:
    """That the matrix is symmetric belongs to the definition: for the odd function sin x the form v^T A v is 0.

    Without symmetry, any odd function could be added. A potential is symmetric by itself, since σ(X,θ)σ(X,w) is.
    """
    return Identity(v1 * v2 * sp.sin(x) + v2 * v1 * sp.sin(-x), 0, Domain.of(*TWO, Real("x")))


@definition_b3.derivation
def by_hand() -> Iterator[Line]:
    """One, two and three points."""
    two = sp.Matrix([[p, q], [q, p]])
    yield Line("With p = Φ(0) and q = Φ(x), two points give the form", form(two, (v1, v2)))
    yield Line("which has the eigenvalues", sp.FiniteSet(*two.eigenvals()))
    yield Line("so |Φ(x)| ≤ Φ(0). Three points ask for more: for the indicator of |x| ≤ 1 and the points 0, 1, 2 the "
               "form is", two_points_do_not_suffice().part("a vector against it"))
    one = sp.Integer(1)
    yield Line("and at (1, −1, 1)", form(gram({0: one, 1: one, -1: one, 2: one * 0, -2: one * 0}, 3), (one, -one, one)))
    yield Line("Cosines pass, as their form is a sum of two squares", cosine())
