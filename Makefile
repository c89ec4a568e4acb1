# Two commands: `make map` builds the map of the seed reports, `make test` runs every check. And `make check`, the quick ones;
# `make docs`, the documentation; `make wheel`, the package to install. Each sets itself up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCKED := $(PIP) install --require-hashes --no-deps
# What the build makes its artifacts from.
BUILT_FROM := pyproject.toml hatch_build.py $(shell find face geo maps/page words -type f \( -name '*.py' -o -name '*.csv' -o -name '*.ts' \
	-o -name '*.mjs' -o -name '*.css' -o -name '*.json' -o -name .npmrc \) -not -path '*/node_modules/*' -not -path 'words/built/*' 2>/dev/null)

.PHONY: map test check wheel docs set-up lint page-tests test-qgis lock clean

map: $(VENV)/installed
	$(BIN)/mustermap map seeds/*.toml --output build/mustermap.html --overwrite

test: set-up lint page-tests
	$(BIN)/python -m pytest --numprocesses=auto

# What needs no browser, no server and no process of its own: for while one works.
check: $(VENV)/installed $(VENV)/test-tools lint page-tests
	$(BIN)/python -m pytest --numprocesses=auto -m "not browser and not server and not process"

# The package as one file that `pipx install` takes: where it is installed, neither Node nor make is needed.
wheel: build/wheel/made
	@ls build/wheel/*.whl

# The documentation as a site that works from disk.
docs: $(VENV)/installed $(VENV)/test-tools
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet
	@echo "open build/site/index.html"

# Everything that needs the network: what comes after runs without.
set-up: $(VENV)/installed $(VENV)/test-tools build/wheel-env/installed
	$(BIN)/python -m tests.browser

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	rm -rf build/lint && $(BIN)/python -c "import shutil; shutil.copytree('build/src/mustermap', 'build/lint/mustermap', ignore=shutil.ignore_patterns('node_modules', 'static', '*.sqlite'))"
	PYTHONPATH=build/lint $(BIN)/lint-imports --no-cache
	cd maps/page && PATH="$(CURDIR)/$(BIN):$$PATH" npm run --silent lint
	$(BIN)/djlint app/web/templates --lint --quiet

page-tests:
	cd maps/page && PATH="$(CURDIR)/$(BIN):$$PATH" npm run --silent check
	cd maps/page && PATH="$(CURDIR)/$(BIN):$$PATH" npm run --silent test

# What Debian's QGIS makes of an exported GeoPackage; not part of `make test`, since QGIS is large and no package of Python's.
DEBIAN_PYTHON := /usr/bin/python3
QGIS_DAY := 2022-12-01
test-qgis: $(VENV)/installed
	@$(DEBIAN_PYTHON) -c 'import qgis.core, osgeo_utils.samples.validate_gpkg' 2>/dev/null || { echo "installing Debian's QGIS"; \
		SUDO=$$([ "$$(id -u)" = 0 ] || echo sudo); $$SUDO apt-get update && $$SUDO apt-get install --yes --no-install-recommends python3-qgis python3-gdal; }
	mkdir -p build/qgis
	$(BIN)/mustermap export seeds/*.toml --output build/qgis/claims.gpkg --overwrite
	$(BIN)/mustermap list seeds/*.toml --on $(QGIS_DAY) --json > build/qgis/listed.json
	QT_QPA_PLATFORM=offscreen $(DEBIAN_PYTHON) tests/in_qgis.py build/qgis/claims.gpkg build/qgis/listed.json build/qgis/claims.png

$(VENV)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Mustermap needs Python 3.11 or newer; name one: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/packages: requirements/run.lock requirements/build.lock | $(VENV)/python
	@echo "installing what Mustermap runs on and is built with into $(VENV)"
	$(LOCKED) -r requirements/run.lock -r requirements/build.lock
	touch $@

# The links that the editable install goes by stand in build/: where it was removed, install again.
build/src/made:
	mkdir -p build/src
	touch $@

$(VENV)/installed: $(VENV)/packages build/src/made $(BUILT_FROM)
	@echo "building the page and the gazetteer"
	$(PIP) install --no-build-isolation --no-deps --editable .
	touch $@

# What tests need is compiled where it is imported first: compiling all of it costs as much as the rest of an installation.
$(VENV)/test-tools: requirements/test.lock | $(VENV)/packages
	@echo "installing what the tests run with into $(VENV)"
	$(LOCKED) --no-compile -r requirements/test.lock
	touch $@

build/wheel/made: $(VENV)/installed $(shell find app data face geo layers maps seeds words -name '*.py' -o -name '*.toml' -o -name '*.jinja' -o -name '*.js' -o -name '*.json' -o -name '*.css' -o -name '*.csv' \
	2>/dev/null | grep -v node_modules)
	@echo "building the wheel"
	rm -rf build/wheel
	$(PIP) wheel --no-build-isolation --no-deps --wheel-dir build/wheel .
	touch $@

# The wheel in an environment of its own, with what it runs on and nothing else; as on a machine without node and make.
build/wheel-env/installed: build/wheel/made requirements/run.lock
	@echo "installing the wheel into an empty environment"
	rm -rf build/wheel-env
	$(PYTHON) -m venv build/wheel-env
	PATH= build/wheel-env/bin/python -m pip --disable-pip-version-check --quiet install --no-compile --require-hashes --no-deps -r requirements/run.lock
	PATH= build/wheel-env/bin/python -m pip --disable-pip-version-check --quiet install --no-deps build/wheel/*.whl
	touch $@

# New lock files, with versions and hashes and no host; needs uv.
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --upgrade
lock:
	$(LOCK) pyproject.toml --group pyproject.toml:build --group pyproject.toml:test --group pyproject.toml:docs -o build/all.lock
	$(LOCK) pyproject.toml -c build/all.lock -o requirements/run.lock
	$(LOCK) --group pyproject.toml:build -c build/all.lock -o requirements/build.lock
	$(LOCK) --group pyproject.toml:test --group pyproject.toml:docs -c build/all.lock -o requirements/test.lock

clean:
	rm -rf build .venv maps/static words/built maps/page/node_modules geo/gazetteer.sqlite
