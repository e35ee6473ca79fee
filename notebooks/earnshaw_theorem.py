import marimo

__generated_with = "0.25.2"
app = marimo.App(app_title="Earnshaw's theorem, and why electrons do not rest")


@app.cell(hide_code=True)
def _():
    import marimo as mo
    import numpy as np
    import sympy as sp
    from blackboard import answer, changes, claim, picture, told, told_change, told_changes, told_claim

    from numeric.charges import Charges, random_charges
    from numeric.dynamics import simulate
    from numeric.loss import Loss
    from numeric.plots import figure, trajectories
    from numeric.potentials import AlmostHarmonic, Gaussian, Newtonian, Yukawa
    from proofs_checks.harmonic.definition_3_1 import radial_laplacian
    from verify.claims import Domain, Integer, Real
    from verify.controls import in_part, replaced
    from verify.exact import Identity
    return (
        AlmostHarmonic,
        Charges,
        Domain,
        Gaussian,
        Identity,
        Integer,
        Loss,
        Newtonian,
        Real,
        Yukawa,
        answer,
        changes,
        claim,
        figure,
        in_part,
        mo,
        np,
        picture,
        radial_laplacian,
        random_charges,
        replaced,
        simulate,
        sp,
        told,
        told_change,
        told_changes,
        told_claim,
        trajectories,
    )


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    # Earnshaw's theorem, and why electrons do not rest

    In 1842 Samuel Earnshaw showed that no arrangement of fixed charges can hold another charge in a stable rest. For a
    learner this is good news. If the weights of a network move like electrons among protons, then there is no trap on
    the way: whatever rests in a stable place must have *met* another charge; if that is a proton, a weight is learned.

    In this lesson: the motion, why harmonic potentials forbid rest, which step of the printed proof fails, and what
    takes its place. Lines marked **your line** are to be changed; the cells below them run again by themselves.

    ## 1. Charges that move

    Fixed charges $b_j$ ("protons") sit at $w_j$, moving ones $a_i$ ("electrons") at $\theta_i$. Two charges at
    distance $r$ have the energy $a_i b_j \Phi(r)$. Each electron moves downhill, with a velocity equal to its force
    (Definition 2.2; `earnshaw explain def-2.2`). For $\Phi = 1/r$ the force is Coulomb's.
    """)
    return


@app.cell
def _(told_claim):
    told_claim("def-2.2/inverse-square")
    return


@app.cell(hide_code=True)
def _(mo):
    law = mo.ui.dropdown(["newtonian", "yukawa", "almost-harmonic", "gaussian"], value="newtonian", label="potential")
    pairs = mo.ui.slider(1, 4, value=2, label="pairs", show_value=True)
    seed = mo.ui.slider(0, 20, value=1, label="seed", show_value=True)
    mo.hstack([law, pairs, seed], justify="start")
    return law, pairs, seed


@app.cell
def _(AlmostHarmonic, Gaussian, Newtonian, Yukawa, law, pairs, picture, random_charges, seed, simulate, trajectories):
    laws = {"newtonian": Newtonian(3), "yukawa": Yukawa(), "almost-harmonic": AlmostHarmonic(3, 0.5),
            "gaussian": Gaussian()}
    drawn = random_charges(laws[law.value], pairs.value, seed.value, d=3, electrons=True)
    path = simulate(drawn.potential, drawn.a, drawn.theta, drawn.b, drawn.w, 20.0)
    picture(trajectories(drawn, path, f"{law.value}: ends with {path.stop!r} at t = {path.t[-1]:.3g}"),
            "The paths of the electrons among the protons")
    return (path,)


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    The electrons have charges $-b_j$ and start at random. With $1/r$ many a run ends in a *collision* (try other
    seeds): two charges meet in finite time. An electron that meets the proton of the opposite charge has learned it.
    The energy never rises on the way:
    """)
    return


@app.cell
def _(told_claim):
    told_claim("thm-2.3/the-loss-falls")
    return


@app.cell
def _():
    # Exercise 1, your line: an electron of charge -1, 0.3 away from a proton of charge 1. Make it a positive charge.
    charge = -1.0
    return (charge,)


@app.cell
def _(Charges, Newtonian, charge, mo, simulate):
    alone = Charges(Newtonian(3), b=[1.0], w=[[0.0, 0.0, 0.0]], a=[charge], theta=[[0.3, 0.0, 0.0]])
    fall = simulate(alone.potential, alone.a, alone.theta, alone.b, alone.w, 1.0)
    mo.md(f"It ends with **{fall.stop}** at time {fall.t[-1]:.6f}, at distance {abs(fall.theta[-1, 0, 0]):.6f}.")
    return (fall,)


@app.cell(hide_code=True)
def _(answer):
    answer(r"""Opposite charges end in a **collision**: $\dot r = -1/r^2$ gives $r^3 = 0.3^3 - 3t$, so it is at
    $t = 0.009$. Like charges repel, and the run goes **until** its time is up, at $r = (0.3^3 + 3)^{1/3}$.
    The signs are `def-2.2/opposite-charges-attract`.""")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## 2. Harmonic

    $\Phi$ is *harmonic* when the trace of its Hessian, the Laplacian, is zero away from $r = 0$ (Definition 3.1). For a
    function of the distance alone in $\mathbb R^d$ the Laplacian is $g'' + \frac{d-1}{r}\,g'$. Which powers of $r$ are
    harmonic?
    """)
    return


@app.cell
def _(sp):
    d, r = sp.symbols("d r")
    return d, r


@app.cell
def _(d):
    # Exercise 2, your line: a power of r. Try 1 - d, 3 - d, and 0 * d.
    power = 2 - d
    return (power,)


@app.cell
def _(Domain, Identity, Integer, Real, power, r, radial_laplacian, told):
    harmonic = Identity(radial_laplacian(r**power), 0, Domain.of(Real("r", gt=0), Integer("d", ge=1)))
    told(harmonic)
    return (harmonic,)


@app.cell(hide_code=True)
def _(answer):
    answer(r"""$r^{2-d}$ is **proved**, for every $d$ at once: $1/r$ in space, $1/r^3$ in five dimensions. $1-d$ and
    $3-d$ are **refuted**. The constant $r^0$ is harmonic too, and useless. For $d = 2$ the power degenerates to
    that constant; $-\ln r$ takes its place (`def-3.1/logarithm`).""")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## 3. The landscape has saddles only

    One electron of charge $-1$ among fixed charges: its loss, over the plane through them. Sums of harmonic functions
    are harmonic, so the two curvatures of the surface and the third one, out of the plane, add up to 0: where one is
    positive, another is negative.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    third = mo.ui.slider(-2.0, 2.0, 0.5, value=1.0, label="charge of the third proton", show_value=True)
    mo.hstack([third], justify="start")
    return (third,)


@app.cell
def _(Loss, Newtonian, figure, np, picture, third):
    fixed = Loss(Newtonian(3), [1.0, 1.0, third.value], [[-2.0, 0, 0], [2.0, 0, 0], [0, 3.0, 0]])
    across, along = np.linspace(-4, 4, 50), np.linspace(-3, 5, 50)
    height = np.array([[fixed.change([-1.0], [[u, v, 0.0]]) for u in across] for v in along])
    landscape = figure(6, 5)
    axes = landscape.subplots()
    axes.contour(across, along, np.clip(height, -6, 6), levels=np.linspace(-6, 6, 41), cmap="viridis", linewidths=0.8)
    axes.plot(*fixed.w[:, :2].T, "s", color="#D55E00")
    axes.set_aspect("equal")
    axes.set_title("Loss of one electron; squares: fixed charges")
    picture(landscape, "Level lines of the loss: they close only around fixed charges, and cross at saddles")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    Level lines close around charges, where the potential is not defined. Anywhere else, follow them: they cross at
    saddles. Now the theorem (Theorem 3.4): *a loss made of a harmonic potential has no strict local minimum at which it
    is differentiable.*
    """)
    return


@app.cell
def _(told_claim):
    told_claim("thm-3.4/no-strict-minimum")
    return


@app.cell(hide_code=True)
def _(changes, mo):
    dropped = mo.ui.dropdown(changes("thm-3.4/no-strict-minimum"), value="Φ is not harmonic",
                             label="Exercise 3, change a hypothesis:")
    mo.hstack([dropped], justify="start")
    return (dropped,)


@app.cell
def _(dropped, told_change):
    told_change("thm-3.4/no-strict-minimum", dropped.value)
    return


@app.cell(hide_code=True)
def _(answer, mo, told_changes):
    mo.vstack([answer("None of them is established any more; open the parts to see which one fails. All at once:"),
               mo.accordion({"All changes": told_changes("thm-3.4/no-strict-minimum")})])
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## 4. The proof, and its gap

    The argument in print: at a strict local minimum the Hessian has a *positive* trace; but the trace is 0;
    contradiction. The first half is wrong, and you know the counterexample from your first year: $x^4$ has a strict
    minimum with curvature 0. The check, for $\alpha r^2 + \beta r^4$ in $\mathbb R^d$:
    """)
    return


@app.cell
def _(told_claim):
    told_claim("thm-3.4/positive-trace")
    return


@app.cell
def _(Real):
    # Exercise 4, your line: with which range of alpha is the step right?  Real("alpha", gt=0), say?
    alpha = Real("alpha", ge=0)
    return (alpha,)


@app.cell
def _(Domain, Integer, Real, alpha, claim, in_part, replaced, told):
    quartic = in_part("the trace is positive", replaced(domain=Domain.of(Integer("d", ge=1), alpha, Real("beta"))))(
        claim("thm-3.4/positive-trace").build())
    told(quartic, "The printed step, with your range of alpha")
    return (quartic,)


@app.cell(hide_code=True)
def _(answer):
    answer(r"""With $\alpha \ge 0$ it is **refuted** by $\alpha = 0$. With $\alpha > 0$, when the minimum is
    *quadratic*, it     is **proved**: so the printed argument covers non-degenerate minima. Nobody promised those.""")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    The theorem survives. At the minimum the trace may be 0, but *near* it there are points with positive trace, and
    the trace is 0 everywhere. The proof is a paraboloid: subtract $\varepsilon |x - x^*|^2$, so little that the
    minimum over a ball stays inside; there the trace of the difference is at least 0, and that of the function at
    least $2d\varepsilon$.
    """)
    return


@app.cell
def _(told_claim):
    told_claim("thm-3.4/positive-trace-nearby")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## 5. "Differentiable" is not decoration

    On the line, $-r$ is harmonic. An electron at a proton has the loss $2|\theta - w|$, a strict minimum. There it
    rests, at a kink.
    """)
    return


@app.cell
def _(told_claim):
    told_claim("thm-3.4/differentiable-is-needed")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## 6. What this is good for, and what not

    For a harmonic $\Phi$, $\Phi(\theta, \theta)$ is infinite, so no network has it as its potential. The paper
    therefore turns to $\lambda$-harmonic potentials ($\Delta \Phi = \lambda \Phi$) and then to *almost*
    $\lambda$-harmonic ones: the next two lessons. An exact $\lambda$-harmonic and bounded potential does not exist
    either:
    """)
    return


@app.cell
def _(told_claim):
    told_claim("thm-3.6/no-bounded-potential")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    **To take home.** Set the potential in section 1 to "gaussian" and look for a seed at which an electron is nowhere
    near a proton when it slows down. Why does Earnshaw's theorem not object?  (`earnshaw explain thm-3.4`, `earnshaw
    explain sec-F`)
    """)
    return


if __name__ == "__main__":
    app.run()
