"""The column types of released schemas. They do not change when `models/types.py` changes.

A migration that used `models/types.py` could create a different schema later than it created
in existing databases.
"""

from sqlalchemy import REAL, BigInteger, Boolean, Date, DateTime, Integer, Numeric, Text

TEXT = Text().with_variant(Text(collation="C"), "postgresql")  # compared by bytes, as in SQLite
UTC = DateTime(timezone=True).with_variant(Text(), "sqlite")
DAY = Date().with_variant(Text(), "sqlite")
FLAGGED = Boolean().with_variant(Integer(), "sqlite")
MONEY = Numeric(20, 4).with_variant(REAL(), "sqlite")
BIG = BigInteger().with_variant(Integer(), "sqlite")
