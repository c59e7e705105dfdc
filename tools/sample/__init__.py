"""The sample's source material, and what makes the bundled archives of it.

`python -m tools.sample` writes the archives anew; README.md says what is where.
"""
