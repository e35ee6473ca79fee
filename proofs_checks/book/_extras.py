"""Title, conventions, differences and pictures of the paper, as its book takes them."""

import importlib.util

from verify.report.book import Convention, Difference, Extras

TITLE = "Convergence Results for Neural Networks via Electrodynamics, checked by machine"
ABOUT = ("The paper learns a two-layer net by moving charges: hidden units are electrons, the target's units are "
         "protons, and gradient descent on the squared loss is their motion. Here each of its statements is taken "
         "apart into claims that a machine settles, and it is said what holds, what holds only after a correction, "
         "what is false, and how that is known.")
MISSING = ("This book has no figures, as matplotlib cannot be loaded: run `pip install matplotlib` and make it "
           "again.")


def extras() -> Extras:
    """All of it; without the pictures, and with the sentence that says so, where there is no matplotlib."""
    from proofs_checks.differences import DIFFERENCES

    differences = tuple(Difference(each.place, each.arxiv, each.published) for each in DIFFERENCES)
    common = Extras(TITLE, ABOUT, conventions=conventions(), differences=differences, texts=("arXiv", "published"))
    if importlib.util.find_spec("matplotlib") is None:
        return _with(common, missing=MISSING)
    from .figures import FIGURES
    from .witnesses import WITNESSES

    return _with(common, figures=tuple(FIGURES), witnesses=WITNESSES)


def _with(common: Extras, **changes: object) -> Extras:
    from dataclasses import replace

    return replace(common, **changes)  # type: ignore[arg-type]  # fields of the record, by name


def conventions() -> tuple[Convention, ...]:
    """The conventions in use, their constants computed from `proofs_checks.conventions`."""
    import sympy as sp

    from proofs_checks.conventions import MONIC, ORTHONORMAL, PLAIN, UNITARY, Fourier, Hermite
    from verify.exact import latex

    d, i, x = sp.Symbol("d", positive=True), sp.Symbol("i", integer=True, nonnegative=True), sp.Symbol("x")

    def times(factor: object, rest: str) -> str:
        return rest if factor == 1 else rf"{latex(factor)}\, {rest}"

    def fourier(kind: Fourier) -> tuple[str, ...]:
        return (
            r"\mathcal{F}(f)(\omega) = " + times(kind.factor(d), r"\int f(x)\, e^{-i \omega \cdot x}\, dx"),
            r"\mathcal{F}(f * g) = " + times(kind.convolution_factor(d), r"\mathcal{F}(f)\, \mathcal{F}(g)"))

    def hermite(kind: Hermite) -> tuple[str, ...]:
        return (rf"h_{{3}}(x) = {latex(kind.polynomial(3, x))}",
                rf"\mathbf{{E}}\, h_{{i}}(X)^{{2}} = {latex(kind.mean_square(i))}")

    return (
        Convention("Fourier transform", "The plain one is used throughout: convolutions become products.",
                   fourier(PLAIN)),
        Convention("The unitary Fourier transform", "The paper changes to this one in Appendix B.1 and Lemma B.10; a "
                   "claim that uses it says so.", fourier(UNITARY)),
        Convention("Hermite polynomials", "Orthonormal under N(0, 1), as Theorem B.2 needs them.",
                   hermite(ORTHONORMAL)),
        Convention("Monic Hermite polynomials", "With leading coefficient 1; named where they are used.",
                   hermite(MONIC)),
        Convention("Letters", "λ > 0 and μ = √λ; r = |θ − w|; s = μ ε. Moving charges a_i stand at θ_i, fixed ones b_j "
                   "at w_j; inputs are X ~ N(0, I_d)."),
        Convention("The sign of the target", "The loss is written for the target −Σ b_j σ(·, w_j), so that opposite "
                   "charges attract; at the optimum a = −b."),
        Convention("Numbering", "Labels carry the numbers of the arXiv text; those of the published text stand beside "
                   "them."),
    )
