"""All-pairs nearest neighbours, top 20: ours against NumPy + OpenBLAS and gensim, in turn on this machine.

    apt-get install python3-numpy python3-gensim libopenblas0-pthread
    dotnet build -c Release tests/MLNet.SemanticConv.Benchmarks
    env -u OPENBLAS_CORETYPE /usr/bin/python3 tests/MLNet.SemanticConv.Benchmarks/peers/correlation.py [--words V --dimensions D --rounds N]

Each round runs every contender once; the ratios to the bare product are taken within a round. Processor seconds are those of all threads of the process: what others run on the
machine disturbs them least. gensim answers word by word, so it is asked for a sample and its time is scaled to the whole vocabulary.
"""
import argparse
import ctypes
import glob
import os
import statistics
import subprocess
import tempfile
import time

import numpy as np
from gensim.models import KeyedVectors

HERE = os.path.dirname(os.path.abspath(__file__))
OURS = os.path.join(HERE, "..", "bin", "Release", "net10.0", "MLNet.SemanticConv.Benchmarks.dll")
BLOCK, SAMPLE = 1024, 200


def openblas_kernel():
    for path in glob.glob("/usr/lib/*/openblas-pthread/libopenblas.so.0") + glob.glob("/usr/lib/*/libopenblas.so.0"):
        corename = ctypes.CDLL(path).openblas_get_corename
        corename.restype = ctypes.c_char_p
        return corename().decode()
    return "unknown"


def bare_product(unit, out):
    for start in range(0, len(unit), BLOCK):
        block = unit[start:start + BLOCK]
        np.matmul(block, unit.T, out=out[:len(block)])


def with_argpartition(unit, topn):
    checksum = 0.0
    for start in range(0, len(unit), BLOCK):
        cosines = unit[start:start + BLOCK] @ unit.T
        cosines[np.arange(len(cosines)), np.arange(start, start + len(cosines))] = -1
        best = np.argpartition(-cosines, topn, axis=1)[:, :topn]
        scores = np.take_along_axis(cosines, best, axis=1)
        order = np.argsort(-scores, axis=1)
        checksum += float(np.take_along_axis(scores, order, axis=1).sum(dtype=np.float64))
    return checksum


def timed(work):
    wall, processor = time.perf_counter(), time.process_time()
    result = work()
    return time.perf_counter() - wall, time.process_time() - processor, result


def summary(values):
    return f"{statistics.median(values):8.2f} ({min(values):.2f} to {max(values):.2f})"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--words", type=int, default=50_000)
    parser.add_argument("--dimensions", type=int, default=100)
    parser.add_argument("--topn", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--bare", action="store_true", help="only ours and the bare product")
    options = parser.parse_args()
    threads = len(os.sched_getaffinity(0))

    random = np.random.default_rng(1)
    vectors = random.standard_normal((options.words, options.dimensions), dtype=np.float32)
    model = KeyedVectors(options.dimensions)
    model.add_vectors([f"w{i}" for i in range(options.words)], vectors)
    model.fill_norms()
    out = np.zeros((BLOCK, options.words), np.float32)
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "vectors.bin")
        model.save_word2vec_format(path, binary=True)
        ours = subprocess.Popen(["dotnet", OURS, "neighbors", path, str(options.topn), str(threads)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        peak, kernel = ours.stdout.readline().split(maxsplit=1)
        print(f"V = {options.words:,}, d = {options.dimensions}, top {options.topn}; OpenBLAS kernel: {openblas_kernel()}; ours: {kernel.strip()}")
        print(f"FMA peak of a core, registers alone: {peak} GFLOP/s")

        def ask_ours():
            ours.stdin.write("go\n")
            ours.stdin.flush()
            wall, processor, checksum = map(float, ours.stdout.readline().split())
            return wall, processor, checksum

        def gensim_sample():
            for word in random.choice(options.words, SAMPLE, replace=False):
                model.most_similar(f"w{word}", topn=options.topn)

        contenders = {"bare product": lambda: timed(lambda: bare_product(unit, out)), "ours": ask_ours}
        if not options.bare:
            contenders["NumPy argpartition"] = lambda: timed(lambda: with_argpartition(unit, options.topn))
            contenders["gensim most_similar"] = lambda: tuple(
                seconds * options.words / SAMPLE if seconds is not None else None for seconds in timed(gensim_sample))
        runs = {name: [] for name in contenders}
        for name in ("bare product", "ours"):
            contenders[name]()
        for _ in range(options.rounds):
            for name, run in contenders.items():
                runs[name].append(run())
        ours.stdin.close()

    print(f"{'':22} {'wall s':>24} {'processor s':>24} {'wall / bare':>24} {'processor / bare':>24}")
    for name, results in runs.items():
        columns = [[r[0] for r in results], [r[1] for r in results]]
        columns += [[r[i] / bare[i] for r, bare in zip(results, runs["bare product"])] for i in (0, 1)]
        print(f"{name:22} " + " ".join(f"{summary(column):>24}" for column in columns))
    products = options.words ** 2 * options.dimensions
    for name, share in (("bare product", 1), ("ours", 0.5)):
        seconds = statistics.median(r[1] for r in runs[name])
        rate = 2 * products * share / seconds / 1e9
        print(f"{name}: {rate:.1f} GFLOP computed per processor second, {rate / float(peak):.0%} of the FMA peak")
    if not options.bare:
        print("sum of the cosines found, ours and NumPy:", runs["ours"][0][2], runs["NumPy argpartition"][0][2])


if __name__ == "__main__":
    main()
