"""Charges that move: floating-point evaluation of what `verify` settles exactly."""
