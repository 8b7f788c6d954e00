using System.Diagnostics;
using Microsoft.Extensions.AI;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv.Cli;

/// <summary>
/// Compares ways of choosing what to label: each begins with the same random rows, of the first budget, and fills the next ones batch by
/// batch with what a model of the rows so far would choose. Methods that learn from labels' names know all labels by name.
/// </summary>
internal sealed class SelectionRun(ToolConsole console, StudyTask task, StudyFile file, int batchSize, CancellationToken cancellationToken)
{
    private readonly StudyData _data = task.Data;

    /// <exception cref="FormatException">The folder holds results of other data of the same name.</exception>
    public void Run(
        IReadOnlyList<LabelBudget> budgets, IReadOnlyList<string> methods, IReadOnlyList<LabelingStrategy> strategies, int seeds)
    {
        task.Mark();
        using var encoder = task.OpenEncoder(methods);
        string[] labels = [.. _data.Train.SelectMany(row => row.Labels).Distinct(StringComparer.Ordinal)];
        foreach (int seed in Enumerable.Range(1, seeds))
        {
            SemanticTextOptions? known = null;   // not needed where all runs of the seed are there
            foreach (string method in methods)
                foreach (LabelingStrategy strategy in strategies)
                {
                    if (budgets.All(budget => IsThere(budget, method, strategy, seed))) continue;
                    known ??= new() { Vectors = task.Vectors(seed), KnownLabels = labels };
                    Run(budgets, method, strategy, seed, known, StudyMethods.NeedsEncoder(method) ? encoder : null);
                }
        }
    }

    private void Run(
        IReadOnlyList<LabelBudget> budgets, string method, LabelingStrategy strategy, int seed, SemanticTextOptions known,
        IEmbeddingGenerator<string, Embedding<float>>? encoder)
    {
        LabeledText[] labeled = budgets[0].Of(_data.Train, seed);
        ITransformer? last = null;   // what was learnt from them, where it is known
        foreach (LabelBudget budget in budgets)
        {
            last = console.Steps.Run($"{_data.Name}, {budget.Name}, {method}, {SelectionReport.NameOf(strategy)}, seed {seed}", progress =>
            {
                LabeledText[] drawn = budget.Of(_data.Train, seed);
                if (strategy == LabelingStrategy.Random) (labeled, last) = (drawn, null);   // which takes no model
                while (labeled.Length < drawn.Length)
                {
                    int count = Math.Min(batchSize, drawn.Length - labeled.Length);
                    LabeledText[] chosen = [.. Choose(last ?? Train(labeled), labeled, count, strategy, seed)];
                    if (chosen.Length == 0) break;   // no other text is left
                    labeled = [.. labeled, .. chosen];
                    last = null;
                }
                if (IsThere(budget, method, strategy, seed)) return last;
                Stopwatch clock = Stopwatch.StartNew();
                var model = Train(labeled);
                file.Add(task.Judge(console.Steps.CreateContext(seed), model, budget, method, SelectionReport.NameOf(strategy), seed,
                    labeled.Length, clock.Elapsed.TotalSeconds));
                return model;

                TransformerChain<OneVersusRestTransformer> Train(LabeledText[] rows)
                {
                    MLContext ml = console.Steps.CreateContext(seed);
                    IDataView all = ml.Data.LoadFromEnumerable(_data.AllText.Until(cancellationToken));
                    return StudyMethods.Train(
                        ml, method, ml.Data.LoadFromEnumerable(rows), all, known, encoder,
                        options => Trainers.Create(ml, TrainerName.Svm, options, progress, cancellationToken), cancellationToken);
                }
            });
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private IEnumerable<LabeledText> Choose(ITransformer model, LabeledText[] labeled, int count, LabelingStrategy strategy, int seed)
    {
        HashSet<LabeledText> known = [.. labeled];
        LabeledText[] others = [.. _data.Train.Where(row => !known.Contains(row))];
        MLContext ml = console.Steps.CreateContext(seed);
        return ml.MultiLabelClassification.SelectForLabeling(
            model, ml.Data.LoadFromEnumerable(others), ml.Data.LoadFromEnumerable(labeled), count,
            new() { Strategy = strategy, Seed = seed }, cancellationToken: cancellationToken)
            .Select(text => others[text.Row]);
    }

    private bool IsThere(LabelBudget budget, string method, LabelingStrategy strategy, int seed)
        => file.Has((_data.Name, budget.Name, method, SelectionReport.NameOf(strategy), seed));
}
