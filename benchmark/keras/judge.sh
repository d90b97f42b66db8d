#!/bin/sh
# Runs one of the scripts here with Python's Keras, which it fetches once into a virtual environment.
#
#   benchmark/keras/judge.sh [--venv DIR] SCRIPT [ARGUMENT…]
#
# DIR is where the environment is, or will be made (default: .venv beside this script). An environment that
# already has Keras is used as it is; nothing is downloaded then.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
venv="$here/.venv"
if [ "${1:-}" = "--venv" ]; then
    [ $# -ge 2 ] || { echo "judge.sh: --venv needs a directory" >&2; exit 2; }
    venv=$2
    shift 2
fi
[ $# -ge 1 ] || { echo "usage: judge.sh [--venv DIR] SCRIPT [ARGUMENT…]   (SCRIPT: judge.py, course_cnn.py)" >&2; exit 2; }
script=$1
shift
[ -f "$script" ] || script="$here/$script"
[ -f "$script" ] || { echo "judge.sh: there is no script $script" >&2; exit 2; }

found() { "$venv/bin/python" -c 'import importlib.util as u, sys; sys.exit(not (u.find_spec("keras") and u.find_spec("tensorflow")))' 2>/dev/null; }

if ! found; then
    echo "judge.sh: fetching Keras and TensorFlow into $venv (about 1.5 GB unpacked, once)" >&2
    "${PYTHON:-python3}" -m venv "$venv"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$here/requirements.txt" >&2
    found || { echo "judge.sh: Keras is still missing in $venv; delete that folder and try again" >&2; exit 1; }
fi
exec "$venv/bin/python" "$script" "$@"
