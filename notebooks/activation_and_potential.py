import marimo

__generated_with = "0.25.2"
app = marimo.App(app_title="From activation to potential and back")


@app.cell(hide_code=True)
def _():
    import marimo as mo
    import numpy as np
    from blackboard import answer, changes, picture, said, table, told, told_change, told_claim

    from numeric.activations import Hat, ReLU, ZonalExponential, activation_of, potential_of
    from numeric.plots import figure
    from numeric.potentials import Exponential, Gaussian, Newtonian, Polynomial, Sign, Yukawa
    from verify.certify import PositiveDefinite, RadialProfile, radial_kernel, transform
    from verify.exact import PositiveDefiniteOnSphere, euclid_hat, kernel
    return (
        Exponential,
        Gaussian,
        Hat,
        Newtonian,
        Polynomial,
        PositiveDefinite,
        PositiveDefiniteOnSphere,
        RadialProfile,
        ReLU,
        Sign,
        Yukawa,
        ZonalExponential,
        activation_of,
        answer,
        changes,
        euclid_hat,
        figure,
        kernel,
        mo,
        np,
        picture,
        potential_of,
        radial_kernel,
        said,
        table,
        told,
        told_change,
        told_claim,
        transform,
    )


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    # From activation to potential and back

    A network $\sum_i a_i\,\sigma(x, \theta_i)$ learns another one, $-\sum_j b_j\,\sigma(x, w_j)$, from Gaussian
    inputs. The squared error is a quadratic form, and the only thing in it that knows the activation is

    $$\Phi(\theta, w) = \mathbb E\,\sigma(X, \theta)\,\sigma(X, w), \qquad X \sim N(0, I_d).$$

    So a network is a system of charges with the *potential* $\Phi$. Two questions make this lesson: which potential
    has a given activation, and which potentials have an activation at all (which are *realizable*)?
    """)
    return


@app.cell
def _(told_claim):
    told_claim("eq-1/quadratic-form")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## 1. Forwards

    The upper curves are activations, as functions of one variable: of $t = w^\top x$ for weights of length 1, or of the
    distance $|x - w|$. Below is $\Phi$: the line is its formula, the dots are the mean, computed by quadrature from the
    activation alone.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    chosen = mo.ui.dropdown(["sign", "ReLU", "exponential on the sphere", "second Hermite", "Gaussian in space",
                             "hat in space", "e^(-r) on the line"], value="sign", label="activation")
    mo.hstack([chosen], justify="start")
    return (chosen,)


@app.cell
def _(Exponential, Gaussian, Hat, Polynomial, ReLU, Sign, ZonalExponential, activation_of, chosen, figure, np, picture,
      potential_of):
    known = {"sign": (Sign(), None), "ReLU": (ReLU(), None), "exponential on the sphere": (ZonalExponential(), None),
             "second Hermite": (Polynomial([0, 0, 1]), None), "Gaussian in space": (Gaussian(), 3),
             "hat in space": (Hat(3), None), "e^(-r) on the line": (Exponential(), 1)}
    target, in_dimension = known[chosen.value]
    activation = activation_of(target, d=in_dimension)
    on_sphere = activation.variable == "t"
    ends = (-1.0, 1.0) if on_sphere else (0.0, 2.0)
    places, inputs = np.linspace(*ends, 15), np.linspace(-3, 3, 300) if on_sphere else np.linspace(0.02, 2, 300)
    means = potential_of(activation, places)
    away = float(np.abs(means.values - target(places)).max())
    both = figure(7, 5)
    above, below = both.subplots(2, 1)
    above.plot(inputs, activation.profile(inputs))
    above.set_title(activation.formula)
    below.plot(np.linspace(*ends, 300), target(np.linspace(*ends, 300)))
    below.plot(places, means.values, "o")
    below.set_title(f"potential; formula and means differ by at most {away:.1e}")
    below.set_xlabel("θ·w" if on_sphere else "|θ − w|")
    picture(both, f"Above the activation, below its potential, by formula and by quadrature: {chosen.value}")
    return (away,)


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    On the sphere $\Phi$ depends on $\rho = \theta^\top w$ alone: the pair $(\theta^\top X, w^\top X)$ is normal with
    covariance $\rho$, whatever the dimension. The sign gives $1 - \frac2\pi \arccos\rho$ (Table 1):
    """)
    return


@app.cell
def _(told_claim):
    told_claim("tab-1/sign")
    return


@app.cell(hide_code=True)
def _(changes, mo):
    other_sign = mo.ui.dropdown(changes("tab-1/sign"), value="1 − acos(θᵀw)/π", label="Exercise 1, write instead:")
    mo.hstack([other_sign], justify="start")
    return (other_sign,)


@app.cell
def _(other_sign, told_change):
    told_change("tab-1/sign", other_sign.value)
    return


@app.cell(hide_code=True)
def _(answer):
    answer(r"""None of them is established. Check by hand: at $\rho = 1$ the value must be $\mathbb E\,1 = 1$, at
    $\rho = 0$ it must be $0$, and at $\rho = -1$ it must be $-1$.""")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## 2. Backwards, on the sphere

    The Hermite polynomials $h_i$ (orthonormal under $N(0,1)$) turn into powers: $h_i$ has the potential $\rho^i$. So
    $\sum_i \sqrt{c_i}\,h_i$ has the potential $\sum_i c_i \rho^i$, if no $c_i$ is negative and their sum is finite. As
    the theorem is printed, the sum starts at $i = 1$:
    """)
    return


@app.cell
def _(mo, told_claim):
    mo.vstack([told_claim("thm-B.2/sum-from-1"), told_claim("thm-B.2/sum-from-0")])
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    And a *negative* coefficient? Whatever is a potential is **positive semidefinite**: for points $x_i$ and numbers
    $v_i$

    $$\sum_{i,j} v_i v_j\,\Phi(x_i, x_j) = \mathbb E\Bigl(\sum_i v_i\,\sigma(X, x_i)\Bigr)^2 \ge 0$$

    (Lemma B.4). That is a test. Take $4\rho^3 - 3\rho$:
    """)
    return


@app.cell
def _():
    # Exercise 2, your line: coefficients of 1, ρ, ρ², ρ³, and d, for points on S^(d-1). Try d = 3, and None: all d.
    zonal = ((0, -3, 0, 4), 2)
    return (zonal,)


@app.cell
def _(PositiveDefiniteOnSphere, told, zonal):
    on_the_sphere = PositiveDefiniteOnSphere(*zonal)
    told(on_the_sphere)
    return (on_the_sphere,)


@app.cell(hide_code=True)
def _(answer):
    answer(r"""On the circle it is **proved**: $4\cos^3 - 3\cos$ is $\cos 3(\theta - w)$, the potential of
    $\sqrt2 \cos 3(\varphi - \theta)$ with $\varphi$ the direction of the input. On $S^2$, and on all spheres together,
    it is **refuted**. Nonnegative coefficients are necessary for all $d$ together (Schoenberg), not for one
    (`thm-B.2/not-only-if`).""")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## 3. Backwards, in space

    For $\Phi = f(|\theta - w|)$ on $\mathbb R^d$ the same role is played by the Fourier transform: $f$ is positive
    definite where its transform is nonnegative (Bochner), and then $h = \mathcal F^{-1}\sqrt{\mathcal F f}$ has $h *
    h = f$. Theorem 2.1 makes an activation of $h$. In print it loses an argument:
    """)
    return


@app.cell
def _(mo, told_claim):
    mo.vstack([told_claim("thm-2.1/activation-of-one-argument"), told_claim("thm-2.1/activation")])
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    Which bumps pass? A polynomial in $r$ on $[0, 1]$, and 0 beyond. The transform has a closed form; its sign is
    settled at all frequencies, or a frequency is found at which it is negative.
    """)
    return


@app.cell
def _():
    # Exercise 3, your line: d (odd) and the coefficients of 1, r, r², ... on [0, 1].
    # Try (3, (1, -2, 1)), which is (1 - r)²; then the same in d = 5; then (5, (1, -3, 3, -1)).
    bump = (3, (1, -1))
    return (bump,)


@app.cell
def _(PositiveDefinite, RadialProfile, bump, told):
    profile = RadialProfile(bump[0], 1, bump[1])
    realizable = PositiveDefinite(profile)
    told(realizable)
    return profile, realizable


@app.cell
def _(figure, np, picture, profile, transform):
    from fractions import Fraction

    frequencies = [Fraction(step, 5) for step in range(1, 150)]
    values = np.array([float(transform(profile, omega).mid()) for omega in frequencies])
    spectrum = figure(7, 3.4)
    panel = spectrum.subplots()
    for sign, colour in ((1, "#0072B2"), (-1, "#D55E00")):
        panel.semilogy(frequencies, np.where(sign * values > 0, sign * values, np.nan), color=colour,
                       label="positive" if sign > 0 else "negative (its size)")
    panel.legend()
    panel.set_xlabel("ω")
    panel.set_title("Transform of the bump, by size")
    picture(spectrum, "The Fourier transform on a logarithmic scale; negative values in another colour")
    return


@app.cell(hide_code=True)
def _(answer):
    answer(r"""In space the tent $1 - r$ is **refuted**, with a frequency. $(1-r)^2$ is **certified** in $d = 3$ and
    **refuted** in $d = 5$, where $(1-r)^3$ is **certified**: the exponent must grow like $(d+1)/2$ (Askey). A potential
    is good *for a dimension*.""")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## 4. Hats

    There is a bump that is positive definite for free. Take for $h$ the indicator of a ball of radius $1/2$: then $h
    \ast h$ is **Euclid's hat**, the common volume of two balls. Its transform is a square. The paper builds its
    potential as a mixture of hats; a smoother kernel of the same support serves better, as we shall see in the next
    lesson.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    dimension = mo.ui.slider(3, 11, 2, value=5, label="d", show_value=True)
    mo.hstack([dimension], justify="start")
    return (dimension,)


@app.cell
def _(dimension, euclid_hat, figure, kernel, np, picture):
    t = np.linspace(0, 1, 200)
    hats = figure(7, 3.4)
    plane = hats.subplots()
    for name, bumps in (("Euclid's hat", euclid_hat), ("the kernel T", kernel)):
        coefficients = bumps(dimension.value)
        plane.plot(t, np.polyval([float(c / coefficients[0]) for c in reversed(coefficients)], t), label=name)
    plane.legend()
    plane.set_xlabel("r/x")
    plane.set_title(f"Two bumps of radius x, 1 at 0, in dimension {dimension.value}")
    picture(hats, "Euclid's hat and the kernel T, both falling from 1 to 0")
    return


@app.cell
def _(told_claim):
    told_claim("lem-B.7/hat-realizable")
    return


@app.cell
def _(kernel):
    # Exercise 4, your line: ask the ball arithmetic about euclid_hat(3), kernel(5), and kernel(3) in dimension 5.
    asked = (3, kernel(3))
    return (asked,)


@app.cell
def _(RadialProfile, asked, radial_kernel, table):
    by_balls = radial_kernel(RadialProfile(asked[0], 1, asked[1]))
    table({f"d = {asked[0]}: {', '.join(map(str, asked[1]))}": by_balls}, "coefficients")
    return (by_balls,)


@app.cell(hide_code=True)
def _(answer):
    answer(r"""In $d = 3$ both are **undecided**: the transform is a square that *touches* zero, and no ball can tell 0
    from     slightly below. They are positive definite all the same, by the identity above: another method, another
    reason. (In $d = 3$ the kernel is a multiple of the hat.) The kernel of dimension 5 is **certified** there; the
    one of dimension 3 is **refuted** in dimension 5.""")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## 5. What no activation has

    $\Phi(\theta, \theta) = \mathbb E\,\sigma(X, \theta)^2$ is a number, and $|\Phi| \le \Phi(\theta, \theta)$
    everywhere. So no potential that grows without bound is realizable: not $1/r$, not Yukawa's $e^{-r}/r$, for which
    the paper has an activation.
    """)
    return


@app.cell
def _(told_claim):
    told_claim("lem-B.10/realizable")
    return


@app.cell
def _(Yukawa):
    # Exercise 5, your line: ask for an activation of Newtonian(3), Gaussian().
    wanted = Yukawa()
    return (wanted,)


@app.cell
def _(activation_of, said, wanted):
    def asked_for(potential):
        """The activation's formula, or the sentence that says why there is none."""
        try:
            return f"there is one: {activation_of(potential, d=3).formula}"
        except ValueError as error:
            return f"there is none: {error}"

    found = asked_for(wanted)
    said(found)
    return (found,)


@app.cell(hide_code=True)
def _(answer):
    answer(r"""For `Newtonian(3)` **there is none**, for `Gaussian()` **there is one**. So Earnshaw's theorem, which
    needs a harmonic potential, does not apply to any network as it stands. The next lesson bends a potential
    inside a small ball until it is realizable, and keeps it as it is outside.""")
    return


@app.cell(hide_code=True)
def _(Newtonian, mo):
    mo.md(rf"""
    **To take home.** Is $\min(1/r,\ 1)$ realizable in space? It is bounded, and agrees with `{Newtonian(3)!r}` for
    $r \ge 1$. Compute its transform, and compare with `earnshaw explain lem-B.8`.
    """)
    return


if __name__ == "__main__":
    app.run()
