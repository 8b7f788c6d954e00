using System.Diagnostics;
using Microsoft.ML;

namespace MLNet.SemanticConv.Cli;

/// <summary>Trains both methods at several budgets of labels; the text of all rows stays known, as it is in practice.</summary>
internal sealed class DemoRun(ToolConsole console, NamespaceTask task, CancellationToken cancellationToken)
{
    private const int Seed = 1;
    private static readonly int[] Budgets = [300, 1_200, 3_000];

    public MLContext Context { get; } = console.Steps.CreateContext(Seed);

    public NamespaceTask Task => task;

    /// <summary>The word vectors of the semantic method; null before <see cref="Compare"/>.</summary>
    public WordVectors? Vectors { get; private set; }

    public List<DemoResult> Compare()
    {
        IDataView all = Context.Data.LoadFromEnumerable(
            task.Train.Select(row => row.Text).Concat(task.Unlabeled).Select(text => new PlainText { Text = text })
                .Until(cancellationToken));
        long words = task.Train.Select(row => row.Text).Concat(task.Unlabeled).Sum(text => text.AsSpan().Count(' ') + 1L);
        Vectors = Word2VecStep.TrainOnText(
            console, Context, all, Word2VecOptions.ForCorpus(words) with { Seed = Seed, NumberOfThreads = 1 }, cancellationToken);

        List<DemoResult> results = [];
        foreach (int budget in Budgets.Select(budget => Math.Min(budget, task.Train.Count)).Distinct())
        {
            IDataView labeled = Context.Data.LoadFromEnumerable(task.Train.Take(budget).Until(cancellationToken));
            foreach (Method method in (Method[])[Method.Plain, Method.Default])
                results.Add(Train(budget, method, all, labeled));
        }
        return results;
    }

    private DemoResult Train(int budget, Method method, IDataView all, IDataView labeled)
        => console.Steps.Run($"{budget:N0} labelled rows, {(method == Method.Plain ? "plain" : "semantic")}", progress =>
        {
            Stopwatch clock = Stopwatch.StartNew();
            SemanticTextOptions options = new() { Vectors = Vectors };
            OneVersusRestEstimator trainer = Trainers.Create(
                Context, TrainerName.Svm, method == Method.Default ? options : null, progress, cancellationToken);
            var model = Taggers.Create(Context, method, all, options, trainer, progress: null, cancellationToken)
                .Fit(labeled);
            double seconds = clock.Elapsed.TotalSeconds;
            cancellationToken.ThrowIfCancellationRequested();
            IDataView test = Context.Data.LoadFromEnumerable(task.Test.Until(cancellationToken));
            return new DemoResult(budget, method, model, Context.MultiLabelClassification.Evaluate(model.Transform(test)), seconds);
        });
}
