"""How good word vectors are: Spearman's correlation with human judgements of similarity, and accuracy on analogies."""
import numpy
from scipy.stats import spearmanr


def load(path):
    """Words and rows of unit length, from word2vec's binary format or fastText's text."""
    from gensim.models import KeyedVectors
    vectors = KeyedVectors.load_word2vec_format(path, binary=not path.endswith(".vec"))
    matrix = vectors.vectors / numpy.linalg.norm(vectors.vectors, axis=1, keepdims=True)
    return vectors.key_to_index, matrix


def similarity(index, matrix, path):
    """Correlation over the pairs whose words both have a vector."""
    ours, human = [], []
    for line in open(path, encoding="utf-8"):
        fields = line.strip().lower().split("\t")
        if line.startswith("#") or len(fields) < 3:
            continue
        a, b, score = fields[:3]
        try:
            score = float(score)
        except ValueError:
            continue
        if a in index and b in index:
            ours.append(matrix[index[a]] @ matrix[index[b]])
            human.append(score)
    return spearmanr(ours, human)[0], len(ours)


def analogies(index, matrix, path):
    """a is to b as c is to d: whether d is nearest to b − a + c among all words but a, b and c (3CosAdd)."""
    questions = []
    for line in open(path, encoding="utf-8"):
        words = line.lower().split()
        if not line.startswith(":") and len(words) == 4 and all(word in index for word in words):
            questions.append([index[word] for word in words])
    questions = numpy.array(questions)
    right = 0
    for block in numpy.array_split(questions, max(1, len(questions) // 500)):
        a, b, c, d = block.T
        scores = (matrix[b] - matrix[a] + matrix[c]) @ matrix.T
        for column in (a, b, c):
            scores[numpy.arange(len(block)), column] = -numpy.inf
        right += (scores.argmax(axis=1) == d).sum()
    return right / len(questions), len(questions)


def measure(path, folder):
    index, matrix = load(path)
    return {
        "WordSim-353": similarity(index, matrix, f"{folder}/wordsim353.tsv")[0],
        "SimLex-999": similarity(index, matrix, f"{folder}/simlex999.txt")[0],
        "analogies": analogies(index, matrix, f"{folder}/questions-words.txt")[0],
    }
