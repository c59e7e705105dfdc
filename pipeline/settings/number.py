"""Numbers among the settings: pydantic alone would take `true` as 1."""

from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError


def _no_truth_value(error: str) -> BeforeValidator:
    """Return what refuses true and false with an error of this type of pydantic's."""

    def check(value: Any) -> Any:
        if isinstance(value, bool):
            raise PydanticCustomError(error, "must be a number")
        return value

    return BeforeValidator(check)


Number = Annotated[float, _no_truth_value("float_type")]
Whole = Annotated[int, _no_truth_value("int_type")]
