namespace MLNet.SemanticConv.Cli;

/// <summary>A stock binary trainer; its settings are in <see cref="Trainers"/>.</summary>
internal enum TrainerName
{
    /// <summary>Logistic regression by L-BFGS.</summary>
    Lbfgs,

    /// <summary>Logistic regression by stochastic dual coordinate ascent.</summary>
    Sdca,

    /// <summary>Linear support vector machine.</summary>
    Svm,

    /// <summary>Averaged perceptron.</summary>
    Perceptron,

    /// <summary>Gradient-boosted trees.</summary>
    FastTree,
}
