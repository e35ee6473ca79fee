"""Appendix B: which potentials come from an activation, and the almost lambda-harmonic one."""
