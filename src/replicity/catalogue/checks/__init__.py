"""Checks of the reference data: every problem with its file, line, rule and what to do."""

from replicity.catalogue.checks.check import check_data
from replicity.catalogue.checks.problem import Problem

__all__ = ["Problem", "check_data"]
