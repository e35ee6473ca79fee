"""Facts taken from the literature; whatever rests on one of them shows it."""

from verify.claims import statement

fourier_inversion = statement(
    "fact-fourier", "Fourier inversion and Plancherel", kind="trusted",
    reading="A continuous integrable function with integrable transform is the inverse transform of it; the transform "
            "is an isometry of L² up to (2π)^d, and turns convolution into a product.",
    source="L. Grafakos, Classical Fourier Analysis, 3rd ed., 2.2")

bochner = statement(
    "fact-bochner", "Bochner's theorem", kind="trusted",
    reading="A continuous function on R^d is positive definite exactly when it is the transform of a finite positive "
            "measure.",
    source="S. Bochner, Monotone Funktionen, Stieltjessche Integrale und harmonische Analyse, Math. Ann. 108 (1933)")

minkowski = statement(
    "fact-minkowski", "Minkowski's integral inequality", kind="trusted",
    reading="The L² norm of an integral over a parameter is at most the integral of the L² norms.",
    source="G. H. Hardy, J. E. Littlewood, G. Pólya, Inequalities, 6.13")

tonelli = statement(
    "fact-tonelli", "Tonelli's theorem", kind="trusted",
    reading="Integrals of nonnegative measurable functions over a product may be taken in either order.",
    source="G. B. Folland, Real Analysis, 2nd ed., 2.37")

askey = statement(
    "fact-askey", "Askey's theorem", kind="trusted",
    reading="(1 − r)_+^δ is positive definite on R^d exactly when δ ≥ (d + 1)/2.",
    source="R. Askey, Radial characteristic functions, MRC Technical Report 1262 (1973)")
