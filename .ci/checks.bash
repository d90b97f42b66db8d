# What the checks of scripts and commands share: a scratch folder, and one line for each check.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
broken=0

pass() { echo "  ok    $1"; }
fail() {
  echo "  FAIL  $1"
  broken=$((broken + 1))
}

# check "what is true" command...: the command succeeds
check() {
  local what=$1
  shift
  if "$@" >"$scratch/check.out" 2>&1; then pass "$what"; else
    fail "$what"
    tail -n 20 "$scratch/check.out"
  fi
}

# ends_with CODE "what" command...: the command ends with that exit code; its output is in $scratch/out and err
ends_with() {
  local code=$1 what=$2 actual
  shift 2
  "$@" >"$scratch/out" 2>"$scratch/err"
  actual=$?
  if [ "$actual" = "$code" ]; then pass "$what"; else
    fail "$what: exit code $actual, not $code"
    tail -n 20 "$scratch/out" "$scratch/err"
  fi
}

# says REGEX "what": standard output or error of the last command has it
says() {
  if grep -qE -- "$1" "$scratch/out" "$scratch/err"; then pass "$2"; else
    fail "$2: nothing matches $1"
    tail -n 20 "$scratch/out" "$scratch/err"
  fi
}

finish() {
  [ "$broken" = 0 ] || echo "  $broken failed"
  exit "$((broken > 0))"
}
