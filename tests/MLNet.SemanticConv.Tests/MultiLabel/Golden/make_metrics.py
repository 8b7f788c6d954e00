# Writes metrics.json: made-up scores of 6 labels for 40 rows, many of them tied, and what scikit-learn says of them.
import json
import numpy as np
from sklearn import metrics as m

rng = np.random.default_rng(7)
n, k = 40, 6
gold = (rng.random((n, k)) < [0.5, 0.3, 0.2, 0.1, 0.05, 0.4]).astype(int)
gold[0] = 1
gold[1] = 0
scores = np.round(gold * 0.8 + rng.normal(0, 0.7, (n, k)), 1)
predicted = (scores > np.array([0.3, 0.5, 0.4, 0.9, 2.5, 0.2])).astype(int)
predicted[:, 4] = 0
prf = lambda average: [float(x) for x in m.precision_recall_fscore_support(gold, predicted, average=average, zero_division=0)[:3]]
per_label = m.precision_recall_fscore_support(gold, predicted, average=None, zero_division=0)
ranked = np.argsort(-scores, axis=1, kind="stable")
json.dump({
    "scores": scores.tolist(), "gold": gold.tolist(), "predicted": predicted.tolist(),
    "precision": per_label[0].tolist(), "recall": per_label[1].tolist(), "f1": per_label[2].tolist(), "support": per_label[3].tolist(),
    "averagePrecision": [float(m.average_precision_score(gold[:, j], scores[:, j])) for j in range(k)],
    "rocAuc": [float(m.roc_auc_score(gold[:, j], scores[:, j])) for j in range(k)],
    "micro": prf("micro"), "macro": prf("macro"), "weighted": prf("weighted"), "samples": prf("samples"),
    "macroAveragePrecision": float(m.average_precision_score(gold, scores, average="macro")),
    "hammingLoss": float(m.hamming_loss(gold, predicted)), "subsetAccuracy": float(m.accuracy_score(gold, predicted)),
    "labelRankingAveragePrecision": float(m.label_ranking_average_precision_score(gold, scores)),
    "microAveragePrecision": float(m.average_precision_score(gold, scores, average="micro")),
    "microRocAuc": float(m.roc_auc_score(gold, scores, average="micro")), "macroRocAuc": float(m.roc_auc_score(gold, scores, average="macro")),
}, open("metrics.json", "w"))
