# Needs only Python 3.11 to 3.13 and make; every target sets up its own environment in .venv.

PYTHON ?= python3
BIN := .venv/bin
CORPORA ?= ../shared
STAMP := .venv/installed

.PHONY: demo test browser picture check golden format model model-score eval-clusters eval-dates clean

demo: $(STAMP)          ## install and print the timeline of the sample articles
	$(BIN)/timeline extract data/

test: $(STAMP) browser  ## run all tests
	$(BIN)/python -m pytest

# The tests of the page need a real Chromium. Where there is none, Debian's package is installed.
browser:                ## look for Chromium, and install it if it is missing
	@tests/browser.sh

picture: $(STAMP) browser ## draw the page of the sample articles anew (docs/page.png)
	$(BIN)/python -m tests.rendering.html.picture docs/page.png

check: $(STAMP)         ## format, lint, types, import floors
	$(BIN)/ruff format --check src tests training evaluation
	$(BIN)/ruff check src tests training evaluation
	$(BIN)/mypy
	$(BIN)/python -m timeline.schemas --check
	$(BIN)/python -m pytest tests/test_imports.py

golden: $(STAMP)        ## compare the timelines of both stories with those made by reading
	$(BIN)/timeline check data/ --golden tests/golden/kosovo.json
	$(BIN)/timeline check tests/stories/key-bridge --golden tests/golden/key-bridge.json

format: $(STAMP)        ## bring the code into shape
	$(BIN)/ruff format src tests training evaluation
	$(BIN)/ruff check --fix src tests training evaluation

# What follows needs the corpora, which are not part of the project: see training/README.md.
CORPUS_FOLDER := $(abspath $(CORPORA)/corpora)

model: $(STAMP)         ## train the English pipeline: corpora to src/timeline/model/weights
	$(BIN)/python -m pip install --quiet --editable '.[dev,training]'
	$(BIN)/python -m spacy project run all training --vars.corpora $(CORPUS_FOLDER)

model-score: $(STAMP)   ## measure it and write its card
	$(BIN)/python -m pip install --quiet --editable '.[dev,training]'
	$(BIN)/python -m spacy project run convert training --vars.corpora $(CORPUS_FOLDER)
	$(BIN)/python -m spacy project run score training

eval-clusters: $(STAMP) ## score the timelines of the development clusters
	$(BIN)/python evaluation/clusters.py $(CORPORA)/clusters \
		--scorer $(CORPORA)/bench/score_cluster.py

eval-dates: $(STAMP)    ## score the time expressions
	$(BIN)/python evaluation/timex.py $(CORPUS_FOLDER)/times/tbaq \
		--scorer $(CORPORA)/bench/score_timex.py

clean:
	rm -rf .venv build dist training/build

$(STAMP): pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@
