#!/usr/bin/env python3
"""Makes train.tsv, test.tsv and unlabeled.txt of a public data set, out of a clone of its repository.

    git clone https://github.com/PolyAI-LDN/task-specific-datasets CLONE       # banking: 77 intents of bank customers
    git clone https://github.com/clinc/oos-eval CLONE                          # clinc: 150 intents of an assistant's users
    git clone https://github.com/siat-nlp/MAMS-for-ABSA CLONE                  # mams: 8 aspects of restaurant reviews, several a sentence
    git clone https://github.com/sb895/Hallmarks-of-Cancer CLONE               # hallmarks: 35 topics of sentences about cancer, in a tree
    git clone https://github.com/CLUEbenchmark/FewCLUE CLONE                   # tnews: 15 kinds of headlines, Chinese
    tests/MLNet.SemanticConv.Benchmarks/peers/public_sets.py banking CLONE OUT
    semconv study --out DIR --name banking --train OUT/train.tsv --test OUT/test.tsv --unlabeled OUT/unlabeled.txt --budgets 1%,10% \\
        --methods plain,default --seeds 2

Nothing is downloaded or installed; only Python's own library is used.
"""
import argparse
import csv
import json
import os
import random
import xml.etree.ElementTree as ElementTree


def banking(path):
    def rows(name):
        with open(path("banking_data", name), encoding="utf-8", newline="") as file:
            return [(row["text"], [row["category"]]) for row in csv.DictReader(file)]
    return rows("train.csv"), rows("test.csv"), []


def clinc(path):
    """The intents, without the texts that have none of them."""
    with open(path("data", "data_full.json"), encoding="utf-8") as file:
        data = json.load(file)
    def rows(*parts):
        return [(text, [label]) for part in parts for text, label in data[part]]
    return rows("train", "val"), rows("test"), []


def mams(path):
    def rows(name):
        root = ElementTree.parse(path("data", "MAMS-ACSA", "raw", name))
        return [(sentence.find("text").text, sorted({aspect.get("category") for aspect in sentence.iter("aspectCategory")}))
                for sentence in root.iter("sentence")]
    return rows("train.xml"), rows("test.xml"), [text for text, _ in rows("val.xml")]


def hallmarks(path):
    """Sentences with the nodes of the tree on the way to each of their topics; 30 % of the abstracts are test rows."""
    abstracts = []
    for name in sorted(os.listdir(path("text"))):
        with open(path("text", name), encoding="utf-8") as texts, open(path("labels", name), encoding="utf-8") as labels:
            sentences = [line for line in texts.read().split("\n") if line.strip()]
            # "<" is before each sentence's labels, "AND" between them, and "--" after each node on the way to one
            of_sentences = labels.read().split("<")[1:]
        if len(sentences) != len(of_sentences):
            raise SystemExit(f"{name} has {len(sentences)} sentences and labels of {len(of_sentences)}.")
        abstracts.append([
            (sentence, sorted({node.strip() for label in several.split("AND") for node in label.split("--")} - {"", "NULL"}))
            for sentence, several in zip(sentences, of_sentences)])
    random.Random(1).shuffle(abstracts)
    train = int(0.7 * len(abstracts))
    return [row for rows in abstracts[:train] for row in rows], [row for rows in abstracts[train:] for row in rows], []


def tnews(path):
    def lines(name):
        with open(path("datasets", "tnews", name), encoding="utf-8") as file:
            return [json.loads(line) for line in file if line.strip()]
    def rows(name):
        return [(line["sentence"], [line["label_desc"]]) for line in lines(name)]
    return rows("train_few_all.json"), rows("test_public.json"), [line["sentence"] for line in lines("unlabeled.json")]


SETS = {make.__name__: make for make in (banking, clinc, mams, hallmarks, tnews)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", choices=SETS)
    parser.add_argument("clone")
    parser.add_argument("out")
    arguments = parser.parse_args()
    train, test, unlabeled = SETS[arguments.name](lambda *parts: os.path.join(arguments.clone, *parts))

    def line(text):
        return " ".join(text.split())
    os.makedirs(arguments.out, exist_ok=True)
    for name, rows in ("train.tsv", train), ("test.tsv", test):
        with open(os.path.join(arguments.out, name), "w", encoding="utf-8") as file:
            file.writelines(f"{line(text)}\t{','.join(label.replace(',', ' ') for label in labels)}\n" for text, labels in rows)
    with open(os.path.join(arguments.out, "unlabeled.txt"), "w", encoding="utf-8") as file:
        file.writelines(line(text) + "\n" for text in unlabeled if line(text))
    names = {label for _, labels in train for label in labels}
    print(f"{len(train)} training rows, {len(test)} test rows, {len(unlabeled)} texts without labels, {len(names)} labels")


if __name__ == "__main__":
    main()
