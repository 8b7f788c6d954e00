"""Makes the golden files of this folder with gensim, NumPy and SciPy (Debian: apt-get install python3-gensim).

Run it in this folder: /usr/bin/python3 make_golden.py
The vectors and the vocabulary are made up. Every matrix is the method written down anew, without a line of the library.
"""
import numpy as np
import scipy.io
import scipy.sparse as sp
from gensim.corpora import Dictionary
from gensim.models import KeyedVectors
from gensim.similarities import SparseTermSimilarityMatrix, WordEmbeddingSimilarityIndex

random = np.random.default_rng(7)
D, WORDS, TOPICS = 12, 90, 9


def made_up_words(count):
    onsets, vowels = "b d f g k l m n p r s t v z".split(), "a e i o u".split()
    words = [a + b + c + d for a in onsets for b in vowels for c in onsets for d in vowels]
    return list(random.permutation(words)[:count])


def write_matrix(name, matrix):
    matrix = sp.coo_matrix(matrix)
    matrix.sum_duplicates()
    scipy.io.mmwrite(name, matrix, precision=9, symmetry="general")


def rows_to_matrix(rows):
    entries = [(i, j, w) for i, row in enumerate(rows) for j, w in row.items()]
    i, j, w = zip(*entries)
    return sp.coo_matrix((np.array(w, np.float64), (i, j)), shape=(len(rows), len(rows)))


# A model with topics, a shared mean and one strong common direction, as word2vec's have.
words = made_up_words(WORDS + 12)
model_words, unknown = words[:WORDS], words[WORDS:]
centres = random.normal(size=(TOPICS, D))
vectors = centres[random.integers(0, TOPICS, WORDS)] + 0.6 * random.normal(size=(WORDS, D))
vectors += 0.5 * random.normal(size=D) + np.outer(random.normal(size=WORDS), 1.5 * random.normal(size=D))
vectors = (vectors * random.uniform(0.3, 3, size=(WORDS, 1))).astype(np.float32)
model = KeyedVectors(D)
model.add_vectors(model_words, vectors)
model.save_word2vec_format("vectors.txt", binary=False)

# Two thirds of the model's words, words it does not know, and two n-grams, in an order of their own.
singles = list(random.permutation(model_words[: 2 * WORDS // 3] + unknown))
ngrams = [f"{model_words[3]}|{model_words[8]}", f"{model_words[70]}|{model_words[2]}|{model_words[5]}", f"{unknown[0]}|{model_words[1]}"]
vocabulary = singles + ngrams
slot = {word: i for i, word in enumerate(vocabulary)}
open("vocabulary.txt", "w").write("".join(word + "\n" for word in vocabulary))


def blog(with_ngrams):
    rows = []
    for name in vocabulary:
        row = {slot[name]: 1.0}
        parts = [name] if name in model else name.split("|") if with_ngrams else []
        if parts and all(part in model for part in parts):
            for neighbor, cosine in model.most_similar(positive=parts, topn=5):
                if cosine > 0.5 and neighbor in slot:
                    row[slot[neighbor]] = 1.0
        rows.append(row)
    return rows_to_matrix(rows)


def unit(matrix):
    return matrix / np.linalg.norm(matrix, axis=1, keepdims=True)


def all_but_the_top(matrix, components):
    centred = matrix - matrix.mean(axis=0)
    directions = np.linalg.svd(centred, full_matrices=False)[2][:components]
    return centred - centred @ directions.T @ directions


def weighted(prepared, score, topn, threshold, strength):
    cosines = unit(prepared) @ unit(prepared).T
    scores = score(cosines)
    rows = []
    for name in vocabulary:
        row = {}
        if name in model:
            i = model.key_to_index[name]
            order = [j for j in np.argsort(-scores[i]) if j != i][:topn]
            for j in order:
                if cosines[i, j] > threshold and model_words[j] in slot:
                    row[slot[model_words[j]]] = strength * cosines[i, j]
        rows.append(row)
    return rows_to_matrix(rows)


def csls(cosines, k=10):
    """Conneau et al. 2018: 2 cos(x, y) - r(x) - r(y), r = the mean cosine of the k nearest neighbours."""
    others = cosines - 10 * np.eye(len(cosines))
    r = np.sort(others, axis=1)[:, -k:].mean(axis=1)
    return 2 * cosines - r[:, None] - r[None, :]


double = vectors.astype(np.float64)
write_matrix("blog.mtx", blog(with_ngrams=False))
write_matrix("blog-ngrams.mtx", blog(with_ngrams=True))
write_matrix("default.mtx", weighted(all_but_the_top(double, 2), lambda cosines: cosines, topn=20, threshold=0.4, strength=0.5))
write_matrix("csls.mtx", weighted(double, csls, topn=4, threshold=0.3, strength=1))

dictionary = Dictionary([singles])
dictionary.token2id = {word: i for i, word in enumerate(singles)}
dictionary.id2token = {i: word for i, word in enumerate(singles)}
for limit in (100, 4):
    index = WordEmbeddingSimilarityIndex(model)
    similarities = SparseTermSimilarityMatrix(index, dictionary, nonzero_limit=limit, dtype=np.float64)
    write_matrix(f"soft-cosine-{limit}.mtx", similarities.matrix)

# Bags of words and what the convolution makes of them.
counts = sp.csr_matrix(random.poisson(0.06, size=(40, len(vocabulary))).astype(np.float32))
write_matrix("counts.mtx", counts)
write_matrix("convolved-blog.mtx", counts + counts @ sp.csr_matrix(scipy.io.mmread("blog.mtx"), dtype=np.float32))
write_matrix("convolved-default.mtx", counts + counts @ sp.csr_matrix(scipy.io.mmread("default.mtx"), dtype=np.float32))
