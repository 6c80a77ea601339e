"""`python -m truceline`."""

from truceline.present.cli import main

if __name__ == "__main__":
    main(prog_name="truceline")
