using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.ML;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary>Trains and judges every method at every budget with every seed, unless the file of results has it.</summary>
internal sealed class StudyRun(ToolConsole console, StudyData data, string folder, StudyFile file, CancellationToken cancellationToken)
{
    /// <exception cref="FormatException">The folder holds results of other data of the same name.</exception>
    public void Run(IReadOnlyList<LabelBudget> budgets, IReadOnlyList<string> methods, int seeds)
    {
        MarkData();
        foreach (int seed in Enumerable.Range(1, seeds))
        {
            using var encoder = methods.Any(StudyMethods.NeedsEncoder) ? Encoder.Open(Encoder.MiniLM, Path.Combine(folder, "minilm.embeddings")) : null;
            WordVectors? vectors = null;   // not needed where all runs of the seed are there
            foreach (LabelBudget budget in budgets)
                foreach (string method in methods.Where(method => !file.Has((data.Name, budget.Name, method, seed))))
                {
                    vectors ??= Vectors(seed);
                    file.Add(console.Steps.Run($"{data.Name}, {budget.Name}, {method}, seed {seed}", progress => Run(budget, method, seed, vectors, StudyMethods.NeedsEncoder(method) ? encoder : null, progress)));
                    cancellationToken.ThrowIfCancellationRequested();
                }
        }
    }

    // Results and vectors go by the name of the data: other data must not be taken for it.
    private void MarkData()
    {
        string path = Path.Combine(folder, $"{data.Name}.sha256"), fingerprint = data.Fingerprint();
        if (!File.Exists(path)) AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(fingerprint)));
        else if (File.ReadAllText(path) != fingerprint)
            throw new FormatException($"{folder} holds results of other data named {data.Name}: give the data another --name, or another folder.");
    }

    private WordVectors Vectors(int seed)
    {
        string path = Path.Combine(folder, $"{data.Name}-{seed}.wv");
        if (File.Exists(path)) return WordVectors.Load(path);
        MLContext ml = new(seed);
        IDataView all = ml.Data.LoadFromEnumerable(data.AllText.Until(cancellationToken));
        WordVectors vectors = Word2VecStep.TrainOnText(
            console, ml, all, Word2VecOptions.ForCorpus(data.Words) with { Seed = seed, NumberOfThreads = 1 }, cancellationToken);
        vectors.Save(path);
        return vectors;
    }

    private StudyResult Run(
        LabelBudget budget, string method, int seed, WordVectors vectors, IEmbeddingGenerator<string, Embedding<float>>? encoder, IProgress<double> progress)
    {
        MLContext ml = new(seed);
        LabeledText[] labeled = budget.Of(data.Train, seed);
        IDataView all = ml.Data.LoadFromEnumerable(data.AllText.Until(cancellationToken));
        Stopwatch clock = Stopwatch.StartNew();
        OneVersusRestEstimator trainer = Trainers.Create(ml, TrainerName.Svm, encoder is not null, progress, cancellationToken);
        var model = StudyMethods.Train(ml, method, ml.Data.LoadFromEnumerable(labeled), all, vectors, encoder, trainer, cancellationToken);
        double trainSeconds = clock.Elapsed.TotalSeconds;
        clock.Restart();
        MultiLabelMetrics metrics = ml.MultiLabelClassification.Evaluate(model.Transform(ml.Data.LoadFromEnumerable(data.Test)));
        return new(data.Name, budget.Name, method, seed, labeled.Length, metrics.MicroF1, metrics.MacroF1, metrics.MacroAveragePrecision,
            trainSeconds, clock.Elapsed.TotalSeconds, [.. metrics.PerLabel.Where(label => label.Support > 0).Select(Of).Concat(Unknown(metrics))]);
    }

    private static StudyResult.Label Of(LabelMetrics label) => new(label.Label, label.TrainingSupport, label.Support, label.AveragePrecision, label.F1);

    private IEnumerable<StudyResult.Label> Unknown(MultiLabelMetrics metrics)
    {
        var unknown = metrics.UnknownLabels.ToHashSet(StringComparer.Ordinal);
        return data.Test.SelectMany(row => row.Labels.Distinct().Where(unknown.Contains)).CountBy(label => label)
            .Select(label => new StudyResult.Label(label.Key, 0, label.Value, (double)label.Value / data.Test.Count, 0));
    }
}
