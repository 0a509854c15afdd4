# One door per job. `make run` and `make check` do all their set-up themselves.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
TORCH ?= torch==2.13.0

.PHONY: run check test lint types contracts bench format clean

run: $(VENV)/.run libraries
	$(BIN)/python -m editor_app $(ARGS)

check: lint types contracts test

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

contracts: $(VENV)/.dev
	$(BIN)/lint-imports

# What everything stands on is measured by its own tests, with a floor (pyproject); measuring the
# whole suite would cost a tenth of its time and say less. ARGS runs those tests alone, unmeasured.
MEASURED := tests/models tests/editor_app/prediction
test: $(VENV)/.dev libraries
ifdef ARGS
	$(BIN)/python -m pytest $(ARGS)
else
	@mkdir -p build
	$(BIN)/coverage run -m pytest $(MEASURED)
	$(BIN)/coverage report
	$(BIN)/python -m pytest --durations=10 $(MEASURED:%=--ignore=%) tests
endif

bench: $(VENV)/.dev
	$(BIN)/python -m training evaluate --bundle models/en_base $(TEXTS)

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# The editor alone: no torch.
$(VENV)/.run: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

# Everything: the CPU build of torch first, so that no range pulls a CUDA build in.
$(VENV)/.dev: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet "$(TORCH)"
	$(BIN)/python -m pip install --quiet --editable ".[training,experiments,server,dev]"
	touch $@ $(VENV)/.run

# Qt needs system libraries that a bare machine lacks; installed where we may, named where not.
.PHONY: libraries
libraries: $(VENV)/.run
	@sh packaging/system_libraries.sh $(BIN)/python

# From a finished run to the shipped base: the bundle, everything that is fitted over it, its figures.
# make release RUN=DIR CORPUS=DIR TEXTS="…" [LISTS="…"]   (TEXTS: what may be fitted on, never test
# text; LISTS: misspellings for spelling's fits, see editor_app/fitting/spelling.py)
.PHONY: release
release: $(VENV)/.dev
	$(BIN)/python -m training counts --corpus $(CORPUS) --out $(RUN)/general.counts
	$(BIN)/python -m training export --run $(RUN) --out models/en_base --name en_base \
		--counts $(RUN)/general.counts --card models/en_base/CARD.md
	$(BIN)/python -m editor_app.fitting.pairs $(CORPUS)
	$(BIN)/python -m editor_app.fitting.confusions models/en_base/vocab.txt
	$(BIN)/python -m editor_app.fitting.spelling --bundle models/en_base $(TEXTS) \
		$(if $(LISTS),--lists $(LISTS))
	$(BIN)/python -m editor_app.fitting.blend --bundle models/en_base \
		--out models/en_base/blend.json $(TEXTS)
	$(BIN)/python -m training evaluate --bundle models/en_base --corpus $(CORPUS)

# What learning adds to counts over the base as it stands: results, picture and the wizard's promise.
# make transfer AUTHORS="DIR…" [SIZES="5000 20000"] [GENERAL="FILE…"]   (finished cases are kept)
# make ranks AUTHORS="DIR…" [SIZES="…"]: maps of several ranks against all weights, and what auto chooses
SIZES ?= 5000 10000 20000 50000 100000
TRANSFER = $(BIN)/python -m training transfer $(AUTHORS) --words $(SIZES) --out runs/transfer \
	$(if $(GENERAL),--general $(GENERAL))
.PHONY: transfer
transfer: $(VENV)/.dev
	$(TRANSFER) --chart training/experiments/transfer.svg --worth editor_app/profiles/data/worth.json
.PHONY: ranks
ranks: $(VENV)/.dev
	$(TRANSFER) --strategies full features linear-4 linear-16 linear-64 auto \
		--chart training/experiments/ranks.svg
