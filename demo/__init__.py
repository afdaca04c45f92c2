"""Phù Cừ as an office would have kept it: an invented district, made from a seed, in the files offices keep."""
