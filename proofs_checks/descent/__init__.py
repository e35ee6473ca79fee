"""Section 4 and Appendices D and E: second-order descent on almost harmonic potentials."""
