"""Lemma B.7, the kernel T_x: positive definite on R^d for every odd d, in three ways."""

from fractions import Fraction

import sympy as sp

from verify.claims import Domain, Integer
from verify.controls import added, flipped, in_part, replaced, scaled
from verify.exact import All, Family

from .._symbols import D_ODD, d, r, u
from . import _kernel_b7 as kernels
from .lemma_b7 import along, lemma_b7


@lemma_b7.claim("kernel-is-a-mixture", reading="sharpened", controls=lambda: {
    "weight τ²": in_part("derivative", scaled("rhs", r + u)),
    "(d−1)!": in_part("derivative", scaled("rhs", 1 / (d - 1))),
})
def kernel_is_a_mixture() -> All:
    """T_x is a mixture of truncated powers of exponent d−2, with the weight τ."""
    return kernels.kernel_is_mixture()


@lemma_b7.claim("kernel-positive-by-askey", reading="sharpened", controls=lambda: {
    "from d = 3 on": in_part("Askey", replaced(domain=Domain.of(D_ODD))),
    "a kernel of either sign": in_part("weight", flipped()),
    "another factor in d = 3": in_part("d 3", scaled("lhs", 2)),
})
def kernel_positive_by_askey() -> All:
    """Askey's exponent (d+1)/2 is met by d−2 from d = 5 on; in d = 3 T_x is 2/π times Euclid's hat."""
    return kernels.positive_by_askey()


@lemma_b7.claim("kernel-transform", reading="sharpened", controls=lambda: {
    "(2d−2)p²": in_part("kernel", added("rhs", -kernels.exponential_constant(d) * kernels.p ** (2 - d) * (
        1 + kernels.p**2) ** (-(d + 3) / 2))),
    "the walk without 2π": along("exponential", "its step", change=scaled("rhs", 2 * sp.pi)),
    "T_x of degree d−1": in_part("homogeneous", scaled("rhs", 1 / kernels.omega)),
})
def kernel_transform() -> All:
    """F(T_x)(ω) = c_d ω^{−2d} K_d(xω), c_d = |S^{d−1}|(d−1)!, with the Laplace transform of K_d in closed form."""
    return kernels.kernel_transform()


@lemma_b7.claim("kernel-positive-by-laplace", reading="sharpened", controls=lambda: {
    "1 − 2 cos for 1 − cos": in_part("q is of something nonnegative", replaced(
        conclude=1 - 2 * sp.Symbol("c") >= 0)),
    "from d = 3 on": in_part("factors", replaced(domain=Domain.of(Integer("m", ge=1)))),
    "one factor q less": in_part("truncated power", scaled("rhs", kernels.p * (1 + kernels.p**2))),
    "d = 3, half the square": in_part("d 3 is a square", in_part("value at 0", scaled("rhs", 2))),
})
def kernel_positive_by_laplace() -> All:
    """Self-contained: the transform is put together from 1 − cos ≥ 0 by convolutions, integrals and products with z."""
    return kernels.positive_by_laplace()


@lemma_b7.claim("kernel-positive-by-balls", reading="sharpened", expect="certified", controls=lambda: {
    "(1−r)_+⁵ in d = 11, where Askey asks for 6: negative near 165": replaced(
        values=(11,), build=lambda D: kernels.certified(
            D, tuple(map(Fraction, (1, -5, 10, -10, 5, -1))))),
    "r for (d−1)x + r": replaced(values=(7,), build=lambda D: kernels.certified(
        D, (Fraction(0), *map(Fraction, (1, -6, 15, -20, 15, -6, 1))))),
})
def kernel_positive_by_balls() -> Family:
    """A second opinion: F(T_1) > 0 at all frequencies, by balls, in some dimensions."""
    return kernels.certified_kernels()
