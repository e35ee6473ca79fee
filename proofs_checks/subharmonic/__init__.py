"""Strictly subharmonic potentials: appendix F."""
