import marimo

__generated_with = "0.25.2"
app = marimo.App(app_title="Building an almost λ-harmonic potential")


@app.cell(hide_code=True)
def _():
    from fractions import Fraction

    import marimo as mo
    import numpy as np
    import sympy as sp
    from blackboard import answer, changed, changes, claim, picture, settle, table, told, told_changes, told_claim

    from numeric.plots import figure
    from numeric.potentials import AlmostHarmonic
    from proofs_checks.realizability.lemma_b9 import radial_laplacian
    from verify.certify import transform
    from verify.claims import Domain, Effort, Integer, Real
    from verify.exact import (
        Identity,
        derivatives_alternate,
        hat_values_at_zero,
        ode_residual_is_zero,
        reverse_bessel,
        suprema,
        values_at_zero,
    )
    return (
        AlmostHarmonic,
        Domain,
        Effort,
        Fraction,
        Identity,
        Integer,
        Real,
        answer,
        changed,
        changes,
        claim,
        derivatives_alternate,
        figure,
        hat_values_at_zero,
        mo,
        np,
        ode_residual_is_zero,
        picture,
        radial_laplacian,
        reverse_bessel,
        settle,
        sp,
        suprema,
        table,
        told,
        told_changes,
        told_claim,
        transform,
        values_at_zero,
    )


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    # Building an almost λ-harmonic potential

    A potential with $\Delta\Phi = \lambda\Phi$ leaves no spurious minima, but for $d \ge 2$ it is unbounded at $r =
    0$, and what is unbounded comes from no activation. The way out: keep the potential for $r \ge \varepsilon$ and
    bend it inside the ball of radius $\varepsilon$, so that it stays finite, keeps the signs of its derivatives, and
    is positive definite. Lemmas B.7 to B.9 do that, in every odd dimension, and here you build it with them.
    Throughout, $\mu = \sqrt\lambda$ and $s = \mu\varepsilon$.

    ## 1. Outside: one equation

    In space the potential is Yukawa's, $e^{-\mu r}/r$. In dimension $d$ one tries $p(r)\,e^{-\mu r}\,r^{2-d}$ with a
    polynomial $p$. For *every* function $p$ the equation $\Delta\Phi = \lambda\Phi$ turns into one for $p$:
    """)
    return


@app.cell
def _(told_claim):
    told_claim("lem-B.9/ode")
    return


@app.cell
def _(sp):
    d, r, mu = sp.symbols("d r mu")
    return d, mu, r


@app.cell
def _(sp):
    # Exercise 1, your line: in which dimension is e^(-mu r)/r λ-harmonic? Try 4, and 5.
    space = sp.Integer(3)
    return (space,)


@app.cell
def _(Domain, Identity, Real, mu, r, radial_laplacian, sp, space, told):
    yukawa = Identity(radial_laplacian(sp.exp(-mu * r) / r, space), mu**2 * sp.exp(-mu * r) / r,
                      Domain.of(Real("r", gt=0), Real("mu", gt=0)))
    told(yukawa, f"In dimension {space}")
    return (yukawa,)


@app.cell(hide_code=True)
def _(answer):
    answer(r"""**Proved** in dimension 3, where $p = 1$; **refuted** in 4 and 5. In dimension 5, $p = 1 + \mu r$.""")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    Comparing coefficients gives a recurrence, and the recurrence has a closed form: $p$ is a *reverse Bessel
    polynomial*, of degree $(d-3)/2$, with positive coefficients.
    """)
    return


@app.cell
def _(told_claim):
    told_claim("lem-B.9/closed-form")
    return


@app.cell(hide_code=True)
def _(mo):
    dimension = mo.ui.slider(3, 15, 2, value=7, label="d", show_value=True)
    inner = mo.ui.slider(0.1, 0.9, 0.1, value=0.5, label="ε", show_value=True)
    mo.hstack([dimension, inner], justify="start")
    return dimension, inner


@app.cell
def _(dimension, mo, reverse_bessel, sp):
    in_x = sum(sp.Rational(c.numerator, c.denominator) * sp.Symbol("x") ** power
               for power, c in enumerate(reverse_bessel(dimension.value)))
    mo.md(rf"$$p(r) = {sp.latex(in_x)},\qquad x = \mu r$$")
    return


@app.cell
def _():
    # Exercise 2, your line: the equation of dimension 7, with the polynomial of dimension 7; try those of 5 and 9.
    polynomial_of = 7
    return (polynomial_of,)


@app.cell
def _(mo, ode_residual_is_zero, polynomial_of):
    solves = ode_residual_is_zero(7, polynomial_of=polynomial_of)
    mo.md(f"The polynomial of dimension {polynomial_of} {'solves' if solves else 'does **not** solve'} the equation of "
          "dimension 7, in whole numbers.")
    return (solves,)


@app.cell(hide_code=True)
def _(answer):
    answer("Only its own. This is a check of one dimension; the closed form above holds for every odd one.")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## 2. Signs

    $\Phi$ falls, is convex, its third derivative is negative, and so on: $(-1)^k \Phi^{(k)} > 0$ for all $k$. The
    proof is an induction that passes nonnegative coefficients on, and needs the degree of the numerator to stay below
    the power of $r$ in the denominator.
    """)
    return


@app.cell
def _(told_claim):
    told_claim("lem-B.9/q-nonnegative")
    return


@app.cell
def _():
    # Exercise 3, your line: p e^(-μr)/r^power in dimension 15, where p has degree 6. Which powers keep the signs?
    power_below = 13
    return (power_below,)


@app.cell
def _(derivatives_alternate, mo, power_below):
    alternating = derivatives_alternate(15, power=power_below)
    said = "alternate" if alternating else "are **not** shown to alternate"
    mo.md(f"By the coefficients, the signs of the first 15 derivatives {said} for the power {power_below}.")
    return (alternating,)


@app.cell(hide_code=True)
def _(answer, mo, told_changes):
    mo.vstack([
        answer(r"""The potential has power $d - 2 = 13$: fine. With power 1, below the degree, they are **not** shown.
        And in         general, with a hypothesis dropped:"""),
        told_changes("lem-B.9/q-nonnegative")])
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## 3. Inside: a mixture

    Take bumps $T_x$ of every radius $x > \varepsilon$, none smaller, and mix them with a weight $W(x)$. For $r \ge
    \varepsilon$ only the bumps with $x > r$ matter, and $W$ can be chosen so that they add up to $\Phi(r)$ exactly.
    For $r < \varepsilon$ the mixture does what it must: it is the Taylor polynomial of $\Phi$ at $\varepsilon$ with
    one more term.
    """)
    return


@app.cell
def _(mo, told_claim):
    mo.vstack([told_claim("lem-B.8/agreement"), told_claim("lem-B.8/inside")])
    return


@app.cell
def _(AlmostHarmonic, dimension, figure, inner, np, picture):
    bent = AlmostHarmonic(dimension.value, inner.value)
    radii = np.linspace(1e-6, 2.5 * inner.value, 400)
    shape = figure(7.5, 5)
    for order, panel in enumerate(shape.subplots(2, 2).ravel()):
        panel.plot(radii, (-1) ** order * bent(radii, order=order))
        panel.axvline(inner.value, color="#9a9a9a", linewidth=0.8, linestyle=":")
        panel.set_title(f"{'-' if order % 2 else ''}Φ{chr(39) * order}")
        panel.set_yscale("symlog", linthresh=1e-3)
    shape.suptitle(f"Φ with d = {dimension.value}, ε = {inner.value:.1f}, λ = 1; 1 at 0; dotted: r = ε")
    picture(shape, "The potential and three derivatives, with alternating signs; inside the ball they stay bounded")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    Look at the slope at 0: it is not 0. From the proton's place the potential is a **cone**, and it must be one:
    what falls and is convex is steepest at its beginning.
    """)
    return


@app.cell
def _(told_claim):
    told_claim("lem-4.2/cone")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## 4. Why not Euclid's hats?

    The paper mixes hats. Their mixture agrees with $\Phi$ outside too, but inside the third derivative has the wrong
    sign from $d = 5$ on, for every choice of the weight. These are $(-1)^k$ times the derivatives at 0, up to a
    positive factor, exactly:
    """)
    return


@app.cell
def _():
    # Exercise 4, your line: an odd dimension. For which is some entry of the row of hats negative?
    hat_dimension = 5
    return (hat_dimension,)


@app.cell
def _(Fraction, hat_dimension, hat_values_at_zero, mo, values_at_zero):
    by_hats = hat_values_at_zero(hat_dimension, Fraction(1))
    by_kernels = values_at_zero(hat_dimension, Fraction(1))
    mo.md("| k | " + " | ".join(str(k) for k in range(hat_dimension)) + " |\n|" + "---|" * (hat_dimension + 1)
          + "\n| hats | " + " | ".join(map(str, by_hats)) + " |\n| kernels T | "
          + " | ".join(map(str, by_kernels)) + " |")
    return by_hats, by_kernels


@app.cell
def _(mo, told_claim):
    mo.vstack([told_claim("lem-B.8/hats-signs"), told_claim("lem-B.8/hats-signs-corrected")])
    return


@app.cell(hide_code=True)
def _(answer):
    answer(r"""For $d = 3$ none is negative (there the hat *is* a multiple of the kernel); from $d = 5$ on the entry
    $k = 3$ is. The kernels' rows are never negative. The lemma as stated holds, its printed proof does not
    (`earnshaw explain lem-B.8`).""")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## 5. Is it realizable?

    A mixture of positive definite bumps is positive definite. As a second opinion, here is the transform of the
    finished potential, settled at *all* frequencies by ball arithmetic.
    """)
    return


@app.cell(hide_code=True)
def _(Effort, claim, mo):
    instances = dict(claim("lem-4.2/transform-instances").build().parts(Effort()))
    instance = mo.ui.dropdown(list(instances), value=next(iter(instances)), label="instance")
    mo.hstack([instance], justify="start")
    return instance, instances


@app.cell
def _(Fraction, figure, instance, instances, mo, np, picture, told, transform):
    at_all_frequencies = instances[instance.value]
    frequencies = [Fraction(step, 2) for step in range(1, 120)]
    spectrum = figure(7, 3.2)
    axes = spectrum.subplots()
    axes.loglog(frequencies, np.array([float(transform(at_all_frequencies.profile, omega).mid())
                                       for omega in frequencies]))
    axes.set_xlabel("ω")
    axes.set_title("Fourier transform of the potential")
    mo.vstack([picture(spectrum, "The transform falls by a power of the frequency and stays positive"),
               told(at_all_frequencies, instance.value)])
    return


@app.cell(hide_code=True)
def _(changes, mo):
    flat = mo.ui.dropdown(changes("lem-4.2/transform-instances"), value="flat inside, Φ(ε) for r < ε",
                          label="Exercise 5, bend it otherwise:")
    mo.hstack([flat], justify="start")
    return (flat,)


@app.cell
def _(changed, flat, settle, table):
    cut_off = settle(changed("lem-4.2/transform-instances", flat.value))
    table({flat.value: cut_off})
    return (cut_off,)


@app.cell(hide_code=True)
def _(answer):
    answer(r"""Cutting the peak off flat is **refuted**: its transform is negative at some frequency. Boundedness does
    not     make a potential realizable; the shape inside the ball matters.""")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## 6. The price

    Bounded, but by what? The largest values of the derivatives, times $e^s \varepsilon^{d-2+k}$, are known exactly:
    """)
    return


@app.cell
def _(Fraction, dimension, inner, mo, suprema):
    largest = suprema(dimension.value, Fraction(round(10 * inner.value), 10))
    mo.md("\n".join(["| k | largest size of the k-th derivative, scaled |",
                     "|---|---|", *(f"| {k} | {float(value):.6g} |" for k, value in enumerate(largest))]))
    return


@app.cell
def _(told_claim):
    told_claim("lem-4.2/sharp-bound")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    They grow like powers of $d/\varepsilon$ with exponents of the size of $d$. Everything a descent can promise with
    this potential pays that price: steps must be shorter than one over the third derivative. The next lesson
    descends.

    **To take home.** Print the largest values for a dimension of your own:
    `earnshaw derive potential --d 7 --eps 1/10 --lam 1`. Which claims about them do you trust only because a list of
    instances was checked? (`earnshaw explain lem-4.2`)
    """)
    return


if __name__ == "__main__":
    app.run()
