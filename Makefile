# What a maintainer runs. Everything happens in .venv, made from requirements.lock.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
FLOOR := build/floor
READY := $(VENV)/.ready
JOBS ?= auto
LANGUAGES := --language python --language java

.DEFAULT_GOAL := help
.PHONY: help generate check test quick floor golden lint ruff mypy pyright bench corpus roulette fuzz fuzz_loader lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

generate: $(READY) ## regenerate generated/ from spec/, and prove what that does to callers
	@$(BIN)/python -m tests.support.forms
	@$(BIN)/compactgen generate $(LANGUAGES) --names spec/names.lock --force
	@if git rev-parse --quiet --verify HEAD >/dev/null 2>&1; \
	then $(BIN)/compactgen diff --against HEAD --prove; fi

check: $(READY) ## fail with a diff when generated/ is not what spec/ and templates/ make
	@$(BIN)/compactgen generate $(LANGUAGES) --names spec/names.lock --check

test: $(READY) ## run all tests
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal

quick: $(READY) ## run what a change of spec/ can break, in less than a minute
	$(BIN)/python -m pytest -q -n $(JOBS) -m 'not slow' $(QUICK)

QUICK := tests/house/test_spec_facts.py tests/house/test_spec_examples.py tests/house/test_docs.py \
	tests/stages/overlay tests/stages/load tests/stages/validate tests/stages/lower/test_cases.py

floor: $(FLOOR)/.ready ## test the package on the oldest httpx2 and pydantic that it accepts
	$(FLOOR)/bin/python -m pytest -q -n $(JOBS) --dist worksteal $(WITH_LIBRARIES) \
		$(patsubst %,--ignore tests/runtime/network/test_%.py,addresses dropped forgotten reuse sockets socks) \
		-k 'not exceptions_are_those_of_httpx2 and not namespaces_within_namespaces'

# What meets one of the two: the rest is no different there.
WITH_LIBRARIES := $(patsubst %,tests/runtime/%,network transport call setup/test_url.py) \
	$(patsubst %,tests/package/test_%.py,hints names providers pydantic raw responses)

golden: $(READY) ## rewrite the golden files of tests, to be reviewed with git diff
	UPDATE_GOLDEN=1 $(BIN)/python -m pytest -q tests/stages/validate/test_cases.py tests/stages/lower/test_cases.py \
		tests/safety/test_sinks.py tests/languages/java/test_files.py \
		tests/runtime/command/test_help.py

lint: ruff mypy pyright ## check the sources and the package with ruff, types with mypy and pyright

ruff: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff check --ignore-noqa generated

mypy: $(READY)
	$(BIN)/mypy

pyright: $(READY)
	$(BIN)/pyright --pythonpath $(BIN)/python

bench: $(VENV)/.bench ## measure against plain datamodel-codegen and openai
	$(BIN)/python -m bench $(if $(CORPUS),--corpus $(CORPUS))
	$(BIN)/python -m bench.java

corpus: $(READY) ## tell what becomes of each description in the folder CORPUS
	$(BIN)/python -m bench.corpus $(CORPUS)

roulette: $(READY) ## call operations of each description in the folder CORPUS, with Prism as the judge
	npm ci --prefix tests/prism --ignore-scripts --no-audit --no-fund
	$(BIN)/python -m bench.roulette $(CORPUS)

fuzz: $(READY) ## mutate answers, then fuzz the loader by bytes (CPython 3.11, x86-64 Linux), FUZZ_SECONDS (300) each
	mkdir -p $(FUZZ)
	cd $(FUZZ) && PYTHONPATH=$(CURDIR):$(CURDIR)/generated \
		$(CURDIR)/$(BIN)/python -m tests.fuzz.answers $(FUZZ_SECONDS)
	@if $(BIN)/python -c 'import platform, sys; here = (sys.platform, platform.machine(), \
		platform.python_implementation(), sys.version_info[:2]); \
		sys.exit(here != ("linux", "x86_64", "CPython", (3, 11)))'; \
	then $(MAKE) --no-print-directory fuzz_loader; \
	else echo "make fuzz: the loader is left out: atheris is locked for CPython 3.11 on x86-64 Linux only" >&2; fi

fuzz_loader: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade --require-hashes \
		--target $(FUZZ)/atheris -r tests/fuzz/requirements.lock
	cd $(FUZZ) && PYTHONPATH=atheris:$(CURDIR) $(CURDIR)/$(BIN)/python -m tests.fuzz.atheris_load \
		corpus -max_total_time=$(FUZZ_SECONDS) -rss_limit_mb=512 -timeout=2

FUZZ := build/fuzzing
FUZZ_SECONDS ?= 300

lock: ## resolve the locked versions anew (maintainers; uses the network)
	$(PYTHON) -m venv build/locking
	build/locking/bin/pip install --quiet uv==0.13.8
	$(LOCKING) --extra dev --output-file requirements.lock pyproject.toml
	$(LOCKING) --constraint requirements.lock --output-file bench/requirements.lock bench/requirements.in
	$(LOCKING) --output-file tests/floor/requirements.lock tests/floor/requirements.in

LOCKING := build/locking/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --custom-compile-command "make lock"

clean: ## remove .venv, build and caches
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The locked packages come first, the build backend among them, so that nothing unlocked is fetched
# when the project itself is installed.
$(READY): requirements.lock pyproject.toml setup.py
	@echo "installing the locked tools into $(VENV): about a minute, once"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# The generated package alone, as somebody has it who updates nothing.
$(FLOOR)/.ready: tests/floor/requirements.lock
	$(PYTHON) -m venv $(FLOOR)
	$(FLOOR)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

# What only measurements need has a lock and an environment of its own kind beside the first.
$(VENV)/.bench: $(READY) bench/requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r bench/requirements.lock
	@touch $@
