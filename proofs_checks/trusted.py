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

laplace = statement(
    "fact-laplace", "Uniqueness and rules of the Laplace transform", kind="trusted",
    reading="A continuous function of exponential growth is determined by its Laplace transform; products of "
            "transforms belong to convolutions, division by p to integration from 0, and −d/dp to multiplication by "
            "the variable.",
    source="D. V. Widder, The Laplace Transform, chapter II")

nonnegative_transform = statement(
    "fact-nonnegative-transform", "A nonnegative transform is integrable", kind="trusted",
    reading="If an integrable function is continuous at 0 and its Fourier transform is nonnegative, then the transform "
            "is integrable, with the integral (2π)^d times the value at 0.",
    source="E. M. Stein, G. Weiss, Introduction to Fourier Analysis on Euclidean Spaces, I.1.26")

bessel = statement(
    "fact-bessel", "The modified Bessel functions K_ν as integrals", kind="trusted",
    reading="K_ν(x), the solution of the modified Bessel equation that vanishes at infinity, is the integral of "
            "e^{−x cosh t} cosh νt over t > 0, for x > 0.",
    source="NIST Digital Library of Mathematical Functions, 10.32.9")

extreme_value = statement(
    "fact-extreme-value", "Extreme value theorem", kind="trusted",
    reading="A continuous function on a closed and bounded set of R^d has a smallest and a largest value there.",
    source="W. Rudin, Principles of Mathematical Analysis, 3rd ed., 4.16")

minimum_principle = statement(
    "fact-minimum-principle", "Mean value property and minimum principle", kind="trusted",
    reading="The mean of a harmonic function over a sphere, in whose ball it is harmonic, is its value at the centre; "
            "so one that has a smallest value inside a connected open set is constant there.",
    source="L. C. Evans, Partial Differential Equations, 2nd ed., 2.2.2-2.2.3")

separable = statement(
    "fact-separable", "L² of the Gaussian measure is separable", kind="trusted",
    reading="Some countable set of functions is dense in L² of N(0, I_d): each ball of positive radius holds one.",
    source="D. L. Cohn, Measure Theory, 2nd ed., 3.4.5")

spectral_theorem = statement(
    "fact-spectral", "Spectral theorem", kind="trusted",
    reading="A real symmetric matrix has an orthonormal basis of eigenvectors, with real eigenvalues.",
    source="R. A. Horn, C. R. Johnson, Matrix Analysis, 2nd ed., 4.1.5")

mean_value_theorem = statement(
    "fact-mean-value", "Mean value theorem of differential calculus", kind="trusted",
    reading="A function that is continuous on an interval and differentiable inside has, at some point inside, its "
            "mean slope as derivative.",
    source="W. Rudin, Principles of Mathematical Analysis, 3rd ed., 5.10")

normal_law = statement(
    "fact-normal-law", "A law is determined by its moment generating function", kind="trusted",
    reading="Two pairs of random variables with the same finite E e^{sX + tY}, for all s and t, have the same law.",
    source="P. Billingsley, Probability and Measure, 3rd ed., section 30")

riesz_fischer = statement(
    "fact-riesz-fischer", "L² is complete", kind="trusted",
    reading="A series of orthogonal functions converges in the square mean exactly when the squares of their norms "
            "have a finite sum; inner products then pass to the limit.",
    source="W. Rudin, Real and Complex Analysis, 3rd ed., 4.17")

schoenberg = statement(
    "fact-schoenberg", "Schoenberg's theorem on spheres", kind="trusted",
    reading="f(θᵀw), f continuous, is positive definite on S^{d−1} exactly when its coefficients in the zonal "
            "(Gegenbauer) polynomials are nonnegative, and on the spheres of all dimensions exactly when its Taylor "
            "coefficients are.",
    source="I. J. Schoenberg, Positive definite functions on spheres, Duke Math. J. 9 (1942)")

kernel_space = statement(
    "fact-kernel", "Positive semidefinite kernels are inner products", kind="trusted",
    reading="A positive semidefinite kernel is the inner product of a map into a Hilbert space; for a continuous "
            "kernel on R^d that space is separable.",
    source="N. Aronszajn, Theory of reproducing kernels, Trans. AMS 68 (1950); I. Steinwart, A. Christmann, Support "
           "Vector Machines, 4.33")

taylor = statement(
    "fact-taylor", "Taylor's theorem with Lagrange's remainder", kind="trusted",
    reading="A function that is n times differentiable on an interval is its Taylor polynomial of degree n − 1 plus "
            "φ⁽ⁿ⁾(ξ) tⁿ/n!, for some ξ between the two ends.",
    source="W. Rudin, Principles of Mathematical Analysis, 3rd ed., 5.15")

markov = statement(
    "fact-markov", "Markov's inequality", kind="trusted",
    reading="P(X ≥ t) ≤ E X/t for a nonnegative random variable X and t > 0.",
    source="P. Billingsley, Probability and Measure, 3rd ed., (5.31)")
