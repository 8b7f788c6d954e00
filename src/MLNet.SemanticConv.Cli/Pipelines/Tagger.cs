using Microsoft.ML;

namespace MLNet.SemanticConv.Cli;

/// <summary>Tags one text at a time with a loaded model.</summary>
internal sealed class Tagger : IDisposable
{
    private const int BestCount = 5;

    private readonly PredictionEngine<PlainText, TagScores> _engine;
    private readonly IReadOnlyList<string> _labels;

    public Tagger(MLContext ml, ITransformer model)
    {
        _engine = ml.Model.CreatePredictionEngine<PlainText, TagScores>(model);
        _labels = SlotNames.Of(_engine.OutputSchema["Scores"]);
    }

    /// <exception cref="FormatException">The file is no model that tags text.</exception>
    public static Tagger Load(string path)
    {
        MLContext ml = new();
        return new(ml, ModelFile.Load(ml, path));
    }

    public Tagging Tag(string text)
    {
        TagScores scores = _engine.Predict(new() { Text = text });
        int[] order = [.. Enumerable.Range(0, _labels.Count).OrderByDescending(k => scores.Probabilities[k]).ThenBy(k => k)];
        ScoredLabel Scored(int k) => new(_labels[k], scores.Scores[k], scores.Probabilities[k]);
        return new(text, [.. order.Where(k => scores.PredictedLabels[k]).Select(Scored)], [.. order.Take(BestCount).Select(Scored)]);
    }

    public void Dispose() => _engine.Dispose();

    private sealed class TagScores
    {
        public float[] Scores { get; set; } = [];

        public float[] Probabilities { get; set; } = [];

        public bool[] PredictedLabels { get; set; } = [];
    }
}
