#!/usr/bin/env python3
"""Times and grades our word2vec against gensim and fastText, with the same settings on the same text, and prints Markdown.

    SEMCONV_DATA=… tests/MLNet.SemanticConv.Benchmarks/peers/word2vec.sh [--repeats 3] [--dimensions 100 300] [--threads 1 2] …

Runs take turns, so that whatever else the machine does hits all alike, and ratios are taken within a turn. Speed is given in words of
the text per second of processor time, which other programs disturb least, for whole programs: start, vocabulary, training, writing.
gensim's training alone is given beside it, as that is the figure people quote. Nothing is installed by this script.
"""
import argparse
import gzip
import importlib.util
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
SETTINGS = "skip-gram, window 5, 5 negative samples, sample 0.001, least count 5"


def check():
    missing = [package for module, package in (("gensim", "python3-gensim"), ("scipy", "python3-scipy"), ("sklearn", "python3-sklearn")) if not importlib.util.find_spec(module)]
    if not shutil.which("fasttext"):
        missing.append("fasttext")
    if missing:
        sys.exit(f"Missing: {' '.join(missing)}. On Debian: apt-get install {' '.join(missing)} libopenblas0-pthread")
    if not os.environ.get("SEMCONV_DATA"):
        sys.exit("Set SEMCONV_DATA to the folder that holds corpus/reviews-24mb.txt.gz, eval/ and reviews/.")


def openblas():
    """Which OpenBLAS kernels NumPy gets: the reference BLAS would be several times slower, and no fair peer."""
    environment = {**os.environ, "OPENBLAS_VERBOSE": "2"}
    environment.pop("OPENBLAS_CORETYPE", None)
    run = subprocess.run([sys.executable, "-c", "import numpy; numpy.dot(numpy.ones(9), numpy.ones(9))"], env=environment, capture_output=True, text=True)
    found = re.search(r"Core: (\S+)", run.stdout + run.stderr)
    return found.group(1) if found else None


def processor():
    try:
        names = re.findall(r"model name\s*:\s*(.+)", open("/proc/cpuinfo").read())
        flags = open("/proc/cpuinfo").read()
        simd = "AVX-512" if "avx512f" in flags else "AVX2" if "avx2" in flags else "no AVX2"
        return f"{names[0]}, {len(names)} cores, {simd}"
    except (OSError, IndexError):
        return platform.processor() or platform.machine()


def timed(command):
    """Runs a program; returns what it prints last, its wall time and its processor time."""
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    environment.pop("OPENBLAS_CORETYPE", None)
    start = time.time()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    output, errors = process.stdout.read(), process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)} failed:\n{output}{errors}")
    last = output.strip().splitlines()[-1] if output.strip() else ""
    return last, time.time() - start, usage.ru_utime + usage.ru_stime


def ours(text, out, d, epochs, threads, seed, program, update="WindowBatch"):
    line, wall, cpu = timed([*program, "word2vec", text, out, "Dimensions", str(d), "Epochs", str(epochs), "Threads", str(threads), "Seed", str(seed), "Update", update])
    result = json.loads(line)
    return result["words"] / wall, result["words"] / cpu, result


def gensim(text, out, d, epochs, threads, seed):
    line, wall, cpu = timed([sys.executable, f"{HERE}/word2vec_gensim.py", text, out, *map(str, (d, epochs, threads, seed))])
    result = json.loads(line)
    return result["words"] / wall, result["words"] / cpu, result


def fasttext(text, out, d, epochs, threads, words, seed=0):
    _, wall, cpu = timed(["fasttext", "skipgram", "-input", text, "-output", out, "-dim", str(d), "-epoch", str(epochs), "-thread", str(threads), "-lr", "0.025",
                          "-ws", "5", "-neg", "5", "-t", "1e-3", "-minCount", "5", "-minn", "0", "-maxn", "0", "-verbose", "0", "-seed", str(seed)])
    return words / wall, words / cpu, {}


def spread(values, form="{:.1f}"):
    return f"{form.format(statistics.median(values))} [{form.format(min(values))}–{form.format(max(values))}]"


def speed(arguments, text, folder, program):
    print(f"\n| d | threads | program | words/s of wall time | words per processor second | ours is so many times as fast |\n|---|---|---|---|---|---|")
    for d in arguments.dimensions:
        for threads in arguments.threads:
            turns = []
            for _ in range(arguments.repeats):
                a = ours(text, f"{folder}/o.bin", d, arguments.epochs, threads, 1, program)
                b = gensim(text, f"{folder}/g.bin", d, arguments.epochs, threads, 1)
                turn = {"ours": a[:2], "gensim": b[:2], "gensim, training only": (b[2]["trainingWordsPerSecond"], b[2]["trainingWordsPerCpuSecond"])}
                if not arguments.no_exact:
                    turn["ours, exact order"] = ours(text, f"{folder}/o.bin", d, arguments.epochs, threads, 1, program, "Exact")[:2]
                if not arguments.no_fasttext:
                    turn["fastText"] = fasttext(text, f"{folder}/f", d, arguments.epochs, threads, a[2]["words"])[:2]
                turns.append(turn)
            for name in turns[0]:
                wall, cpu = ([turn[name][i] / 1000 for turn in turns] for i in (0, 1))
                ratio = "" if name == "ours" else spread([turn["ours"][1] / turn[name][1] for turn in turns], "{:.2f}")
                print(f"| {d} | {threads} | {name} | {spread(wall, '{:.0f}')} k | {spread(cpu, '{:.0f}')} k | {ratio} |", flush=True)


def interval(values):
    """The mean and half the width of its 95 % confidence interval by Student's t."""
    from scipy.stats import t
    if len(values) < 2:
        return f"{values[0]:.3f}"
    half = t.ppf(0.975, len(values) - 1) * statistics.stdev(values) / len(values) ** 0.5
    return f"{statistics.mean(values):.3f} ± {half:.3f}"


def quality(arguments, text, folder, program, data):
    import word2vec_quality
    tests = ("WordSim-353", "SimLex-999", "analogies", "tagging")
    d, epochs = arguments.quality_dimensions, arguments.quality_epochs
    words = len(open(text, "rb").read().split()) * epochs
    print(f"\nQuality, d = {d}, {epochs} epochs, mean ± half of the 95 % confidence interval of {arguments.seeds} seeds:\n")
    print(f"| program | {' | '.join(tests)} |\n|---|---|---|---|---|")
    programs = {
        "ours": lambda out, seed: ours(text, out, d, epochs, 1, seed, program),
        "ours, exact order": lambda out, seed: ours(text, out, d, epochs, 1, seed, program, "Exact"),
        "ours, 2 threads": lambda out, seed: ours(text, out, d, epochs, 2, seed, program),
        "gensim": lambda out, seed: gensim(text, out, d, epochs, 1, seed),
    }
    if not arguments.no_fasttext:
        programs["fastText"] = lambda out, seed: fasttext(text, out.removesuffix(".vec"), d, epochs, 1, words, seed)
    for name, train in programs.items():
        grades = []
        for seed in range(1, arguments.seeds + 1):
            out = f"{arguments.vectors or folder}/{name.replace(', ', '-').replace(' ', '-')}-{seed}.{'vec' if name == 'fastText' else 'bin'}"
            if not os.path.exists(out):
                train(out, seed)
            grades.append(word2vec_quality.measure(out, data))
        print(f"| {name} | {' | '.join(interval([grade[test] for grade in grades]) for test in tests)} |", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", nargs="+", required=True, help="the command that runs our benchmarks; word2vec.sh gives it")
    parser.add_argument("--megabytes", type=float, default=12)
    parser.add_argument("--dimensions", type=int, nargs="*", default=[100, 300])
    parser.add_argument("--threads", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--no-fasttext", action="store_true")
    parser.add_argument("--no-exact", action="store_true")
    parser.add_argument("--seeds", type=int, default=5, help="0 leaves quality out")
    parser.add_argument("--quality-dimensions", type=int, default=100)
    parser.add_argument("--quality-epochs", type=int, default=5)
    parser.add_argument("--quality-megabytes", type=float, default=12)
    parser.add_argument("--vectors", help="a folder for the vectors that are graded: those that are there are not trained again")
    arguments = parser.parse_args()
    check()
    data = os.environ["SEMCONV_DATA"]
    with tempfile.TemporaryDirectory() as folder:
        with gzip.open(f"{data}/corpus/reviews-24mb.txt.gz") as source:
            content = source.read()

        def excerpt(megabytes):
            path = f"{folder}/{megabytes}.txt"
            with open(path, "wb") as target:
                target.write(content[:content.rfind(b"\n", 0, int(megabytes * 1e6)) + 1] if megabytes * 1e6 < len(content) else content)
            return path

        print(f"{processor()}; OpenBLAS kernels for {openblas() or 'UNKNOWN: install libopenblas0-pthread'}; load {os.getloadavg()[0]:.1f}.")
        print(f"{SETTINGS}; the first {arguments.megabytes:g} MB of the corpus, {arguments.epochs} epochs; median [least–greatest] of {arguments.repeats} turns.")
        if arguments.repeats and arguments.dimensions:
            speed(arguments, excerpt(arguments.megabytes), folder, arguments.program)
        if arguments.seeds:
            quality(arguments, excerpt(arguments.quality_megabytes), folder, arguments.program, data)


if __name__ == "__main__":
    main()
