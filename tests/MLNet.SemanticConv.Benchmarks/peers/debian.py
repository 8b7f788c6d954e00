#!/usr/bin/env python3
"""Makes a multi-label set of Debian's package descriptions and their tags (debtags), in any language that they are translated into.

    tests/MLNet.SemanticConv.Benchmarks/peers/debian.py en OUT      # about 15 MB from deb.debian.org
    semconv study --out DIR --name en --train OUT/train.tsv --test OUT/test.tsv --unlabeled OUT/unlabeled.txt --budgets 1%,10% \\
        --methods plain,default --seeds 2

Packages of one source go together to training or to test (30 %), by a hash of the source's name. Descriptions without tags are the text
without labels. Nothing is installed; only Python's own library is used.
"""
import argparse
import bz2
import hashlib
import lzma
import os
import re
import urllib.error
import urllib.request


def download(mirror, suite, name):
    """The text of a file of the archive, which is there in one of two compressed forms."""
    for suffix, decompress in ((".xz", lzma.decompress), (".bz2", bz2.decompress)):
        try:
            with urllib.request.urlopen(f"{mirror}/dists/{suite}/main/{name}{suffix}") as response:
                return decompress(response.read()).decode("utf-8")
        except urllib.error.HTTPError as error:
            if error.code != 404:
                raise
    raise SystemExit(f"{mirror} has no {name} in {suite}: is the language one that Debian is translated into?")


def stanzas(text):
    """The fields of each paragraph of a control file."""
    for paragraph in text.split("\n\n"):
        fields, field = {}, None
        for line in paragraph.splitlines():
            if line.startswith(" "):
                fields[field] += "\n" + line[1:]
            else:
                field, _, value = line.partition(":")
                fields[field] = value.strip()
        if "Package" in fields:
            yield fields


def tags(field):
    """The tags of a Tag field, in which "use::{viewing, editing}" is two; tags about the tagging itself are none."""
    found = set()
    for facet, several, one in re.findall(r"([^\s,{}]+)(?:\{([^}]*)\})?()", field):
        found.update(facet + tag.strip() for tag in several.split(",")) if several else found.add(facet + one)
    return sorted(tag for tag in found if "::" in tag and not tag.startswith("special::") and ":TODO" not in tag)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language")
    parser.add_argument("out")
    parser.add_argument("--suite", default="bookworm")
    parser.add_argument("--mirror", default="http://deb.debian.org/debian")
    arguments = parser.parse_args()

    source_of, tags_of = {}, {}
    for package in stanzas(download(arguments.mirror, arguments.suite, "binary-amd64/Packages")):
        name = package["Package"]
        source_of[name] = package.get("Source", name).split(" ")[0]
        tags_of[name] = tags(package.get("Tag", ""))

    train, test, unlabeled, met = [], [], [], set()
    for package in stanzas(download(arguments.mirror, arguments.suite, f"i18n/Translation-{arguments.language}")):
        name = package["Package"]
        text = re.sub(r"\s+", " ", package[f"Description-{arguments.language}"].replace("\n.\n", "\n")).strip()
        if not text or text in met:
            continue
        met.add(text)
        labels = tags_of.get(name)
        share = int(hashlib.sha256(source_of.get(name, name).encode()).hexdigest()[:8], 16) / 2**32
        rows = unlabeled if not labels else test if share < 0.3 else train
        rows.append(f"{text}\t{','.join(labels)}" if labels else text)

    os.makedirs(arguments.out, exist_ok=True)
    for name, rows in (("train.tsv", train), ("test.tsv", test), ("unlabeled.txt", unlabeled)):
        with open(os.path.join(arguments.out, name), "w", encoding="utf-8") as file:
            file.writelines(row + "\n" for row in rows)
        print(f"{name}: {len(rows)}")


if __name__ == "__main__":
    main()
