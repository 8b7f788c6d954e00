namespace MLNet.SemanticConv.Cli;

/// <summary>The steps of training in words.</summary>
internal sealed class TrainingProgress : IProgress<StepProgress>
{
    private readonly IProgress<(string Step, double Done)> _told;

    /// <param name="method">The method: only the default one tells its steps, so that the others are said to begin with the
    /// features.</param>
    /// <param name="told">Told of steps by name; of the first one at once.</param>
    public TrainingProgress(Method method, IProgress<(string Step, double Done)> told)
    {
        _told = told;
        OfLabels = new InlineProgress<double>(done => told.Report(("Training the labels", done)));
        told.Report((method == Method.Default ? "Reading the text" : "Learning the features", 0));
    }

    /// <summary>To be told the share of the labels that are trained.</summary>
    public IProgress<double> OfLabels { get; }

    public void Report(StepProgress value) => _told.Report((value.Step, value.Fraction));
}
