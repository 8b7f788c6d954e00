"""Writes gensim.bin and gensim.txt, the vectors of GoldenVectors.cs as gensim 4.2 saves them (Debian: python3-gensim)."""
import numpy
from gensim.models import KeyedVectors

words = ["tavo", "größe", "молоко", "日本", "naïve|zu", "🙂", "x"]
bits = [
    [0x3DCCCCCD, 0x3F800000, 0xBF000000, 0x00000000],
    [0x80000000, 0x00000001, 0x7F7FFFFF, 0xFF7FFFFF],
    [0x38D1B717, 0x38D1B716, 0x3727C5AC, 0x4B7FFFFF],
    [0x5A0E1BCA, 0x5A0E1BC9, 0x4CEB79A3, 0x3EAAAAAB],
    [0x40490FDB, 0xC02DF854, 0x3FB504F3, 0x42F6E979],
    [0x477FFF00, 0x461C4000, 0x501502F9, 0x0DA24260],
    [0xBCA3D70A, 0x3C23D70A, 0x322BCC77, 0x00800000],
]
vectors = KeyedVectors(4)
vectors.add_vectors(words, numpy.array(bits, numpy.uint32).view(numpy.float32))
vectors.save_word2vec_format("gensim.bin", binary=True)
vectors.save_word2vec_format("gensim.txt", binary=False)
