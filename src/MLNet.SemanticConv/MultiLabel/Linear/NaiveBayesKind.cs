namespace MLNet.SemanticConv;

/// <summary>Which naive Bayes model of word counts.</summary>
public enum NaiveBayesKind
{
    /// <summary>Multinomial: the log-odds of the counts under both classes, prior included.</summary>
    Multinomial,

    /// <summary>
    /// Weight-normalised complement naive Bayes, for classes of very different size: Rennie, Shih, Teevan and Karger, "Tackling the poor
    /// assumptions of naive Bayes text classifiers", ICML 2003.
    /// </summary>
    Complement,
}
