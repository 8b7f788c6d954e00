#!/usr/bin/env python3
"""Times and grades our word2vec against gensim, fastText and the original C program, with the same settings on the same text, and prints
the README's table.

    SEMCONV_DATA=… tests/MLNet.SemanticConv.Benchmarks/peers/word2vec.sh [--repeats 3] [--dimensions 100 300] [--original NAME=PROGRAM …] …

Runs take turns, so that whatever else the machine does hits all alike, and ratios are taken within a turn. Speed is given in words of
the text per second of wall time, for whole programs: start, vocabulary, training, writing; ratios of programs on one thread are those of
processor time, which others on the machine disturb least, ratios of threads those of wall time. With --results FILE what was measured is
kept, and a later call adds to it: a long comparison can be made in parts. Nothing is installed by this script; the original is built by
whoever wants it compared (https://github.com/tmikolov/word2vec) and named, as in --original "word2vec.c -O3"=./word2vec.
"""
import argparse
import gzip
import importlib.metadata
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


def environment(**more):
    """The environment without what would choose OpenBLAS's kernels and block sizes in its place."""
    return {name: value for name, value in os.environ.items() if name not in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")} | more


def openblas():
    """Which OpenBLAS kernels NumPy gets: the reference BLAS would be several times slower, and no fair peer."""
    run = subprocess.run([sys.executable, "-c", "import numpy; numpy.dot(numpy.ones(9), numpy.ones(9))"], env=environment(OPENBLAS_VERBOSE="2"), capture_output=True, text=True)
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
    start = time.time()
    process = subprocess.Popen(command, env=environment(OPENBLAS_NUM_THREADS="1"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    output, errors = process.stdout.read(), process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)} failed:\n{output}{errors}")
    last = output.strip().splitlines()[-1] if output.strip() else ""
    return last, time.time() - start, usage.ru_utime + usage.ru_stime


def ours(text, out, d, epochs, seed, program, threads=1, **more):
    settings = {"Dimensions": d, "Epochs": epochs, "NumberOfThreads": threads, "Seed": seed, **more}
    return timed([*program, "word2vec", text, out, *(str(part) for setting in settings.items() for part in setting)])[1:]


def gensim(text, out, d, epochs, seed):
    return timed([sys.executable, f"{HERE}/word2vec_gensim.py", text, out, *map(str, (d, epochs, 1, seed))])[1:]


def fasttext(text, out, d, epochs, seed):
    settings = "-thread 1 -lr 0.025 -ws 5 -neg 5 -t 1e-3 -minCount 5 -minn 0 -maxn 0 -verbose 0".split()
    files = ["-input", text, "-output", os.path.splitext(out)[0]]
    return timed(["fasttext", "skipgram", *files, "-dim", str(d), "-epoch", str(epochs), "-seed", str(seed), *settings])[1:]


def original(program, text, out, d, epochs):
    settings = "-threads 1 -cbow 0 -hs 0 -window 5 -negative 5 -sample 1e-3 -min-count 5 -alpha 0.025 -binary 1 -debug 0".split()
    return timed([program, "-train", text, "-output", out, "-size", str(d), "-iter", str(epochs), *settings])[1:]


OURS, TWO = "ours", "ours, two threads"


def contestants(arguments):
    """For each program a function that trains on a text with a seed and returns wall and processor time; the original has no seed."""
    program = arguments.program
    every = {
        OURS: lambda text, out, d, epochs, seed: ours(text, out, d, epochs, seed, program),
        TWO: lambda text, out, d, epochs, seed: ours(text, out, d, epochs, seed, program, threads=2),
        "ours, `Word2VecUpdate.Exact`": lambda text, out, d, epochs, seed: ours(text, out, d, epochs, seed, program, Update="Exact"),
        "ours, AVX2 alone": lambda text, out, d, epochs, seed: ours(text, out, d, epochs, seed, program, Simd="Vector256"),
        f"gensim {importlib.metadata.version('gensim')}": gensim,
        "fastText, without subwords": fasttext,
    }
    for name, path in arguments.original:
        every[name] = lambda text, out, d, epochs, seed, path=path: original(path, text, out, d, epochs)
    return {name: train for name, train in every.items() if name == OURS or not arguments.only or any(part in name for part in arguments.only)}


def spread(values, form="{:.1f}"):
    return f"{form.format(statistics.median(values))} [{form.format(min(values))}–{form.format(max(values))}]"


def keep(arguments, kept):
    if arguments.results:
        with open(arguments.results, "w", encoding="utf-8") as target:
            json.dump(kept, target)


def speed(arguments, text, folder, kept):
    """Adds turns, each of which has every contestant's words per second of wall and of processor time."""
    words = len(open(text, "rb").read().split()) * arguments.epochs
    for _ in range(arguments.repeats):
        for d in arguments.dimensions:
            turn = {}
            for name, train in contestants(arguments).items():
                turn[name] = [words / seconds for seconds in train(text, f"{folder}/o.vec", d, arguments.epochs, 1)]
            kept["turns"].append([d, turn])
            keep(arguments, kept)
            print(d, {name: [round(rate / 1000) for rate in rates] for name, rates in turn.items()}, file=sys.stderr, flush=True)


def interval(values):
    """The mean and half the width of its 95 % confidence interval by Student's t."""
    from scipy.stats import t
    if len(values) < 2:
        return f"{values[0]:.3f}"
    half = t.ppf(0.975, len(values) - 1) * statistics.stdev(values) / len(values) ** 0.5
    return f"{statistics.mean(values):.3f} ± {half:.3f}"


TESTS = ("WordSim-353", "SimLex-999", "analogies", "tagging")


def quality(arguments, text, folder, kept, data):
    """Adds the grades of vectors from seeds that are not graded yet."""
    import word2vec_quality
    for name, train in contestants(arguments).items():
        grades = kept["grades"].setdefault(name, {})
        # The original draws the same numbers every time.
        for seed in map(str, range(1, (min(1, arguments.seeds) if name in dict(arguments.original) else arguments.seeds) + 1)):
            if seed in grades:
                continue
            out = f"{folder}/graded.{'vec' if name.startswith('fastText') else 'bin'}"
            train(text, out, arguments.quality_dimensions, arguments.quality_epochs, seed)
            grades[seed] = word2vec_quality.measure(out, data)
            keep(arguments, kept)


def table(kept):
    """Speed and quality, a program a row."""
    dimensions = sorted({d for d, _ in kept["turns"]})
    names = list(dict.fromkeys([name for _, turn in kept["turns"] for name in turn] + list(kept["grades"])))
    heads = [f"words/s, d = {d} | ours is so many times as fast" for d in dimensions]
    print(f"\n| program | {' | '.join([*heads, *TESTS])} |\n|{'---|' * (1 + 2 * len(dimensions) + len(TESTS))}")
    for name in names:
        cells = [f"**{name}**" if name == OURS else name]
        for d in dimensions:
            turns = [turn for depth, turn in kept["turns"] if depth == d and name in turn]
            measure = 0 if name == TWO else 1
            cells.append(f"{statistics.median(turn[name][0] for turn in turns) / 1000:,.0f} k" if turns else "")
            cells.append(spread([turn[OURS][measure] / turn[name][measure] for turn in turns], "{:.2f}") if turns and name != OURS else "")
        grades = list(kept["grades"].get(name, {}).values())
        print(f"| {' | '.join(cells + [interval([grade[test] for grade in grades]) if grades else '' for test in TESTS])} |")


def scaling(arguments, kept):
    for d in sorted({d for d, turn in kept["turns"] if TWO in turn}):
        ratios = [turn[TWO][0] / turn[OURS][0] for depth, turn in kept["turns"] if depth == d and TWO in turn]
        print(f"Two threads are {spread(ratios, '{:.2f}')} times as fast as one at d = {d} ({len(ratios)} turns, wall time of the whole program).")
    if any(TWO in turn for _, turn in kept["turns"]):
        print(f"A cache line takes {float(timed([*arguments.program, 'core-distance'])[0]):.0f} ns from one core to the other.")


def windows(text):
    """How many words of a text take part in training, and how many pairs of a word and a context each word of the text gives, in the mean."""
    import numpy
    from collections import Counter
    sentences = [line.split() for line in open(text, "rb")]
    counts = Counter(word for sentence in sentences for word in sentence)
    total, known = sum(counts.values()), {word: count for word, count in counts.items() if count >= 5}
    threshold = 1e-3 * sum(known.values())
    keep = {word: min(1, ((count / threshold) ** 0.5 + 1) * threshold / count) for word, count in known.items()}
    random, kept, pairs = numpy.random.default_rng(1), 0, 0
    for sentence in sentences:
        chances = numpy.array([keep.get(word, 0) for word in sentence])
        n = int((random.random(len(chances)) < chances).sum())
        places, reach = numpy.arange(n), random.integers(1, 6, n)
        kept += n
        pairs += int((numpy.minimum(places, reach) + numpy.minimum(n - 1 - places, reach)).sum())
    return kept / total, pairs / total


def limit(arguments, text, kept):
    """What a core could do at most: three products of d numbers for each pair and each of its six targets."""
    peak = float(timed([*arguments.program, "fma-peak"])[0])
    share, pairs = windows(text)
    for d in sorted({d for d, _ in kept["turns"]}):
        products = pairs * 6 * 3 * d
        most = peak * 1e9 / 2 / products
        rate = statistics.median(turn[OURS][1] for depth, turn in kept["turns"] if depth == d)
        print(f"At d = {d} a word of the text takes {products:,.0f} multiply-adds in the mean (sub-sampling and the least count leave {share:.0%} of "
              f"the words, {pairs:.1f} pairs a word of the text; 6 targets, 3 products): at most {most / 1e6:.2f} M words a second at the "
              f"{peak:.0f} GFLOP/s of a core's registers, of which ours does {rate / most:.0%}.")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", nargs="+", required=True, help="the command that runs our benchmarks; word2vec.sh gives it")
    parser.add_argument("--original", nargs="*", default=[], metavar="NAME=PROGRAM", help="builds of the original C program")
    parser.add_argument("--only", nargs="*", help="parts of the names of programs to compare; ours always takes part")
    parser.add_argument("--megabytes", type=float, default=12)
    parser.add_argument("--dimensions", type=int, nargs="*", default=[100, 300])
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--repeats", type=int, default=3, help="turns; 0 leaves speed out")
    parser.add_argument("--seeds", type=int, default=5, help="0 leaves quality out")
    parser.add_argument("--quality-dimensions", type=int, default=100)
    parser.add_argument("--quality-epochs", type=int, default=5)
    parser.add_argument("--results", help="a JSON file to which this call adds what it measures")
    arguments = parser.parse_args()
    arguments.original = [tuple(pair.rsplit("=", 1)) for pair in arguments.original]
    check()
    data = os.environ["SEMCONV_DATA"]
    with tempfile.TemporaryDirectory() as folder:
        with gzip.open(f"{data}/corpus/reviews-24mb.txt.gz") as source:
            content = source.read()

        text = f"{folder}/text.txt"
        size = int(arguments.megabytes * 1e6)
        with open(text, "wb") as target:
            target.write(content[:content.rfind(b"\n", 0, size) + 1] if size < len(content) else content)

        kept = {"turns": [], "grades": {}}
        if arguments.results and os.path.exists(arguments.results):
            with open(arguments.results, encoding="utf-8") as source:
                kept = json.load(source)
        speed(arguments, text, folder, kept)
        quality(arguments, text, folder, kept, data)
        print(f"{processor()}; OpenBLAS kernels for {openblas() or 'UNKNOWN: install libopenblas0-pthread'}.")
        print(f"{SETTINGS}; the first {arguments.megabytes:g} MB of the corpus, one thread. Speed: {arguments.epochs} epochs, median [least–greatest]. "
              f"Quality: d = {arguments.quality_dimensions}, {arguments.quality_epochs} epochs, mean ± half of the 95 % confidence interval of the seeds.")
        table(kept)
        print()
        scaling(arguments, kept)
        limit(arguments, text, kept)


if __name__ == "__main__":
    main()
