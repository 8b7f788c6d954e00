# Writes linear.json: made-up rows and the weights that scikit-learn's LIBLINEAR finds for them, solved to high precision.
import json
import warnings
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import ComplementNB, MultinomialNB
from sklearn.svm import LinearSVC

warnings.simplefilter("ignore")
rng = np.random.default_rng(5)
n, v = 60, 8
x = np.where(rng.random((n, v)) < 0.4, rng.random((n, v)), 0).round(2)
y = (x[:, 0] - x[:, 1] + 0.3 * rng.normal(size=n) > 0.15).astype(int)
weights = rng.integers(0, 4, n).astype(float)
out = {"x": x.tolist(), "y": y.tolist(), "weights": weights.tolist()}


def fit(name, model, **kw):
    model.fit(x, y, **kw)
    out[name] = model.coef_[0].tolist() + model.intercept_.tolist()


for cost in (0.1, 1.0, 30.0):
    fit(f"svm {cost:g}", LinearSVC(C=cost, tol=1e-10, max_iter=10_000_000))
    fit(f"logistic {cost:g}", LogisticRegression(C=cost, solver="liblinear", dual=True, tol=1e-8, max_iter=1_000_000))
fit("svm balanced", LinearSVC(class_weight="balanced", tol=1e-10, max_iter=10_000_000))
fit("svm weighted", LinearSVC(tol=1e-10, max_iter=10_000_000), sample_weight=weights)
fit("logistic weighted", LogisticRegression(solver="liblinear", dual=True, tol=1e-8, max_iter=1_000_000), sample_weight=weights)
for name, model in (("multinomial", MultinomialNB(alpha=0.5)), ("complement", ComplementNB(alpha=0.5, norm=True))):
    model.fit(x, y, sample_weight=weights)
    likelihoods = model._joint_log_likelihood(x)
    out[name] = (likelihoods[:, 1] - likelihoods[:, 0]).tolist()
json.dump(out, open("linear.json", "w"))
