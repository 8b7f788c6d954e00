using System.CommandLine;
using System.Text;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary><c>semconv study</c>: methods compared at budgets of labels.</summary>
internal sealed class StudyCommand : Command
{
    private static readonly string Strategies = string.Join(", ", Enum.GetNames<LabelingStrategy>()).ToLowerInvariant();

    private readonly Option<string> _out = new("--out")
    {
        Description = "A folder for results.jsonl, report.md, learning curves and word vectors; existing results are not run again.",
        Required = true,
        HelpName = "DIR",
    };

    private readonly Option<string> _name = new("--name")
    {
        Description = "The name of the data in the results.",
        DefaultValueFactory = _ => "data",
        HelpName = "NAME",
    };
    private readonly Option<string> _train = new("--train")
    {
        Description = "Labelled lines; without it, the documentation of the .NET SDK.",
        HelpName = "F.tsv",
    };
    private readonly Option<string> _test = new("--test")
    {
        Description = "Labelled lines to test on; without it, a fixed 30 % of the training rows.",
        HelpName = "F.tsv",
    };
    private readonly Option<string> _unlabeled = new("--unlabeled") { Description = "More text, a document per line.", HelpName = "T.txt" };
    private readonly Option<bool> _validate = new("--validate")
    {
        Description = "Test on 30 % of the training rows although there are test rows.",
    };
    private readonly Option<string> _budgets = new("--budgets")
    {
        Description = "Shares of the rows, or examples of each label, that keep their labels.",
        DefaultValueFactory = _ => "1%,5%,10%,25%,100%",
        HelpName = "10%,8x,…",
    };

    private readonly Option<string?> _methods = new("--methods")
    {
        Description = $"What to compare: {string.Join(", ", StudyMethods.Names)}. Without it, those that need no encoder; with --select, "
            + "default.",
        HelpName = "plain,default,…",
    };

    private readonly Option<string?> _select = new("--select")
    {
        Description = "Compare ways of choosing what to label instead, from the rows of the first budget on: "
            + $"{Strategies}.",
        HelpName = "random,balanced,…",
    };

    private readonly Option<int> _batch = new Option<int>("--batch")
    {
        Description = "How many rows --select chooses before a model is trained again.",
        DefaultValueFactory = _ => 100,
    }.AtLeast(1);

    private readonly Option<int> _seeds = new Option<int>("--seeds")
    {
        Description = "Seeds of the choice of rows, of word2vec and of training.",
        DefaultValueFactory = _ => 3,
    }.AtLeast(1);

    public StudyCommand(ToolConsole console)
        : base("study", "Compares methods at budgets of labels: tables with intervals, and learning curves.")
    {
        foreach (Option option in new Option[] { _out, _name, _train, _test, _unlabeled, _validate, _budgets, _methods, _select, _batch,
            _seeds }) Add(option);
        this.OnRun((parsed, cancellationToken) => Run(parsed, console, cancellationToken));
    }

    private void Run(ParseResult parsed, ToolConsole console, CancellationToken cancellationToken)
    {
        LabelBudget[] budgets = [.. Items(parsed.GetRequiredValue(_budgets)).Select(LabelBudget.Parse)];
        LabelingStrategy[] strategies = [.. Items(parsed.GetValue(_select) ?? "").Select(Strategy)];
        string[] methods = parsed.GetValue(_methods) is { } named ? Items(named)
            : strategies.Length > 0 ? [StudyMethods.Default] : [.. StudyMethods.WithoutEncoder];
        if (methods.FirstOrDefault(method => !StudyMethods.Names.Contains(method)) is { } unknown)
            throw new FormatException($"There is no method '{unknown}': choose among {string.Join(", ", StudyMethods.Names)}.");
        if (strategies.Length > 0
            && (budgets.Any(budget => !budget.IsShare) || !budgets.SequenceEqual(budgets.OrderBy(budget => budget.Share))))
            throw new FormatException("--select fills the budgets one after another: give rising shares of the rows.");
        string folder = parsed.GetRequiredValue(_out), name = parsed.GetRequiredValue(_name);
        if (Path.GetFileName(name) != name || name.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0)
            throw new FormatException($"--name {name}: files in {folder} begin with it, so it cannot have a slash: write words alone.");
        OutputFile.CheckApart(
            parsed.Inputs(_out),
            [.. new[] { "results.jsonl", "report.md", name + ".svg", name + ".png" }.Select(file => Path.Combine(folder, file))]);
        StudyFile file = new(Path.Combine(folder, "results.jsonl"));
        StudyData data = parsed.GetValue(_train) is { } train
            ? StudyData.FromFiles(
                name, train, parsed.GetValue(_validate) ? null : parsed.GetValue(_test),
                Texts.UnlessEmpty(parsed.GetValue(_unlabeled), console))
            : console.Steps.Run("Reading the documentation of .NET",
                _ => StudyData.OfDotnet(parsed.GetValue(_validate), cancellationToken));
        Directory.CreateDirectory(folder);
        try
        {
            StudyTask task = new(console, data, folder, cancellationToken);
            if (strategies.Length > 0)
                new SelectionRun(console, task, file, parsed.GetValue(_batch), cancellationToken)
                    .Run(budgets, methods, strategies, parsed.GetValue(_seeds));
            else new StudyRun(console, task, file, cancellationToken).Run(budgets, methods, parsed.GetValue(_seeds));
        }
        catch (Exception exception) when (Failure.Cancellation(exception) is not null)
        {
            throw new KeptForResumption(
                $"{Figures.Counted(file.Results.Count, "result is", "results are")} kept in {folder}: the same command resumes from there.",
                exception);
        }

        StudyResult[] selections = [.. file.Results.Where(result => result.Chosen is not null)];
        StudyResult[] compared = [.. file.Results.Except(selections)];
        string report = (compared.Length > 0 ? StudyReport.Of(compared) : "")
            + (selections.Length > 0 ? SelectionReport.Of(selections) : "");
        AtomicFile.Write(Path.Combine(folder, "report.md"), stream => stream.Write(Encoding.UTF8.GetBytes(report)));
        foreach (var results in compared.GroupBy(result => result.Data))
            if (LearningCurves.Of([.. results]) is { } curves)
                foreach (string kind in new[] { "svg", "png" })
                    PlotFile.Write(
                        LearningCurvesPlot.Of(results.Key, curves, [.. results.Select(result => result.Method).Distinct()]),
                        Path.Combine(folder, $"{results.Key}.{kind}"));
        console.Output.Write(report);
    }

    private static LabelingStrategy Strategy(string name)
        => Enum.TryParse(name, ignoreCase: true, out LabelingStrategy strategy) && Enum.IsDefined(strategy)
            ? strategy
            : throw new FormatException($"There is no way of choosing '{name}': choose among {Strategies}.");

    private static string[] Items(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
