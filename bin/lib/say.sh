# shellcheck shell=bash
# Messages: progress, warnings and errors, all on stderr; stdout belongs to results.

# One line of progress.
say() { printf '%s\n' "$*" >&2; }

# The heading of a step.
step() { printf '\n==> %s\n' "$*" >&2; }

warn() { printf 'warning: %s\n' "$*" >&2; }

# Prints an error, each further argument on a line of its own, and ends the script with code 1.
die() {
  printf 'error: %s\n' "$1" >&2
  shift
  if (($# > 0)); then printf '  %s\n' "$@" >&2; fi
  exit 1
}

# An error in the command line: points at --help and ends the script with code 2.
die_usage() {
  printf 'error: %s\n  Run "%s --help" to see what is allowed.\n' "$1" "$0" >&2
  exit 2
}

# The last $2 lines of log file $1, indented.
say_tail() {
  [[ -r $1 ]] || return 0
  say "Last lines of $1:"
  tail -n "${2:-30}" "$1" | cut -c 1-400 | sed 's/^/  | /' >&2
}
