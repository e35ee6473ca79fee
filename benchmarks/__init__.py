"""Benchmarks, run as `python -m benchmarks [NAME ...]`: ours against a peer, in one process on one machine."""
