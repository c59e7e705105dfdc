import pytest


@pytest.fixture(scope="session")
def sampled(tmp_path_factory, payband_in):
    """Return a folder in which the founding pages were run as the sample. Tests only read it."""
    folder = tmp_path_factory.mktemp("sampled")
    said = payband_in(folder, "run", "--sample")
    assert "founding), goes to data/sample;" in said.stderr
    return folder
