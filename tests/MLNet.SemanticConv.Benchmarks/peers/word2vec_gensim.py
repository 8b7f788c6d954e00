"""Trains word vectors with gensim once: word2vec_gensim.py input output dimensions epochs threads seed. Prints a line of JSON."""
import json
import resource
import sys
import time

from gensim.models.word2vec import Word2Vec

path, output = sys.argv[1:3]
dimensions, epochs, threads, seed = map(int, sys.argv[3:7])


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


# corpus_file is gensim's fast path: it reads the file without Python's global lock.
model = Word2Vec(vector_size=dimensions, window=5, negative=5, min_count=5, sample=1e-3, sg=1, epochs=epochs, workers=threads, seed=seed)
model.build_vocab(corpus_file=path)
wall, processor = time.time(), cpu()
model.train(corpus_file=path, total_words=model.corpus_total_words, total_examples=model.corpus_count, epochs=epochs)
wall, processor = time.time() - wall, cpu() - processor
model.wv.save_word2vec_format(output, binary=True)
words = model.corpus_total_words * epochs
print(json.dumps({
    "words": words,
    "trainingWordsPerSecond": words / wall,
    "trainingWordsPerCpuSecond": words / processor,
    "cpuSeconds": cpu(),
    "peakMegabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6,
    "vocabulary": len(model.wv),
}))
