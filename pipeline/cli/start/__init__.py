"""Commands of the first hour: run, report, compare, clean, explain, salary, export."""
