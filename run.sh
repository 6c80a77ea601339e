#!/usr/bin/env bash
# What a developer runs. `./run.sh check` is what main must always pass.
set -euo pipefail
cd "$(dirname "$0")"

lint() {
  uv run ruff format --check .
  uv run ruff check .
  uv run mypy
  uv run lint-imports
}
tests() { uv run pytest "$@"; }
docs() { uv run --group docs mkdocs build --strict --quiet; }
check() { lint; docs; tests; }

case "${1:-}" in
  check | lint | docs) "$1" ;;
  test) shift; tests "$@" ;;
  format) uv run ruff format . && uv run ruff check --fix . ;;
  *) echo "usage: ./run.sh check | lint | test [pytest options] | docs | format" >&2; exit 2 ;;
esac
