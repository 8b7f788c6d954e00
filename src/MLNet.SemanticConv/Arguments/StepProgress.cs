namespace MLNet.SemanticConv;

/// <summary>How far a piece of work has come.</summary>
/// <param name="Step">
/// What it is busy with, in words: "Encoding the texts"; for one-vs-rest the label whose model has just been trained.
/// </param>
/// <param name="Done">How much of the step is done: models, texts, words or comparisons.</param>
/// <param name="Total">How much there is to do; 0 if it is not known.</param>
/// <example>
/// <code>
/// var shown = new Progress&lt;StepProgress&gt;(p =&gt; Console.Write($"{p.Step}: {p.Fraction:P0}\r"));
/// var model = ml.MultiLabelClassification.Trainers.SemanticTagger("Labels", "Text", allText, progress: shown).Fit(train);
/// </code>
/// </example>
public readonly record struct StepProgress(string Step, long Done, long Total)
{
    /// <summary>The share of the step that is done, from 0 to 1; 0 where the total is not known.</summary>
    public double Fraction => Total > 0 ? (double)Done / Total : 0;
}
