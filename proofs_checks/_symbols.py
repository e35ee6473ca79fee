"""The paper's letters, once, and the ranges that its statements put them in.

Plain SymPy symbols without assumptions: ranges are part of a claim's domain, never hidden in a symbol.
"""

import sympy as sp

from verify.claims import Integer, Real

d, r, x, t, lam, mu, eps, s, v = sp.symbols("d r x t lam mu eps s v")
i, j, k, l, m, n = sp.symbols("i j k l m n")  # noqa: E741  # the paper's letter for the exponent
omega, u, y, z, q = sp.symbols("omega u y z q")

D_PAPER = Integer("d", ge=3, residue=(3, 4))
"""d = 3, 7, 11, ...: what the paper asks for."""
D_ODD = Integer("d", ge=3, residue=(1, 2))
"""d = 3, 5, 7, ...: what turns out to suffice."""
D_ANY = Integer("d", ge=1)
R_POS = Real("r", gt=0)
MU_POS = Real("mu", gt=0)
EPS_UNIT = Real("eps", gt=0, lt=1)
