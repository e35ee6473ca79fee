import marimo

__generated_with = "0.25.2"
app = marimo.App(app_title="What a machine-checked proof is")


@app.cell(hide_code=True)
def _():
    import marimo as mo
    import sympy as sp
    from blackboard import answer, changes, claim, registry, said, settle, told, told_change, told_changes, told_claim

    from verify.certify import Positive
    from verify.claims import Domain, Integer, Real, Statement
    from verify.claims import Status as Words
    from verify.controls import replaced
    from verify.decide import ForAll
    from verify.exact import Family, Identity
    from verify.run.recheck import RecheckFailed, recheck_finding
    return (
        Domain,
        Family,
        ForAll,
        Identity,
        Integer,
        Positive,
        Real,
        RecheckFailed,
        Statement,
        Words,
        answer,
        changes,
        claim,
        mo,
        recheck_finding,
        registry,
        replaced,
        said,
        settle,
        sp,
        told,
        told_change,
        told_changes,
        told_claim,
    )


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    # What a machine-checked proof is

    A proof on paper convinces a reader. A proof for a machine is a *proposition* with all that belongs to it (what is
    assumed, what is concluded, for which values), a *method* that settles it, and *evidence* that somebody else can
    check without trusting the program that found it. In this lesson you drop hypotheses and watch the check fail. If
    it did not fail, it would not be a check.

    Everything below calls the functions that check the paper. Change a line that is marked **your line**; the
    cells that depend on it run again by themselves.

    ## 1. Five words

    A status is computed, never typed:

    | word | meaning |
    |:---|:---|
    | proved | for all values under the stated assumptions, by exact algebra or a decision procedure |
    | certified | enclosed by ball arithmetic on a stated domain, or checked at listed values |
    | observed | in seeded trials, with an exact lower bound for the rate of success |
    | refuted | with a witness: exact numbers that anyone can substitute |
    | undecided | with the reason; never a pass |
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## 2. Hypotheses carry weight

    For reals $x, y \ge 1$ one has $xy \ge x + y - 1$. The machine negates the conclusion, adds the hypotheses, and
    asks a decision procedure (Z3) whether any point satisfies all of it. "None" is a proof; a point is a
    counterexample, and is substituted back exactly before anything is said.
    """)
    return


@app.cell
def _(sp):
    x, y = sp.symbols("x y")
    return x, y


@app.cell
def _(x, y):
    # Exercise 1, your line: leave one of the two hypotheses out, as in (x >= 1,).
    hypotheses = (x >= 1, y >= 1)
    return (hypotheses,)


@app.cell
def _(Domain, ForAll, Real, hypotheses, sp, told, x, y):
    product = ForAll(hypotheses, sp.Ge(x * y, x + y - 1), Domain.of(Real("x"), Real("y")))
    told(product)
    return (product,)


@app.cell(hide_code=True)
def _(answer):
    answer(r"""It is **refuted**, with numbers such as $x = 3/2$, $y = 0$: there $xy = 0 < 1/2$. The claim is
    $(x-1)(y-1) \ge 0$, so each hypothesis matters only because of the other: with *both* factors negative it is
    true again. A claim that survives the loss of a hypothesis has one too many.""")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## 3. Hypotheses that admit nothing

    From contradictory hypotheses everything follows. A machine that looks for counterexamples finds none, and a
    careless one reports success. The hypotheses are therefore tested for a point that satisfies them.
    """)
    return


@app.cell
def _(x):
    # Exercise 2, your line: make the second hypothesis x < 6, then x <= 5 with the first x >= 5.
    window = (x > 5, x < 0)
    return (window,)


@app.cell
def _(Domain, ForAll, Real, sp, told, window, x):
    five = ForAll(window, sp.Eq(x, 5), Domain.of(Real("x")))
    told(five)
    return (five,)


@app.cell(hide_code=True)
def _(answer):
    answer(r"""As it stands: **undecided**, with the reason "vacuous". With $x > 5,\ x < 6$ it is **refuted**. With
    $x \ge 5,\ x \le 5$ it is **proved**. In the paper this happened for real: the hypotheses of one corollary
    contradict each other (`earnshaw explain cor-F.3`).""")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## 4. A list of values is not "for all"

    Checking $n = 1, \dots, 9$ proves nothing about $n = 11$. The program may take a list of values where no general
    method is at hand, and then the best it may say is *certified*, with the list.
    """)
    return


@app.cell
def _():
    # Exercise 3, your line: take range(1, 13).
    tried = tuple(range(1, 10))
    return (tried,)


@app.cell
def _(Domain, Family, ForAll, Integer, sp, told, tried):
    n = sp.Symbol("n")
    below_ten = ForAll((), sp.Lt(n, 10), Domain.of(Integer("n", ge=1)))
    listed = Family("n", tried, lambda value: ForAll(
        (), sp.Lt(n, 10), Domain.of(Integer("n", ge=value, le=value))), claim=sp.Lt(n, 10))
    told(listed, f"n < 10 for n in {tried}")
    return below_ten, listed


@app.cell
def _(below_ten, told):
    told(below_ten, "n < 10 for every n ≥ 1")
    return


@app.cell(hide_code=True)
def _(answer):
    answer(r"""The list up to 9 is **certified**, not proved; up to 12 it is **refuted**; the general claim is
    **refuted** whatever the list. A few first cases that agree are what misprints live on.""")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## 5. Two expressions are equal

    An identity is proved by a canonical form of the difference that is zero, with the parameters left as letters and
    $p$ an arbitrary function. Here is a step of a proof in the paper (the derivative of $p(r)\,e^{-\mu r}/r^l$, with
    $\mu = \sqrt\lambda$) as it is printed:
    """)
    return


@app.cell
def _(told_claim):
    told_claim("lem-B.9/derivative")
    return


@app.cell
def _(sp):
    r, mu = sp.symbols("r mu")
    return mu, r


@app.cell
def _(mu, r):
    # Exercise 4, your line: which exponent, made of r and mu, makes the printed formula right?
    exponent = -r
    return (exponent,)


@app.cell
def _(claim, exponent, r, replaced, sp, told):
    printed_derivative = claim("lem-B.9/derivative").build()
    mended_derivative = replaced(
        rhs=printed_derivative.rhs.subs(sp.exp(-r), sp.exp(exponent)))(printed_derivative)
    told(mended_derivative)
    return (mended_derivative,)


@app.cell(hide_code=True)
def _(answer):
    answer(r"""`exponent = -mu * r`: **proved**, for all $l$, $\mu$ and every $p$ at once. With $-r$ it is **refuted**
    by     a point with $\mu \ne 1$. It is right for $\lambda = 1$, which is why a reader who tries that value sees
    nothing (`earnshaw explain lem-B.9`).""")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## 6. Inequalities with $e^x$

    No decision procedure takes exponentials. Ball arithmetic computes with intervals that surely contain the true
    value; a box on which the sign is certain needs no further thought, one on which it is not is cut in two. Out to
    infinity the leading term is compared.
    """)
    return


@app.cell
def _():
    # Exercise 5, your line: how steep may the line be? Try 2.
    steepness = 1
    return (steepness,)


@app.cell
def _(Domain, Positive, Real, r, sp, steepness, told):
    tangent = Positive(1 + steepness * r < sp.exp(r), Domain.of(Real("r", gt=0)))
    told(tangent)
    return (tangent,)


@app.cell(hide_code=True)
def _(answer):
    answer(r"""Slope 1 (the tangent) is **certified**, slope 2 is **refuted** with a point where both sides are enclosed
    in balls that do not meet. Touching is the hard case: where two sides agree at a point, no ball can tell $<$ from
    $=$; what cannot be settled is called undecided, not true.""")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## 7. Who checks the check?

    A check that always says "proved" passes every test on true claims. So each claim carries **controls**: the same
    claim made false on purpose (another sign, another exponent, a dropped hypothesis). A control that survives means
    that the check is blind. A claim without a control is not accepted at all.
    """)
    return


@app.cell
def _(told_claim):
    told_claim("lem-B.9/q-nonnegative")
    return


@app.cell(hide_code=True)
def _(changes, mo):
    weakened = mo.ui.dropdown(changes("lem-B.9/q-nonnegative"), value="without k < l", label="Exercise 6, take out:")
    mo.hstack([weakened], justify="start")
    return (weakened,)


@app.cell
def _(told_change, weakened):
    told_change("lem-B.9/q-nonnegative", weakened.value)
    return


@app.cell(hide_code=True)
def _(answer):
    answer(r"""Both are **refuted**. The degree $k$ must stay below the power $l$, or the factor $l - i$ turns negative;
    and without $p_i \ge 0$ a negative coefficient is passed on. A dropped hypothesis that leaves the claim proved would
    tell you that the lemma is stronger than it is stated.""")
    return


@app.cell
def _(replaced, sp):
    # Exercise 7, your line: delete the entry, so that nothing stands between the braces.
    controls = {"x² + 1": replaced(rhs=sp.Symbol("x") ** 2 + 1)}
    return (controls,)


@app.cell
def _(Domain, Identity, Real, Statement, controls, said, sp):
    def register(given):
        """What the statement's own book-keeping says to a claim with these controls."""
        mine = Statement("my-1", "A binomial", "lemma", "A square of a sum.")
        z = sp.Symbol("x")
        try:
            mine.claim("square", controls=given)(lambda: Identity(
                (z + 1) ** 2, z**2 + 2 * z + 1, Domain.of(Real("x"))))
        except ValueError as error:
            return f"refused: {error}"
        return f"accepted, with {len(mine.claims[0].controls)} control"

    accepted = register(controls)
    said(accepted)
    return (accepted,)


@app.cell(hide_code=True)
def _(answer):
    answer("It is **refused**, in one sentence that says what to add. Now look again at a claim that has controls:")
    return


@app.cell
def _(told_changes):
    told_changes("thm-3.4/no-strict-minimum")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## 8. Evidence that somebody else can check

    Finding a proof may take a search; checking one must not. What a run writes down (`earnshaw verify --json FILE`)
    can be checked again by small functions that share nothing with the search (`earnshaw recheck FILE`). If anybody
    edits the status, the evidence no longer supports it.
    """)
    return


@app.cell
def _(Words):
    # Exercise 8, your line: write another of the words, such as Words.PROVED.
    written_status = Words.REFUTED
    return (written_status,)


@app.cell
def _(RecheckFailed, claim, recheck_finding, said, settle, written_status):
    def rechecked(status):
        """What the small functions say to the refutation of a printed step, handed in with this status."""
        entry = settle(claim("lem-B.9/derivative").build()).to_data() | {"status": str(status)}
        try:
            return f"confirmed: {recheck_finding(entry)}"
        except RecheckFailed as error:
            return f"not confirmed: {error}"

    second_look = rechecked(written_status)
    said(second_look)
    return (second_look,)


@app.cell(hide_code=True)
def _(answer):
    answer("""Only "refuted" is **confirmed**. For "proved" the recheck computes the two sides itself, finds them
    different, and says so.""")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## 9. What is left to trust

    The paper's proofs lean on facts of the literature. They are not checked here, and that is said: each is a statement
    of kind *trusted* with its source, and whatever uses it shows so (`earnshaw graph`). Beside them one trusts the
    translation of the printed sentence into the proposition. No machine does that for you: read the formula, not
    the green mark.
    """)
    return


@app.cell(hide_code=True)
def _(mo, registry):
    mo.accordion({"What is taken on trust": mo.md("\n".join(
        f"- **{made.title}** (`{made.label}`): {made.source}" for made in registry() if made.trusted))})
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    **To take home.** Take a lemma of your own. Write down its hypotheses, its conclusion, the ranges of its letters.
    Then write three false versions of it. If you cannot think of any, you do not yet know what it says.
    """)
    return


if __name__ == "__main__":
    app.run()
