# Every command a developer needs; CI calls the same ones. `make demo` and `make test` need only Python.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# glibc gives large tensors back to the kernel after each step; a fifth of the training went into that.
KEEP_MEMORY := MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=17179869184 GLIBC_TUNABLES=glibc.malloc.hugetlb=1
EXAMPLE := docs/examples/oil-field.txt

.PHONY: demo test check format evaluate documents docs soak train clean

demo: $(VENV)/installed  ## set up, read the example report, write the page
	$(BIN)/riwaya read $(EXAMPLE) --published 2015-11-18 --outlet "al-Marfa"
	$(BIN)/riwaya read $(EXAMPLE) --published 2015-11-18 --outlet "al-Marfa" --format html -o demo.html
	@echo "The same as a page: file://$(CURDIR)/demo.html"

test: $(VENV)/developed  ## set up, pass the tests
	$(BIN)/python -m pytest

check: $(VENV)/developed  ## format, lint, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/developed
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

evaluate: $(VENV)/developed  ## figures on gold, kept in evaluation/results
	$(BIN)/python -m evaluation.evaluate

documents: $(VENV)/developed  ## pages made of code and figures: README's listing, the model card, the reference
	$(BIN)/python -m evaluation.documents
	$(BIN)/python -m handbook

docs: $(VENV)/developed  ## the documentation as a site, in site/; no network is needed
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict
	@echo "Open it: file://$(CURDIR)/site/index.html"

soak: $(VENV)/developed  ## 200 kills of add, reread and migrations: nothing may be lost
	$(BIN)/python -m evaluation.soak --kills 200

train: $(VENV)/trained  ## make the model again from nothing: under two hours on two cores
	$(KEEP_MEMORY) $(BIN)/python -m training.make

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"

$(VENV)/installed: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable '.[all]'
	@touch $@

$(VENV)/developed: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --group dev
	@touch $@

$(VENV)/trained: $(VENV)/developed
	$(BIN)/python -m pip install --quiet --group train
	@touch $@

clean:
	rm -rf $(VENV) demo.html
