using System.Diagnostics;
using Microsoft.Extensions.AI;
using Microsoft.ML;

namespace MLNet.SemanticConv.Cli;

/// <summary>Trains and judges every method at every budget with every seed, unless the file of results has it.</summary>
internal sealed class StudyRun(ToolConsole console, StudyTask task, StudyFile file, CancellationToken cancellationToken)
{
    private readonly StudyData _data = task.Data;

    /// <exception cref="FormatException">The folder holds results of other data of the same name.</exception>
    public void Run(IReadOnlyList<LabelBudget> budgets, IReadOnlyList<string> methods, int seeds)
    {
        task.Mark();
        foreach (int seed in Enumerable.Range(1, seeds))
        {
            using var encoder = task.OpenEncoder(methods);
            WordVectors? vectors = null;   // not needed where all runs of the seed are there
            foreach (LabelBudget budget in budgets)
                foreach (string method in methods.Where(method => !file.Has((_data.Name, budget.Name, method, null, seed))))
                {
                    vectors ??= task.Vectors(seed);
                    file.Add(console.Steps.Run($"{_data.Name}, {budget.Name}, {method}, seed {seed}",
                        progress => Run(budget, method, seed, vectors, StudyMethods.NeedsEncoder(method) ? encoder : null, progress)));
                    cancellationToken.ThrowIfCancellationRequested();
                }
        }
    }

    private StudyResult Run(
        LabelBudget budget,
        string method,
        int seed,
        WordVectors vectors,
        IEmbeddingGenerator<string, Embedding<float>>? encoder,
        IProgress<double> progress)
    {
        MLContext ml = console.Steps.CreateContext(seed);
        LabeledText[] labeled = _data.Labeled(budget, seed);
        IDataView all = ml.Data.LoadFromEnumerable(_data.AllText.Until(cancellationToken));
        Stopwatch clock = Stopwatch.StartNew();
        var model = StudyMethods.Train(
            ml, method, ml.Data.LoadFromEnumerable(labeled), all, new() { Vectors = vectors }, encoder,
            options => Trainers.Create(ml, TrainerName.Svm, options, progress, cancellationToken), cancellationToken);
        return task.Judge(ml, model, budget, method, null, seed, labeled.Length, clock.Elapsed.TotalSeconds);
    }
}
