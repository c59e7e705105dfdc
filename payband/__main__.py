"""The command line: `python -m payband`."""

import sys

from payband.own_packages import check_own_packages

if __name__ == "__main__":
    try:
        check_own_packages()
    except ImportError as error:
        sys.exit(f"payband: {error}")
    from pipeline.cli.main import main

    main()
