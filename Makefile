# Two commands do all the set-up: `make run` and `make test`.
# From the quickest: `make check` before a commit, `make test`, `make proof`; .ci/run runs both.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# A file goes to one process: what its tests share is made once. conftest.py orders them.
PYTEST := $(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder
IN_MEMORY := TMPDIR=$$($(BIN)/python -m tests.support.memory_disk)
QUICK := tests/pipeline/clean tests/pipeline/pay tests/pipeline/rules tests/pipeline/dedupe \
	tests/scrapers/platforms tests/test_rows.py tests/test_structure.py
# Their tables take seconds each: `make test` has them.
UNHURRIED := tests/pipeline/clean/title/test_title_around.py tests/pipeline/pay/test_pay_linear.py \
	tests/pipeline/rules/test_check_rules.py tests/scrapers/platforms/test_odd_values.py

# Tests start Python hundreds of times: it keeps what it compiled, whatever the environment says.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run check test test-all lint types quick unit proof coverage docs mutants bench trials audit lock clean

run: $(VENV)/.run                ## set up, then collect, clean, export and report on the bundled sample
	$(BIN)/payband run --sample

check: lint                      ## within a minute: lint, types and the quick tests
	@$(MAKE) --no-print-directory -j 2 types quick

test: lint                       ## set up, then lint, types and the tests
	@$(MAKE) --no-print-directory -j 2 types unit

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.test
	$(BIN)/mypy

quick: $(VENV)/.test
	$(IN_MEMORY) $(PYTEST) $(QUICK) $(UNHURRIED:%=--ignore=%)

unit: $(VENV)/.test  # three processes on two cores: some tests only wait
	$(IN_MEMORY) $(PYTEST) -n 3

proof: $(VENV)/.test             ## what `make test` leaves out: all trials of kills, outages and faults
	$(PYTEST) -m proof

coverage: $(VENV)/.test          ## every test, and which lines none of them reached
	$(PYTEST) -m "" --cov --cov-report=term:skip-covered --cov-report=html

# An interpreter that is not here is named and passed over. Of pyenv's, those of PYENV_VERSION are here.
PYTHONS := 3.11 3.12 3.13 3.14
test-all:                        ## the tests on each Python that is here, in an environment each
	@for version in $(PYTHONS); do \
	  if python$$version -c "" 2>/dev/null; then \
	    echo "== Python $$version"; \
	    $(MAKE) --no-print-directory VENV=.venv-$$version PYTHON=python$$version unit || exit 1; \
	  else echo "== Python $$version: not here"; fi; \
	done

docs: $(VENV)/.test              ## the site of the documents, in build/site; wrong links are errors
	$(BIN)/python -m tools.site

mutants: $(VENV)/.test           ## whether tests notice small faults in the modules that decide
	$(BIN)/python -m tools.mutants

bench: $(VENV)/.test             ## measure what has an aim: writes bench/README.md; BENCH=--quick tries it
	$(BIN)/python -m bench.table $(BENCH)

TRIALS := alike_employers coverage databases fuzz_pay hostile kill skills
trials: $(VENV)/.test            ## trials by the hundred
	for name in $(TRIALS); do echo "== $$name"; $(BIN)/python -m bench.$$name || exit 1; done

$(VENV)/.run: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Payband needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test: requirements-dev.txt $(VENV)/.run
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

# Not a part of `make test`: it asks a service of others. It fails where that can't be reached.
AUDIT := .venv-audit
audit: $(AUDIT)/.done            ## look up what is known against the lock's packages
	$(PYTHON) -m tools.audit $(AUDIT)/bin/pip-audit requirements.txt

$(AUDIT)/.done: requirements-audit.txt
	test -x $(AUDIT)/bin/python || $(PYTHON) -m venv $(AUDIT)
	$(AUDIT)/bin/python -m pip install --quiet --require-hashes -r $<
	@touch $@

# Names, versions and hashes only: no index or download addresses. Extras stay in the lock:
# pip would otherwise take `coverage[toml]`, asked for by pytest-cov, for unpinned.
PIN := uv pip compile --no-strip-extras --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet
LOCK := $(PIN) pyproject.toml
lock:                            ## pin anew (needs uv)
	$(LOCK) --group build -o requirements.txt
	$(LOCK) --group build --group dev --all-extras -c requirements.txt -o requirements-dev.txt
	$(PIN) --group audit -o requirements-audit.txt

clean:
	rm -rf $(VENV) .venv-3.* $(AUDIT) build dist .coverage* htmlcov .mypy_cache .pytest_cache .ruff_cache data
