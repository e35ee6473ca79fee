"""Section 3: harmonic and lambda-harmonic potentials."""
