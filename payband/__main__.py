"""The command line: `python -m payband`."""

from pipeline.cli.main import main

if __name__ == "__main__":
    main()
