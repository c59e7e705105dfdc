"""The row classes of the rule files, a module for each folder of rules."""
