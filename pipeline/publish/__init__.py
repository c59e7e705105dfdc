"""Tell: exports, the salary report, and the pages they are shown on."""
