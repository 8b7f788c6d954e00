"""All labels of a multi-label set: our linear trainers against scikit-learn's OneVsRestClassifier on the same features, in turn on this machine.

    apt-get install python3-sklearn
    dotnet build -c Release tests/MLNet.SemanticConv.Benchmarks
    /usr/bin/python3 tests/MLNet.SemanticConv.Benchmarks/peers/multilabel.py train.tsv test.tsv [--rounds N] [--threads N] [--kinds svm,logistic]

The files hold a text, a tab and labels joined by commas on each line. Features are TF-IDF of unigrams by scikit-learn, given to both. Each round
runs every contender once, ours with two tolerances; LogisticRegression ends by the gradient of the primal, so its tolerance has no equal here.
Ours calibrates the SVM's scores to probabilities as well; LinearSVC does not. Processor seconds are those of all threads: what others run on the
machine disturbs them least.
"""
import argparse
import os
import statistics
import subprocess
import tempfile
import time
import warnings

import joblib
import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, f1_score
from sklearn.multiclass import OneVsRestClassifier
from sklearn.preprocessing import MultiLabelBinarizer
from sklearn.svm import LinearSVC

warnings.simplefilter("ignore")
HERE = os.path.dirname(os.path.abspath(__file__))
OURS = os.path.join(HERE, "..", "bin", "Release", "net10.0", "MLNet.SemanticConv.Benchmarks.dll")
CONTENDERS = {"svm": (1, lambda: LinearSVC(C=1)), "logistic": (30, lambda: LogisticRegression(C=30, solver="liblinear"))}

TOLERANCES = ["0.1", "0.0001"]   # our default, which is LIBLINEAR's; and that of LinearSVC, which means the same there


def read(path):
    rows = [line.rstrip("\n").split("\t") for line in open(path, encoding="utf-8")]
    return [text for text, _ in rows], [[label for label in labels.split(",") if label] for _, labels in rows]


def write(path, x, labels):
    with open(path, "w") as f:
        for row, names in zip(x, labels):
            f.write(",".join(names) + "\t" + " ".join(f"{i}:{v:.9g}" for i, v in sorted(zip(row.indices, row.data))) + "\n")


def theirs(kind, threads, x, y, x_test, y_test):
    model = OneVsRestClassifier(CONTENDERS[kind][1](), n_jobs=threads)
    # LIBLINEAR runs without Python's lock, so threads serve it as well as processes do, and their processor time can be told.
    with joblib.parallel_backend("threading"):
        wall, processor = time.perf_counter(), time.process_time()
        model.fit(x, y)
        seconds, processor = time.perf_counter() - wall, time.process_time() - processor
    scores = model.decision_function(x_test)
    judged = np.flatnonzero((y.sum(axis=0) > 0) & (y_test.sum(axis=0) > 0))
    predicted = (scores > 0).astype(int)
    return (seconds, processor, f1_score(y_test, predicted, average="micro"), f1_score(y_test[:, judged], predicted[:, judged], average="macro", zero_division=0),
            average_precision_score(y_test[:, judged], scores[:, judged], average="macro"))


def ours(kind, threads, files, features, tolerance):
    environment = dict(os.environ, DOTNET_PROCESSOR_COUNT=str(threads))
    out = subprocess.run(["dotnet", OURS, "one-versus-rest", *files, str(features), kind, str(CONTENDERS[kind][0]), tolerance],
                         capture_output=True, text=True, check=True, env=environment).stdout
    return tuple(float(value) for value in out.split())[:5]


def spread(pairs, i):
    ratios = sorted(a[i] / b[i] for a, b in pairs)
    return f"{statistics.median(ratios):.2f} [{ratios[0]:.2f}-{ratios[-1]:.2f}]"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train")
    parser.add_argument("test")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--kinds", default="svm,logistic")
    arguments = parser.parse_args()
    kinds = arguments.kinds.split(",")

    (texts, labels), (test_texts, test_labels) = read(arguments.train), read(arguments.test)
    vectorizer = TfidfVectorizer()
    x, x_test = vectorizer.fit_transform(texts), vectorizer.transform(test_texts)
    x.sort_indices()   # as LIBLINEAR wants them: or each of the threads would sort the one matrix
    binarizer = MultiLabelBinarizer().fit(labels + test_labels)
    y, y_test = binarizer.transform(labels), binarizer.transform(test_labels)
    learnt = y.sum(axis=0) > 0
    with tempfile.TemporaryDirectory() as folder:
        files = [os.path.join(folder, name) for name in ("train", "test")]
        write(files[0], x, labels)
        write(files[1], x_test, test_labels)
        print(f"{x.shape[0]} rows, {x.shape[1]} features, {learnt.sum()} labels, {arguments.threads} threads")
        results = {}
        for _ in range(arguments.rounds):
            for kind in kinds:
                results.setdefault((kind, "scikit-learn"), []).append(theirs(kind, arguments.threads, x, y, x_test, y_test))
                for tolerance in TOLERANCES:
                    results.setdefault((kind, f"ours, {tolerance}"), []).append(ours(kind, arguments.threads, files, x.shape[1], tolerance))
    print(f"{'':28}{'seconds':>10}{'processor s':>13}{'micro-F1':>10}{'macro-F1':>10}{'mAP':>8}")
    for (kind, who), runs in results.items():
        medians = [statistics.median(run[i] for run in runs) for i in range(5)]
        print(f"{kind:10}{who:18}{medians[0]:10.2f}{medians[1]:13.2f}{medians[2]:10.3f}{medians[3]:10.3f}{medians[4]:8.3f}")
    for kind in kinds:
        for tolerance in TOLERANCES:
            pairs = list(zip(results[kind, "scikit-learn"], results[kind, f"ours, {tolerance}"]))
            print(f"{kind}, tolerance {tolerance}: scikit-learn / ours within a round: seconds {spread(pairs, 0)}, processor seconds {spread(pairs, 1)}")


if __name__ == "__main__":
    main()
