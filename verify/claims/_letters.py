"""How a variable's name in code is written for people: `mu` is μ, `a_0` is a₀."""

_LETTERS = {"mu": "μ", "lam": "λ", "eps": "ε", "theta": "θ", "omega": "ω", "sigma": "σ", "Phi": "Φ", "phi": "φ",
            "kappa": "κ", "rho": "ρ", "delta": "δ", "alpha": "α", "beta": "β", "gamma": "γ", "zeta": "ζ", "xi": "ξ",
            "tau": "τ", "Delta": "Δ", "Omega": "Ω", "nu": "ν", "eta": "η", "psi": "ψ"}
_SUB = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def letter(name: str) -> str:
    """The written form of a name.

    >>> letter("mu"), letter("a_12"), letter("Phi_eps"), letter("r")
    ('μ', 'a₁₂', 'Φ_ε', 'r')
    """
    stem, _, index = name.partition("_")
    shown = _LETTERS.get(stem, stem)
    if not index:
        return shown
    return shown + (index.translate(_SUB) if index.isdigit() else f"_{_LETTERS.get(index, index)}")


def name_of(shown: str) -> str:
    """The name whose written form this is, for letters without an index; what is no such letter stays as it is.

    >>> name_of("ε"), name_of("d")
    ('eps', 'd')
    """
    return next((name for name, written in _LETTERS.items() if written == shown), shown)
