#!/bin/sh
# Builds the benchmarks and runs peers/word2vec.py with Debian's Python, which has gensim. Nothing is installed.
set -eu
here=$(dirname "$(realpath "$0")")
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT
dotnet build "$here/.." -c Release -o "$build" -v quiet --nologo
"${PYTHON:-/usr/bin/python3}" "$here/word2vec.py" --program dotnet "$build/MLNet.SemanticConv.Benchmarks.dll" "$@"
