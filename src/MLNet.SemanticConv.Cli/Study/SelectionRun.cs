using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv.Cli;

/// <summary>
/// Compares ways of choosing what to label: each begins with the same random rows, of the first budget, and fills the next ones batch by
/// batch with what a model of the rows so far would choose. All labels are known by name.
/// </summary>
internal sealed class SelectionRun(ToolConsole console, StudyTask task, StudyFile file, int batchSize, CancellationToken cancellationToken)
{
    private readonly StudyData _data = task.Data;

    /// <exception cref="FormatException">The folder holds results of other data of the same name.</exception>
    public void Run(IReadOnlyList<LabelBudget> budgets, IReadOnlyList<LabelingStrategy> strategies, int seeds)
    {
        task.Mark();
        string[] labels = [.. _data.Train.SelectMany(row => row.Labels).Distinct(StringComparer.Ordinal)];
        foreach (int seed in Enumerable.Range(1, seeds))
            foreach (LabelingStrategy strategy in strategies)
                if (budgets.Any(budget => !IsThere(budget, strategy, seed)))
                    Run(budgets, strategy, seed, new() { Vectors = task.Vectors(seed), KnownLabels = labels });
    }

    private void Run(IReadOnlyList<LabelBudget> budgets, LabelingStrategy strategy, int seed, SemanticTextOptions options)
    {
        LabeledText[] labeled = budgets[0].Of(_data.Train, seed);
        ITransformer? last = null;   // what was learnt from them, where it is known
        foreach (LabelBudget budget in budgets)
        {
            last = console.Steps.Run($"{_data.Name}, {budget.Name}, {strategy}, seed {seed}".ToLowerInvariant(), _ =>
            {
                int target = budget.Of(_data.Train, seed).Length;
                while (labeled.Length < target)
                {
                    int missing = target - labeled.Length, count = strategy == LabelingStrategy.Random
                        ? missing
                        : Math.Min(batchSize, missing);
                    LabeledText[] chosen = [.. Choose(last ?? Train(labeled, seed, options), labeled, count, strategy, seed)];
                    if (chosen.Length == 0) break;   // no other text is left
                    labeled = [.. labeled, .. chosen];
                    last = null;
                }
                if (IsThere(budget, strategy, seed)) return last;
                Stopwatch clock = Stopwatch.StartNew();
                var model = Train(labeled, seed, options);
                string method = SelectionReport.MethodOf(strategy);
                file.Add(task.Judge(new(seed), model, budget, method, seed, labeled.Length, clock.Elapsed.TotalSeconds));
                return model;
            });
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private IEnumerable<LabeledText> Choose(ITransformer model, LabeledText[] labeled, int count, LabelingStrategy strategy, int seed)
    {
        HashSet<LabeledText> known = [.. labeled];
        LabeledText[] others = [.. _data.Train.Where(row => !known.Contains(row))];
        MLContext ml = new(seed);
        return ml.MultiLabelClassification.SelectForLabeling(
            model, ml.Data.LoadFromEnumerable(others), ml.Data.LoadFromEnumerable(labeled), count,
            new() { Strategy = strategy, Seed = seed }, cancellationToken: cancellationToken)
            .Select(text => others[text.Row]);
    }

    private TransformerChain<OneVersusRestTransformer> Train(LabeledText[] labeled, int seed, SemanticTextOptions options)
    {
        MLContext ml = new(seed);
        IDataView all = ml.Data.LoadFromEnumerable(_data.AllText.Until(cancellationToken));
        return ml.MultiLabelClassification.Trainers.SemanticTagger(allText: all, options: options, cancellationToken: cancellationToken)
            .Fit(ml.Data.LoadFromEnumerable(labeled));
    }

    private bool IsThere(LabelBudget budget, LabelingStrategy strategy, int seed)
        => file.Has((_data.Name, budget.Name, SelectionReport.MethodOf(strategy), seed));
}
