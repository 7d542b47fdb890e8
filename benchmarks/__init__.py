"""Measuring tools and the benchmarks built from them. The end-to-end tests use the same tools."""
