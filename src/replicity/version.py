"""The version of the product; every result carries it."""

VERSION = "0.1.0"
