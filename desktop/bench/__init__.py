"""Benchmarks of the shipped code paths."""
