namespace MLNet.SemanticConv.Cli;

/// <summary>A binary trainer: ML.NET's own, except for <see cref="Svm"/>; its settings are in <see cref="Trainers"/>.</summary>
internal enum TrainerName
{
    /// <summary>Logistic regression by L-BFGS.</summary>
    Lbfgs,

    /// <summary>Logistic regression by stochastic dual coordinate ascent.</summary>
    Sdca,

    /// <summary>Linear support vector machine for sparse rows: this library's own, as good as the others and many times as fast.</summary>
    Svm,

    /// <summary>ML.NET's own linear support vector machine: stochastic subgradients (Pegasos).</summary>
    LinearSvm,

    /// <summary>Averaged perceptron.</summary>
    Perceptron,

    /// <summary>Gradient-boosted trees.</summary>
    FastTree,
}
