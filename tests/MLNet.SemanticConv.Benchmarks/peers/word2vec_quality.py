"""How good word vectors are: Spearman's correlation with human judgements of similarity, accuracy on analogies, and use in tagging."""
import functools

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


@functools.cache
def reviews(folder):
    """Counts of words of the training and the test rows, the inverse document frequencies, and 0/1 labels of both."""
    from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
    from sklearn.preprocessing import MultiLabelBinarizer

    def rows(name):
        return [line.rstrip("\n").split("\t") for line in open(f"{folder}/{name}.tsv", encoding="utf-8")]

    train, test = rows("train"), rows("test")
    texts = [row[0] for row in train] + open(f"{folder}/unlabeled.txt", encoding="utf-8").read().splitlines()
    bag = CountVectorizer(token_pattern=r"(?u)\w+").fit(texts)
    idf = TfidfTransformer().fit(bag.transform(texts))
    binarizer = MultiLabelBinarizer().fit([row[1].split(",") if row[1] else [] for row in train])
    known = set(binarizer.classes_)
    labels = [binarizer.transform([[label for label in row[1].split(",") if label in known] for row in part]) for part in (train, test)]
    return bag.get_feature_names_out(), bag.transform([r[0] for r in train]), bag.transform([r[0] for r in test]), idf, *labels


def tagging(index, matrix, folder, budgets=3):
    """
    Macro average precision of linear SVMs on a tenth of the labelled reviews, after tf += tf·C: C has the words' five nearest of the
    vectors' vocabulary with a cosine above 0.5. The mean of several tenths; labels with a positive in the tenth and in the test rows.
    """
    from scipy.sparse import identity, lil_matrix
    from sklearn.metrics import average_precision_score
    from sklearn.preprocessing import normalize
    from sklearn.svm import LinearSVC
    words, train, test, idf, train_labels, test_labels = reviews(folder)
    slots = {word: i for i, word in enumerate(words)}
    names = list(index)
    known = [word for word in words if word in index]
    cosines = matrix[[index[word] for word in known]] @ matrix.T
    neighbors = lil_matrix((len(words), len(words)))
    for word, row in zip(known, cosines):
        row[index[word]] = -1
        for j in row.argpartition(-5)[-5:]:
            if row[j] > 0.5 and names[j] in slots:
                neighbors[slots[word], slots[names[j]]] = 1
    convolution = (identity(len(words)) * 2 + neighbors).tocsr()
    train, test = (normalize(idf.transform(part @ convolution)) for part in (train, test))
    scores = []
    for budget in range(budgets):
        rows = numpy.loadtxt(f"{folder}/subsets/10-seed{budget}.txt", dtype=int)
        labels = train_labels[rows]
        for label in numpy.flatnonzero(labels.any(axis=0) & test_labels.any(axis=0)):
            svm = LinearSVC(C=0.5, random_state=0).fit(train[rows], labels[:, label])
            scores.append(average_precision_score(test_labels[:, label], svm.decision_function(test)))
    return numpy.mean(scores)


def measure(path, data):
    index, matrix = load(path)
    return {
        "WordSim-353": similarity(index, matrix, f"{data}/eval/wordsim353.tsv")[0],
        "SimLex-999": similarity(index, matrix, f"{data}/eval/simlex999.txt")[0],
        "analogies": analogies(index, matrix, f"{data}/eval/questions-words.txt")[0],
        "tagging": tagging(index, matrix, f"{data}/reviews"),
    }
