"""p, all d derivatives and their signs, suprema, weights, positive definiteness in large dimensions."""

from collections.abc import Iterator
from fractions import Fraction
from math import comb

from verify.certify import PositiveDefinite, RadialProfile
from verify.claims import Effort, Finding, Status
from verify.exact import derivatives_alternate, inside_polynomial, kernel_weight, reverse_bessel_polynomial, suprema
from verify.run.recheck import recheck_finding

from ._timing import Row, best, peak_memory

SIZES = (51, 103, 203, 403, 803, 1603)
EPS = Fraction(1, 10)


def rows() -> Iterator[Row]:
    """Exact work from d = 51 to d = 1603, certificates from d = 11 to d = 103; memory beyond the start's."""
    for what, work in (
        ("p", reverse_bessel_polynomial),
        ("d derivatives with signs", derivatives_alternate),
        ("exact suprema of d derivatives of Phi_eps", lambda d: suprema(d, EPS)),
        ("weight of the kernels T_x", kernel_weight),
    ):
        for d in SIZES:
            yield Row(what, best(lambda d=d, work=work: work(d), 3 if d < 800 else 1), size=d,
                      memory=peak_memory(lambda d=d, work=work: work(d)))
    for d in (11, 23, 51, 103):
        found: list[Finding] = []
        proposition = PositiveDefinite(profile(d))
        yield Row("Phi_eps positive definite", best(lambda p=proposition, f=found: f.append(p.settle(Effort())), 1),
                  size=d)
        last = found[-1]
        if last.status is not Status.CERTIFIED:
            raise AssertionError(f"not certified at d = {d}: the time is worth nothing")
        data = {"status": str(last.status), "reason": last.reason, "evidence": last.evidence.to_data()}
        yield Row("the same, rechecked", best(lambda data=data: recheck_finding(data), 1), size=d)


def profile(d: int) -> RadialProfile:
    """Phi_eps at eps = 1/10, lambda = 1, times e^eps."""
    in_v = inside_polynomial(d, 0, EPS)
    in_t = [sum(c * comb(i, j) * (-1) ** j for i, c in enumerate(in_v) if i >= j) for j in range(d + 1)]
    return RadialProfile(d, EPS, tuple(EPS ** (2 - d - j) * c for j, c in enumerate(in_t)), tail=(1, 1))
