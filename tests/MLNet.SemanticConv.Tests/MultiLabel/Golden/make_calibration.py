# Writes calibration.json: made-up scores and the probabilities that scikit-learn gives them. "sigmoid": CalibratedClassifierCV, which is Platt's with his
# targets. "logistic": an unpenalised LogisticRegression on the bare classes, for labels with so many positives that priors and targets say nothing.
import json
import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.calibration import CalibratedClassifierCV
from sklearn.linear_model import LogisticRegression


class Scores(BaseEstimator, ClassifierMixin):
    """A fitted classifier whose decision is its one feature."""

    classes_ = np.array([0, 1])

    def fit(self, x, y):
        return self

    def decision_function(self, X):
        return X[:, 0]


def make(count, share, separation):
    positive = (rng.random(count) < share).astype(int)
    return (separation * (positive - 0.5) + rng.normal(0, 1, count)).round(1), positive


def golden(scores, positive, model):
    at = np.arange(-3, 3.1, 0.5)
    expected = model.fit(scores[:, None], positive).predict_proba(at[:, None])[:, 1]
    return {"scores": scores.tolist(), "positive": positive.tolist(), "expected": [[float(s), float(p)] for s, p in zip(at, expected)]}


rng = np.random.default_rng(11)
json.dump({
    "sigmoid": [golden(*make(*shape), CalibratedClassifierCV(Scores(), method="sigmoid", cv="prefit")) for shape in ((600, 0.3, 1.5), (40, 0.4, 2), (500, 0.05, 1))],
    "logistic": [golden(*make(*shape), LogisticRegression(penalty=None, tol=1e-10, max_iter=10_000)) for shape in ((4000, 0.4, 2), (4000, 0.3, 0.7))],
}, open("calibration.json", "w"))
