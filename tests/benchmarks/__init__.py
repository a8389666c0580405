"""Measurements, run by hand; what they led to is pinned by tests that count, not by the clock."""
