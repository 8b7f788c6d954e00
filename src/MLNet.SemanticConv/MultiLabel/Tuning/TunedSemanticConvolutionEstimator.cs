using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MLNet.SemanticConv;

/// <summary>
/// Builds the correlation matrix C for y = x + x·C with the settings that rank held-out rows best, or an empty one where no convolution
/// does better than none.
/// </summary>
internal sealed class TunedSemanticConvolutionEstimator : IEstimator<SemanticConvolutionTransformer>
{
    private const string ChoiceActivity = "Choosing the strength of the convolution";

    private readonly IHostEnvironment _environment;
    private readonly string _outputColumnName, _inputColumnName, _labelColumnName;
    private readonly IReadOnlyList<IReadOnlyList<ConvolutionSource>> _choices;
    private readonly ConvolutionTuningOptions _options;
    private readonly IProgress<ConvolutionTrial>? _progress;
    private readonly CancellationToken _cancellationToken;
    private readonly int _seed;

    public TunedSemanticConvolutionEstimator(
        IHostEnvironment environment,
        string outputColumnName,
        string? inputColumnName,
        IReadOnlyList<IReadOnlyList<ConvolutionSource>> choices,
        string labelColumnName,
        ConvolutionTuningOptions options,
        IProgress<ConvolutionTrial>? progress,
        CancellationToken cancellationToken,
        int? seed = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        (_environment, _choices, _options) = (environment, choices, options);
        (_outputColumnName, _inputColumnName, _labelColumnName) = (outputColumnName, inputColumnName ?? outputColumnName, labelColumnName);
        (_progress, _cancellationToken) = (progress, cancellationToken);
        _seed = seed ?? DrawSeed(environment);   // drawn once: every Fit chooses the same
    }

    /// <summary>A seed for those that make a new estimator for each of their fits.</summary>
    public static int DrawSeed(IHostEnvironment environment)
        => new TrainingHost(environment, nameof(TunedSemanticConvolutionEstimator)).NextSeed();

    /// <summary>One set of vectors: each of the candidates is a choice.</summary>
    public static TunedSemanticConvolutionEstimator Of(
        IHostEnvironment environment,
        string outputColumnName,
        string? inputColumnName,
        WordVectors vectors,
        string labelColumnName,
        ConvolutionTuningOptions? options,
        IProgress<ConvolutionTrial>? progress,
        CancellationToken cancellationToken,
        int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        options ??= new();
        ConvolutionSource source = new("word vectors", vectors);
        return new(
            environment, outputColumnName, inputColumnName,
            [.. options.Candidates.Select(candidate => (ConvolutionSource[])[source with { Options = candidate }])],
            labelColumnName, options, progress, cancellationToken, seed);
    }

    /// <summary>Several: all of them together and each alone, at each of the factors.</summary>
    public static TunedSemanticConvolutionEstimator Of(
        IHostEnvironment environment,
        string outputColumnName,
        string? inputColumnName,
        IReadOnlyList<ConvolutionSource> sources,
        string labelColumnName,
        ConvolutionTuningOptions? options,
        IProgress<ConvolutionTrial>? progress,
        CancellationToken cancellationToken,
        int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(sources);
        if (sources.Count == 0) throw new ArgumentException("Name at least one source of neighbours.", nameof(sources));
        options ??= new();
        IEnumerable<ConvolutionSource[]> together = sources.Count == 1
            ? [[.. sources]]
            : [[.. sources], .. sources.Select(source => (ConvolutionSource[])[source])];
        return new(
            environment, outputColumnName, inputColumnName,
            [.. together.SelectMany(_ => options.Factors, (added, factor) => Array.ConvertAll(added, source => Times(source, factor)))],
            labelColumnName, options, progress, cancellationToken, seed);
    }

    private static ConvolutionSource Times(ConvolutionSource source, float factor)
        => source with { Options = source.Options with { Strength = source.Options.Strength * factor } };

    /// <summary>Chooses the settings and builds C for the slot names of the input column.</summary>
    /// <param name="input">The labelled rows; read once.</param>
    /// <returns>The transformer with the matrix, which has no entries where no convolution is best.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    /// <exception cref="ArgumentException">The slots of the input column have no names, or none is a word of the vectors.</exception>
    /// <exception cref="InvalidDataException">There are no rows or no labels, or a feature is not finite.</exception>
    /// <exception cref="OperationCanceledException">The token given to the estimator was cancelled.</exception>
    public SemanticConvolutionTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var host = new TrainingHost(_environment, nameof(TunedSemanticConvolutionEstimator), _seed);
        var bag = Columns.FloatVector(input.Schema, _inputColumnName).Column;
        var sources = _choices.SelectMany(added => added);
        string[] vocabulary = [];
        foreach (var alike in sources.GroupBy(source => source.Vectors))
            vocabulary = BagWords.Read(bag, alike.Key, alike.Any(source => source.Options.Ngrams));
        var rows = TrainingRows.Read(
            input, _inputColumnName, _labelColumnName, weightName: null, _options.SamplingKeyColumnName, minimumSupport: 1,
            _cancellationToken);
        var candidates = ConvolutionCandidate.BuildAll(vocabulary, _choices, _cancellationToken);

        var support = rows.ExampleLabels;
        var judged = rows.Labels.Only(label => support[label].Length >= KnownScores.LeastSupport);
        var mean = Mean(vocabulary);
        var (candidate, beside, reason) = judged.Count == 0
            ? (candidates[0], mean,
                $"the first candidate, as none of the {support.Count} labels has {KnownScores.LeastSupport} examples to judge by")
            : Choose(candidates, mean, new(rows with { Labels = judged }, _options, host, _cancellationToken));
        ConvolutionChoice choice = new(candidate.Options, _choices.Any(added => added.Count > 1) ? $"{candidate}; {reason}" : reason)
        {
            WithMeanVectors = beside is not null,
        };
        host.Info(ChoiceActivity, choice.ToString());
        return new(_outputColumnName, _inputColumnName, candidate.Matrix) { Choice = choice };
    }

    private VectorAverager? Mean(string[] vocabulary) => _options.MeanVectors is { } vectors
        ? VectorAverager.Create(vocabulary, vectors, removedComponents: null, unitLength: false)
        : null;

    private (ConvolutionCandidate, VectorAverager? Mean, string Reason) Choose(
        IReadOnlyList<ConvolutionCandidate> candidates, VectorAverager? mean, ConvolutionTuner tuner)
    {
        VectorAverager?[] means = mean is null ? [null] : [mean, null];
        JudgedCandidate[] judged = [.. means.SelectMany(_ => candidates, (beside, candidate) =>
        {
            var tried = tuner.Try(candidate, beside);
            _progress?.Report(tried.Trial);
            return tried;
        })];
        JudgedCandidate nothing = judged[^1], best = judged.Where(tried => tried.OverFirst.Reaches(_options.StandardErrors))
            .MaxBy(tried => tried.OverFirst.Mean)!;
        if (!best.Over(nothing).IsWorthAdding(_options.StandardErrors, _options.LeastGain)) best = nothing;
        string precision = FormattableString.Invariant($"mean average precision {best.Trial.MeanAveragePrecision:F4} on held-out rows");
        return (best.Candidate, best.Mean,
            $"{precision}, {best.OverFirst} more than the first candidate and {best.Over(nothing)} more than no convolution");
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
        => SchemaShapes.WithVectorLike(_environment, inputSchema, _outputColumnName, _inputColumnName);
}
