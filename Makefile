# Needs only Python 3.11 to 3.13 and make; every target sets up its own environment in .venv.

PYTHON ?= python3
BIN := .venv/bin
CORPORA ?= ../shared
STAMP := .venv/installed

.PHONY: demo test test-ray test-lowest lock audit browser picture check golden format model vectors model-score bench bench-model bench-annotate bench-merging eval gallery eval-clusters eval-golds eval-stories eval-tls eval-dates eval-triggers \
	eval-coref eval-names eval-semeval eval-timeset faults clean

demo: $(STAMP)          ## install and print the timeline of the sample articles
	$(BIN)/timeline extract data/

test: $(STAMP) browser  ## run all tests
	$(BIN)/python -m pytest

test-ray: $(STAMP)      ## the engine ray alone: a local cluster, one of its nodes killed (part of test)
	$(BIN)/python -m pytest tests/engines

# The tests of the page need a real Chromium. Where there is none, Debian's package is installed.
browser:                ## look for Chromium, and install it if it is missing
	@tests/browser.sh

picture: $(STAMP) browser ## draw the page of the sample articles anew (docs/page.png)
	$(BIN)/python -m tests.rendering.html.picture docs/page.png

check: $(STAMP)         ## format, lint, types, import floors
	$(BIN)/ruff format --check src tests training evaluation benchmarks
	$(BIN)/ruff check src tests training evaluation benchmarks
	$(BIN)/mypy
	$(BIN)/python -m timeline.schemas --check
	$(BIN)/python -m timeline.formats --check
	$(BIN)/python -m pytest tests/test_imports.py

UV := .venv/uv/bin/uv

$(UV):
	$(PYTHON) -m venv .venv/uv
	.venv/uv/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.5'

lock: $(STAMP) $(UV)    ## renew requirements.lock: the newest versions that pyproject.toml allows
	$(UV) pip compile --quiet --upgrade --universal --python-version 3.11 --extra dev \
		--generate-hashes --custom-compile-command 'make lock' --output-file requirements.lock \
		pyproject.toml

# Old versions warn of what will go.
LOWEST := .venv-lowest/bin/python -m pytest -W ignore::DeprecationWarning

test-lowest: $(UV)      ## run the tests with the lowest versions that pyproject.toml allows
	rm -rf .venv-lowest
	$(UV) venv --quiet --python $(PYTHON) .venv-lowest
	$(UV) pip compile --quiet --resolution lowest-direct --python .venv-lowest/bin/python \
		--extra dev --output-file .venv-lowest/requirements.txt pyproject.toml
	$(UV) pip install --quiet --python .venv-lowest/bin/python \
		--requirement .venv-lowest/requirements.txt
	$(UV) pip install --quiet --python .venv-lowest/bin/python --no-deps \
		--no-build-isolation --editable .
	$(LOWEST) $(or $(TESTS),--ignore tests/engines)
	$(if $(TESTS),,$(LOWEST) tests/engines)  # by itself: a node killed ends the process of an old Ray

audit: $(STAMP)         ## ask for known vulnerabilities of what is locked
	$(PYTHON) -m venv .venv/audit
	.venv/audit/bin/python -m pip install --quiet --disable-pip-version-check 'pip-audit>=2.7'
	.venv/audit/bin/pip-audit --strict --require-hashes --disable-pip --requirement requirements.lock

golden: $(STAMP)        ## compare the timelines of both stories with those made by reading
	$(BIN)/timeline check data/ --golden tests/golden/kosovo.json
	$(BIN)/timeline check tests/stories/key-bridge --golden tests/golden/key-bridge.json

format: $(STAMP)        ## bring the code into shape
	$(BIN)/ruff format src tests training evaluation benchmarks
	$(BIN)/ruff check --fix src tests training evaluation benchmarks

# What follows needs the corpora, which are not part of the project: see training/README.md.
CORPUS_FOLDER := $(abspath $(CORPORA)/corpora)

model: $(STAMP)         ## train the English pipeline: corpora to src/timeline/model/weights
	$(BIN)/python -m pip install --quiet --editable '.[dev,training]'
	$(BIN)/python -m spacy project run all training --vars.corpora $(CORPUS_FOLDER)

vectors: $(STAMP)       ## distil the word vectors anew (installs PyTorch), before the model
	$(BIN)/python -m pip install --quiet --editable '.[dev,training,vectors]'
	$(BIN)/python -m spacy project run distil training --vars.corpora $(CORPUS_FOLDER)

model-score: $(STAMP)   ## measure it and write its card
	$(BIN)/python -m pip install --quiet --editable '.[dev,training]'
	$(BIN)/python -m spacy project run convert training --vars.corpora $(CORPUS_FOLDER)
	$(BIN)/python -m spacy project run score training

bench-model: $(STAMP)   ## words a second of the English pipeline, on real articles
	$(BIN)/python training/bench.py data $(CORPORA)/clusters $(CORPORA)/stories

eval-clusters: $(STAMP) ## score the timelines of the development clusters
	$(BIN)/python evaluation/clusters.py $(CORPORA)/clusters \
		--scorer $(CORPORA)/bench/score_cluster.py

eval-golds: $(STAMP)    ## score the timelines of five more stories, with golds of our own
	$(BIN)/python evaluation/golds.py evaluation/story_golds $(CORPORA)/stories build/golds
	$(BIN)/python evaluation/clusters.py build/golds --scorer $(CORPORA)/bench/score_cluster.py

eval-stories: $(STAMP)  ## pour the development stories into one folder, and tell them apart
	$(BIN)/python evaluation/stories.py $(CORPORA)/clusters
	$(BIN)/python evaluation/stories.py $(CORPORA)/stories

eval-tls: $(STAMP)      ## score the timelines of Timeline17 topics
	$(BIN)/python evaluation/tls.py $(CORPUS_FOLDER)/tls --scorer $(CORPORA)/bench/score_tls.py

gallery: $(STAMP)       ## print the timelines of the development stories into docs/gallery.md
	$(BIN)/python evaluation/gallery.py $(CORPORA)/clusters \
		--faults docs/gallery-faults.md > build-gallery.md
	mv build-gallery.md docs/gallery.md

eval-dates: $(STAMP)    ## score the time expressions
	$(BIN)/python evaluation/timex.py $(CORPUS_FOLDER)/times/tbaq \
		--scorer $(CORPORA)/bench/score_timex.py

eval-names: $(STAMP)    ## score the names on the news test: the half to develop on, then the other
	$(BIN)/python evaluation/names.py $(CORPORA)/clusters data tests/stories --part develop
	$(BIN)/python evaluation/names.py $(CORPORA)/clusters data tests/stories --part report
	$(BIN)/python evaluation/names.py $(CORPORA)/clusters/kosovo --part all \
		--watch evaluation/news_names/watched.tsv

DEVELOPMENT := 2 5 12 18 21 23 34 35

eval-triggers: $(STAMP) ## score the words that we take for events
	$(BIN)/python evaluation/triggers.py $(CORPUS_FOLDER)/events/ecb --topics $(DEVELOPMENT)
	$(BIN)/python evaluation/triggers.py $(CORPUS_FOLDER)/timelines/meantime_apple

eval-coref: $(STAMP)    ## score the merging of mentions across articles
	$(BIN)/python evaluation/coref.py $(CORPUS_FOLDER)/events/ecb --topics $(DEVELOPMENT) \
		--scorers $(CORPORA)/bench

eval-semeval: $(STAMP)  ## score the timelines of people, firms and products
	$(BIN)/python evaluation/semeval.py $(CORPUS_FOLDER)/timelines/semeval_trial \
		--scorer $(CORPORA)/bench/score_semeval.py

eval-timeset: $(STAMP)  ## score the most important events of articles and their days
	$(BIN)/python evaluation/timeset.py $(CORPUS_FOLDER)/salience/timeset_dev \
		--scorer $(CORPORA)/bench/score_timeset.py

eval: $(STAMP)          ## one table of all benchmarks
	$(BIN)/python evaluation/table.py $(CORPORA)

bench: $(STAMP)         ## speed, memory, rivals: the table of docs/performance.md (an hour; needs Java)
	$(BIN)/python -m pip install --quiet --editable '.[dev,bench]'
	$(BIN)/python benchmarks/performance.py $(BENCH)

bench-annotate: $(STAMP) ## what annotate costs beside the language model
	$(BIN)/python benchmarks/annotate.py

bench-merging: $(STAMP) ## time and memory of merging, by the number of mentions
	$(BIN)/python benchmarks/merging.py

faults: $(STAMP)        ## kill, interrupt and starve runs many times, and print what was lost
	$(BIN)/python -m tests.faults

clean:
	rm -rf .venv .venv-lowest build dist training/build

# What is installed to work on the package is written down with its hashes: the same everywhere.
$(STAMP): pyproject.toml requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		--requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
		--no-build-isolation --editable .
	touch $@
