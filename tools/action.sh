#!/usr/bin/env bash
# The check of the GitHub action: annotations in the log, a summary on the page of the run, and a
# report in a file if a format is named. Inputs come in INPUT_PATHS, INPUT_ARGS and INPUT_FORMAT.
set -euo pipefail

# A job may use the action several times, and each run has files of its own.
folder=$(mktemp -d "$RUNNER_TEMP/article-schema-run.XXXXXX")
report="$folder/report"
summary="$folder/summary.md"

# Split a text into the array `words` as a shell does, but expand nothing in it.
split() {
  words=()
  python3 -I -c '
import shlex, sys
try:
    words = shlex.split(sys.argv[1], comments=False)
except ValueError as error:
    print(f"error: the input {sys.argv[2]} cannot be split into words: {error}", file=sys.stderr)
    sys.exit(2)
sys.stdout.buffer.write(b"".join(word.encode("utf-8", "surrogateescape") + b"\0" for word in words))
' "$1" "$2" >"$folder/words"
  while IFS= read -r -d '' word; do
    words+=("$word")
  done <"$folder/words"
}

split "${INPUT_ARGS:-}" args
arguments=(${words[@]+"${words[@]}"})
split "${INPUT_PATHS:-.}" paths
outputs=(--output-format github --output "markdown:$summary")
if [ -n "${INPUT_FORMAT:-}" ]; then
  outputs+=(--output "$INPUT_FORMAT:$report")
fi

status=0
article-schema check --fail-on-empty "${outputs[@]}" ${arguments[@]+"${arguments[@]}"} -- ${words[@]+"${words[@]}"} || status=$?
if [ -f "$summary" ]; then
  cat "$summary" >>"$GITHUB_STEP_SUMMARY"
fi
if [ -f "$report" ]; then
  echo "report=$report" >>"$GITHUB_OUTPUT"
fi
exit "$status"
