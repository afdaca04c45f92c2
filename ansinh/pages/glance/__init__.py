"""Nhìn nhanh: one place in one year in pictures, each with its sentence, its table and what stands behind it."""
