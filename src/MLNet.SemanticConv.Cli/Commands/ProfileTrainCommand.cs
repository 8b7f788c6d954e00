using System.CommandLine;
using Microsoft.ML;
using MLNet.PipelineProfiler;

namespace MLNet.SemanticConv.Cli;

/// <summary><c>semconv profile train</c>: where the time of training goes, stage by stage.</summary>
internal sealed class ProfileTrainCommand : Command
{
    private readonly Option<string[]> _labeled = CommonOptions.Labeled(required: true);
    private readonly Option<string> _unlabeled = new("--unlabeled")
    {
        Description = "More text of the same kind, one document per line.",
        HelpName = "T.txt",
    };
    private readonly Option<string> _method = CommonOptions.OneOf("--method", "plain, blog or default, as for train.", Method.Default);
    private readonly Option<string> _trainer = CommonOptions.OneOf("--trainer", "The binary trainer for each label.", TrainerName.Svm);
    private readonly VectorsFileOptions _vectors = new("Instead of training word vectors on all the text: ", required: false);
    private readonly Option<int?> _minCount = CommonOptions.MinCount();
    private readonly Option<int> _seed = CommonOptions.Seed();
    private readonly ProfileOutput _output = new();

    public ProfileTrainCommand(ToolConsole console)
        : base("train", "Trains as 'semconv train' does and shows what each stage takes. The model is not saved.")
    {
        foreach (Option option in new Option[] { _labeled, _unlabeled, _method, _trainer }) Add(option);
        _vectors.AddTo(this);
        Add(_minCount);
        Add(_seed);
        _output.AddTo(this);
        this.OnRun((parsed, cancellationToken) => Run(parsed, console, cancellationToken));
    }

    private void Run(ParseResult parsed, ToolConsole console, CancellationToken cancellationToken)
    {
        _output.Check(parsed);
        MLContext ml = console.Steps.CreateContext(parsed.GetValue(_seed));
        TrainingText text = new(ml, parsed.GetRequiredValue(_labeled),
            Texts.UnlessEmpty(parsed.GetValue(_unlabeled), console), cancellationToken);
        Method method = parsed.GetOneOf<Method>(_method);
        SemanticTextOptions options = new()
        {
            Vectors = _vectors.LoadIfGiven(parsed),
            MinCount = parsed.GetValue(_minCount),
        };
        if (method == Method.Blog && options.Vectors is null)
        {
            SemanticTextOptions oneThread = options with { NumberOfThreads = 1 };
            WordVectors trained = Word2VecStep.TrainOnText(console, ml, text, oneThread, parsed.GetValue(_seed), cancellationToken);
            options = options with { Vectors = trained };
        }
        PipelineProfile profile = console.Steps.Run("Training", progress =>
        {
            OneVersusRestEstimator trainer = Trainers.Create(ml, parsed.GetOneOf<TrainerName>(_trainer),
                method == Method.Default ? options : null, progress, cancellationToken);
            var pipeline = Taggers.Create(ml, method, text.All, options, trainer, progress: null, cancellationToken).Profile();
            pipeline.Fit(text.Labeled);
            return pipeline.GetProfile();
        });
        _output.Write(parsed, console, profile);
    }
}
