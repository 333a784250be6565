#!/usr/bin/env bash
# The check of the GitHub action: annotations in the log, a summary on the page of the run, and a
# report in a file if a format is named. Inputs come in INPUT_PATHS, INPUT_ARGS and INPUT_FORMAT.
set -euo pipefail

report="$RUNNER_TEMP/article-schema-report"
summary="$RUNNER_TEMP/article-schema-summary.md"

# Split a text into the array `words` as a shell does, but expand nothing in it.
split() {
  words=()
  if [ -n "${1//[[:space:]]/}" ]; then
    xargs -n 1 printf '%s\0' <<<"$1" >"$RUNNER_TEMP/article-schema-words"
    while IFS= read -r -d '' word; do
      words+=("$word")
    done <"$RUNNER_TEMP/article-schema-words"
  fi
}

split "${INPUT_ARGS:-}"
arguments=(${words[@]+"${words[@]}"})
split "${INPUT_PATHS:-.}"
outputs=(--output-format github --output "markdown:$summary")
if [ -n "${INPUT_FORMAT:-}" ]; then
  outputs+=(--output "$INPUT_FORMAT:$report")
  echo "report=$report" >>"$GITHUB_OUTPUT"
fi

status=0
article-schema check "${outputs[@]}" ${arguments[@]+"${arguments[@]}"} -- ${words[@]+"${words[@]}"} || status=$?
if [ -f "$summary" ]; then
  cat "$summary" >>"$GITHUB_STEP_SUMMARY"
fi
exit "$status"
