using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv.Cli;

/// <summary>Trains on what is labelled so far by the default method, as <c>semconv train</c> does, and measures.</summary>
/// <param name="unlabeled">The file of texts.</param>
/// <param name="given">Rows that were labelled before.</param>
/// <param name="test">Rows to measure by, or none: the answers that are held out.</param>
/// <param name="labels">The labels that are known to exist.</param>
/// <param name="options">The word vectors, which are the same each time, and the number of threads.</param>
/// <param name="createContext">Makes a context of the seed, whose warnings are told.</param>
/// <param name="seed">Of everything random.</param>
internal sealed class LabelingTrainer(
    string unlabeled, LabeledText[] given, LabeledText[] test, string[] labels, SemanticTextOptions options,
    Func<MLContext> createContext, int seed)
{
    private const int Samples = 500;

    /// <summary>Whether a share of the answers is needed to measure by.</summary>
    public bool NeedsHeldOut => test.Length == 0;

    /// <summary>The labels that are known to exist, by name or by a row.</summary>
    public IEnumerable<string> LabelsOf(IEnumerable<Answer> answers)
        => labels.Concat(given.SelectMany(row => row.Labels)).Concat(answers.SelectMany(answer => answer.Labels))
            .Distinct(StringComparer.Ordinal);

    public TextTagger Train(
        IReadOnlyList<Answer> answers, IProgress<(string Step, double Done)> progress, CancellationToken cancellationToken)
    {
        MLContext ml = createContext();
        TrainingProgress told = new(Method.Default, progress);
        SemanticTextOptions own = options with { KnownLabels = [.. LabelsOf(answers)] };
        IDataView all = ml.Data.LoadFromEnumerable(
            given.Select(row => new PlainText { Text = row.Text }).Concat(Texts.Read(unlabeled)).Until(cancellationToken));
        OneVersusRestEstimator trainer = Trainers.Create(ml, TrainerName.Svm, own, told.OfLabels, cancellationToken);
        var model = Taggers.Create(ml, Method.Default, all, own, trainer, told, cancellationToken)
            .Fit(ml.Data.LoadFromEnumerable(given.Concat(ToLearn(answers))));
        return new(model);
    }

    /// <summary>Measures a model.</summary>
    /// <returns>How well it tells tags, or null where there is nothing to measure by.</returns>
    public QualityPoint? Measure(TextTagger tagger, IReadOnlyList<Answer> answers)
    {
        LabeledText[] rows = NeedsHeldOut ? [.. answers.Where(answer => answer.HeldOut).Select(answer => answer.ToRow())] : test;
        if (!rows.Any(row => row.Labels.Length > 0)) return null;
        MLContext ml = createContext();
        var schema = SchemaDefinition.Create(typeof(LabeledText));
        schema[nameof(LabeledText.Text)].ColumnName = tagger.TextColumnName;
        IDataView scored = tagger.Model.Transform(ml.Data.LoadFromEnumerable(rows, schema));
        double quality = ml.MultiLabelClassification.Evaluate(scored).MicroF1;
        ConfidenceInterval range = ml.MultiLabelClassification.Bootstrap(scored, Samples, seed: seed).MicroF1;
        return new(answers.Count(answer => !answer.HeldOut), rows.Length, quality, range.Low, range.High);
    }

    /// <summary>Chooses what to ask next.</summary>
    /// <param name="tagger">The model.</param>
    /// <param name="answers">What is answered.</param>
    /// <param name="settled">The texts that are not to be asked.</param>
    /// <param name="count">How many to choose.</param>
    /// <param name="cancellationToken">Ends it with an exception.</param>
    public IReadOnlyList<LabelingCandidate> Choose(
        TextTagger tagger, IReadOnlyList<Answer> answers, HashSet<string> settled, int count, CancellationToken cancellationToken)
    {
        MLContext ml = createContext();
        var schema = SchemaDefinition.Create(typeof(PlainText));
        schema[nameof(PlainText.Text)].ColumnName = tagger.TextColumnName;
        IDataView texts = ml.Data.LoadFromEnumerable(
            Texts.Read(unlabeled).Where(text => !settled.Contains(text.Text)).Until(cancellationToken), schema);
        IDataView labeled = ml.Data.LoadFromEnumerable(
            given.Concat(ToLearn(answers)).Select(row => new PlainText { Text = row.Text }), schema);
        LabelingOptions how = new()
        {
            TextColumnName = tagger.TextColumnName,
            NumberOfThreads = options.NumberOfThreads,
            RandomShare = NeedsHeldOut ? 1.0 / Question.HeldOutEvery : 0,
            Seed = seed + settled.Count,   // others each time
        };
        return ml.MultiLabelClassification.SelectForLabeling(
            tagger.Model, texts, labeled, count, how, cancellationToken: cancellationToken);
    }

    private static IEnumerable<LabeledText> ToLearn(IEnumerable<Answer> answers)
        => answers.Where(answer => !answer.HeldOut).Select(answer => answer.ToRow());
}
