# Leerrecht in Beeld: one command per task. `make` alone says which there are.
# Needs make and Python 3.11 or newer; everything else is installed in .venv, from lock files with hashes.

PORT ?= 8050
HOST ?= 127.0.0.1
VENV ?= .venv
ARGS ?=
# As many test processes as there are cores; a file stays in one process, so that what its tests share is made once.
# One process, to look into a test with a debugger: make test WORKERS= ARGS=...
WORKERS ?= -n auto --dist loadfile
# The first Python here that is new enough; `make run PYTHON=...` chooses another.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$name -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$name && break; done)

BIN := $(VENV)/bin
SOURCES := $(wildcard app.py gunicorn.conf.py) $(wildcard pages components data etl) tests .ci
PIP_COMPILE := $(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 \
	--no-emit-index-url --no-annotate --custom-compile-command "make lock"

export PORT HOST
.DEFAULT_GOAL := help
.PHONY: help run team test quick nightly night-seeds check types rules format lock image bench clean env env-dev

help: ## Deze lijst
	@printf 'Leerrecht in Beeld\n\n'
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: env ## Alles klaarzetten wat er nog niet is, en de site starten op http://localhost:8050 (anders: make run PORT=...)
	@$(BIN)/python -m etl inrichten
	@printf '\nDe site start. Open http://localhost:%s/ in uw browser. Stoppen: Ctrl-C.\n' '$(PORT)'
	@LOG_LEVEL=$${LOG_LEVEL:-warning} exec $(BIN)/python -m gunicorn -c gunicorn.conf.py app:server

team: env ## De site van het team starten op http://localhost:8051, achter een login (zie docs/team.md)
	@printf '\nDe site van het team start. Open http://localhost:8051/ in uw browser. Stoppen: Ctrl-C.\n'
	@PORT=8051 LOG_LEVEL=$${LOG_LEVEL:-warning} exec $(BIN)/python -m gunicorn -c gunicorn.conf.py app:team_server

test: env-dev ## Alle tests, ook in een echte browser (een deel: make test ARGS="tests/data -k wilson")
	@$(BIN)/python .ci/servers.py
	@CHROMIUM="$$($(BIN)/python .ci/chromium.py)" && export CHROMIUM && \
		printf 'Browser voor de tests: %s\n' "$$CHROMIUM" && $(BIN)/python -m pytest $(WORKERS) $(ARGS)

quick: env-dev ## De vlotte tests, zonder publiceren en zonder browser: een antwoord in een paar minuten
	@$(BIN)/python -m pytest $(WORKERS) -m "not slow and not browser" $(ARGS)

nightly: env-dev ## Alle tests met telkens andere gevallen, en hoeveel van de code ze raken (voor 's nachts)
	@LEERRECHT_ZADEN="$$($(MAKE) --silent night-seeds)"; export LEERRECHT_ZADEN; \
		printf 'Nog eens met dezelfde gevallen: LEERRECHT_ZADEN="%s" make nightly\n' "$$LEERRECHT_ZADEN"; \
		LEERRECHT_TESTPROFIEL=nightly $(MAKE) --silent test \
		ARGS="--cov=data --cov=etl --cov=components --cov=pages --cov-report=term:skip-covered $(ARGS)"

# The seeds of this night, or those that were given.
night-seeds:
	@printf '%s\n' "$${LEERRECHT_ZADEN:-$$(od -An -N20 -tu4 /dev/urandom | tr -s ' \n' ' ')}"

check: env-dev ## Opmaak, stijl, typen en de regels voor imports nakijken
	@printf 'Opmaak ...\n'; $(BIN)/ruff format --check $(SOURCES)
	@printf 'Stijl ...\n'; $(BIN)/ruff check $(SOURCES)
	@printf 'Typen ...\n'; $(MAKE) --silent types
	@printf 'Imports en bestanden ...\n'; $(MAKE) --silent rules

types:
	@$(BIN)/mypy $(SOURCES)

rules:
	@$(BIN)/python -m pytest -q tests/test_imports.py tests/test_files.py

format: env-dev ## Opmaak in orde brengen, en wat vanzelf te herstellen is
	@$(BIN)/ruff check --fix $(SOURCES); $(BIN)/ruff format $(SOURCES)

lock: env-dev ## requirements*.txt opnieuw maken uit requirements*.in (nieuwere versies: make lock ARGS=--upgrade)
	@$(PIP_COMPILE) $(ARGS) requirements.in --output-file requirements.txt
	@$(PIP_COMPILE) $(ARGS) requirements-dev.in --output-file requirements-dev.txt

image: ## Het container-image bouwen (met docker, podman of buildah)
	@for engine in docker podman buildah; do command -v $$engine >/dev/null 2>&1 && break; engine=; done; \
	case "$$engine" in \
	'') echo 'Er is geen docker, podman of buildah op deze machine.' >&2; exit 1;; \
	*) $$engine build $(ARGS) --tag leerrecht-in-beeld .;; esac

bench: env-dev ## Meten hoe snel de site is, naast een statische pagina (in het document: make bench ARGS="--uitvoer docs/snelheid.md")
	@CHROMIUM="$$($(BIN)/python .ci/chromium.py)" && export CHROMIUM && $(BIN)/python -m tests.bench.first_look $(ARGS)

clean: ## Omgeving en tussenbestanden weghalen; de gegevens in var/ blijven staan
	@rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -not -path './.git/*' -prune -exec rm -rf {} +

env:
	$(call install,requirements.txt)

env-dev:
	$(call install,requirements-dev.txt)

define install
@$(if $(PYTHON),$(PYTHON),false) -c '$(NEW_ENOUGH)' 2>/dev/null || \
	{ echo 'Python 3.11 of nieuwer is nodig, en is hier niet gevonden (of zeg welke: make run PYTHON=...).' >&2; exit 1; }
@$(PYTHON) .ci/environment.py $(1) $(VENV)
endef
