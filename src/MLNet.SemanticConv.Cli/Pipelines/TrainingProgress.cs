namespace MLNet.SemanticConv.Cli;

/// <summary>The steps of training in words.</summary>
internal sealed class TrainingProgress : IProgress<SemanticTextProgress>
{
    private readonly IProgress<(string Step, double Done)> _told;

    /// <param name="method">The method: only the default one tells its steps, so that the others are said to begin with the features.</param>
    /// <param name="told">Told of steps by name; of the first one at once.</param>
    public TrainingProgress(Method method, IProgress<(string Step, double Done)> told)
    {
        _told = told;
        OfLabels = new InlineProgress<double>(done => Report(new(SemanticTextStep.TrainingLabels, done)));
        Report(new(method == Method.Default ? SemanticTextStep.ReadingText : SemanticTextStep.LearningFeatures, 0));
    }

    /// <summary>To be told the share of the labels that are trained.</summary>
    public IProgress<double> OfLabels { get; }

    public void Report(SemanticTextProgress value) => _told.Report((value.Step switch
    {
        SemanticTextStep.ReadingText => "Reading the text",
        SemanticTextStep.TrainingVectors => "Training word2vec",
        SemanticTextStep.Distilling => "Learning from the encoder",
        SemanticTextStep.LearningFeatures => "Learning the features",
        _ => "Training the labels",
    }, value.Done));
}
