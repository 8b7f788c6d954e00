using System.Diagnostics;
using Microsoft.ML;

namespace MLNet.SemanticConv.Cli;

/// <summary>Trains both methods at several budgets of labels; the text of all rows stays known, as it is in practice.</summary>
internal sealed class DemoRun(ToolConsole console, NamespaceTask task, CancellationToken cancellationToken)
{
    private const int Seed = 1;
    private static readonly int[] Budgets = [300, 1_200, 3_000];

    public MLContext Context { get; } = new(Seed);

    public NamespaceTask Task => task;

    /// <summary>The word vectors of the semantic method; null before <see cref="Compare"/>.</summary>
    public WordVectors? Vectors { get; private set; }

    public List<DemoResult> Compare()
    {
        IDataView all = Context.Data.LoadFromEnumerable(
            task.Train.Select(row => row.Text).Concat(task.Unlabeled).Select(text => new PlainText { Text = text }).Until(cancellationToken));
        IDataView tokens = Tokenizers.Create(Context).Fit(all).Transform(all);
        long words = task.Train.Select(row => row.Text).Concat(task.Unlabeled).Sum(text => text.AsSpan().Count(' ') + 1L);
        Vectors = Word2VecStep.Train(console, tokens, Word2VecStep.OptionsFor(words, Seed, threads: 1), cancellationToken);

        List<DemoResult> results = [];
        foreach (int budget in Budgets.Select(budget => Math.Min(budget, task.Train.Count)).Distinct())
        {
            IDataView labeled = Context.Data.LoadFromEnumerable(task.Train.Take(budget).Until(cancellationToken));
            foreach (Method method in (Method[])[Method.Plain, Method.Default])
                results.Add(Train(budget, method, FeaturePipeline.Create(Context, method, all, labeled, Vectors, cancellationToken), labeled));
        }
        return results;
    }

    private DemoResult Train(int budget, Method method, IEstimator<ITransformer> pipeline, IDataView labeled)
        => console.Steps.Run($"{budget:N0} labelled rows, {(method == Method.Plain ? "plain" : "semantic")}", progress =>
        {
            Stopwatch clock = Stopwatch.StartNew();
            IDataView examples = FeaturePipeline.Examples(Context, method, labeled);
            ITransformer features = pipeline.Fit(examples);
            OneVersusRestTransformer labels = Trainers.Create(Context, TrainerName.Svm, progress, cancellationToken).Fit(features.Transform(examples));
            double seconds = clock.Elapsed.TotalSeconds;
            cancellationToken.ThrowIfCancellationRequested();
            IDataView test = Context.Data.LoadFromEnumerable(task.Test.Until(cancellationToken));
            MultiLabelMetrics metrics = Context.MultiLabelClassification.Evaluate(features.Append(labels).Transform(test));
            return new DemoResult(budget, method, features, labels, metrics, seconds);
        });
}
