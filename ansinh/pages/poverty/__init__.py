"""Rà soát hộ nghèo on the site: rounds, the review of a commune step by step, a household's forms, tables and map."""
