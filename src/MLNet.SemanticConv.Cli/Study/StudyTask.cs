using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.ML;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary>What all runs of a study share: the data, their word vectors, kept in a folder, and how models are judged.</summary>
internal sealed class StudyTask(ToolConsole console, StudyData data, string folder, CancellationToken cancellationToken)
{
    public StudyData Data => data;

    public string Folder => folder;

    // Results and vectors go by the name of the data: other data must not be taken for it.
    /// <exception cref="FormatException">The Folder holds results of other data of the same name.</exception>
    public void Mark()
    {
        string path = Path.Combine(Folder, $"{Data.Name}.sha256"), fingerprint = Data.Fingerprint();
        if (!File.Exists(path)) AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(fingerprint)));
        else if (File.ReadAllText(path) != fingerprint)
            throw new FormatException(
                $"{Folder} holds results of other data that are also named {Data.Name}: give another --name or another folder.");
    }

    /// <summary>The vectors of all text, trained where they are not there.</summary>
    public WordVectors Vectors(int seed)
    {
        string path = Path.Combine(Folder, $"{Data.Name}-{seed}.wv");
        if (File.Exists(path)) return WordVectors.Load(path);
        MLContext ml = console.Steps.CreateContext(seed);
        IDataView all = ml.Data.LoadFromEnumerable(Data.AllText.Until(cancellationToken));
        WordVectors vectors = Word2VecStep.TrainOnText(
            console, ml, all, Word2VecOptions.ForCorpus(Data.Words) with { Seed = seed, NumberOfThreads = 1 }, cancellationToken);
        vectors.Save(path);
        return vectors;
    }

    /// <summary>MiniLM, its embeddings kept in the folder, or null where no method needs it.</summary>
    /// <exception cref="FileNotFoundException">No encoders are installed.</exception>
    public IEmbeddingGenerator<string, Embedding<float>>? OpenEncoder(IEnumerable<string> methods)
        => methods.Any(StudyMethods.NeedsEncoder) ? Encoder.Open(Encoder.MiniLM, Path.Combine(Folder, "minilm.embeddings")) : null;

    /// <summary>What a model says of the test rows.</summary>
    public StudyResult Judge(
        MLContext ml, ITransformer model, LabelBudget budget, string method, string? chosen, int seed, int rows, double trainSeconds)
    {
        Stopwatch clock = Stopwatch.StartNew();
        MultiLabelMetrics metrics = ml.MultiLabelClassification.Evaluate(model.Transform(ml.Data.LoadFromEnumerable(Data.Test)));
        return new(Data.Name, budget.Name, method, chosen, seed, rows, metrics.MicroF1, metrics.MacroF1, metrics.MacroAveragePrecision,
            trainSeconds, clock.Elapsed.TotalSeconds,
            [.. metrics.PerLabel.Where(label => label.Support > 0).Select(Of).Concat(Unknown(metrics))]);
    }

    private static StudyResult.Label Of(LabelMetrics label)
        => new(label.Label, label.TrainingSupport, label.Support, label.AveragePrecision, label.F1);

    private IEnumerable<StudyResult.Label> Unknown(MultiLabelMetrics metrics)
    {
        var unknown = metrics.UnknownLabels.ToHashSet(StringComparer.Ordinal);
        return Data.Test.SelectMany(row => row.Labels.Distinct().Where(unknown.Contains)).CountBy(label => label)
            .Select(label => new StudyResult.Label(label.Key, 0, label.Value, (double)label.Value / Data.Test.Count, 0));
    }
}
