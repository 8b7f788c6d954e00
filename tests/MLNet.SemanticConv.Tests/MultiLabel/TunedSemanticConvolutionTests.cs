using CsCheck;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.SemanticConv.Tests.Correlation;

namespace MLNet.SemanticConv.Tests.MultiLabel;

public class TunedSemanticConvolutionTests
{
    private const int Topics = 6, WordsPerTopic = 30;

    private static readonly CorrelationOptions Plain = CorrelationOptions.Default with { RemovedComponents = null };

    private static readonly ConvolutionTuningOptions Options = new() { Candidates = [Plain, Plain with { Strength = 1 }] };

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Neighbours_of_the_same_topic_are_taken()
    {
        var trials = new List<ConvolutionTrial>();
        var matrix = Fit(Vectors(word => word / WordsPerTopic), Options, trials).Matrix;
        Assert.NotEqual(0, matrix.EntryCount);
        Assert.Equal([0.5f, 1, 0], trials.Select(trial => trial.Options.Strength));
        Assert.Equal(0, trials[0].Gain);
        Assert.True(trials[2].Gain < -0.05, $"{trials[2]}");
        Assert.Equal(trials[2].MeanAveragePrecision, trials[0].MeanAveragePrecision + trials[2].Gain, 12);
    }

    [Fact]
    public void Neighbours_of_other_topics_are_left_alone()
    {
        var transformer = Fit(Vectors(word => word % WordsPerTopic), Options);
        Assert.Equal(0, transformer.Matrix.EntryCount);
        var rows = Rows();
        Assert.Equal(rows.Floats("X"), transformer.Transform(rows).Floats("Y"));
    }

    [Fact]
    public void Of_several_sources_that_which_helps_is_chosen()
    {
        ConvolutionSource good = new("good", Vectors(word => word / WordsPerTopic)) { Options = Plain };
        ConvolutionSource bad = new("bad", Vectors(word => word % WordsPerTopic)) { Options = Plain };
        List<ConvolutionTrial> trials = [];
        var chosen = _ml.Transforms.Text.ApplyTunedSemanticConvolution("Y", "X", [bad, good], "Labels",
            progress: new Recorder(trials)).Fit(Rows());
        Assert.Equal(
            ["bad × 0.5 + good × 0.5", "bad × 0.25 + good × 0.25", "bad × 0.5", "bad × 0.25", "good × 0.5", "good × 0.25",
                "no convolution"],
            trials.Select(trial => trial.Choice));
        var best = trials.MaxBy(trial => trial.Gain)!;
        Assert.Contains("good", best.Choice, StringComparison.Ordinal);
        ConvolutionSource With(ConvolutionSource source)
            => source with { Options = source.Options with { Strength = best.Options.Strength } };
        ConvolutionSource[] added = [.. new[] { bad, good }.Where(source => best.Choice.Contains(source.Name, StringComparison.Ordinal))
            .Select(With)];
        MatrixAssert.Equal(ConvolutionCandidate.BuildAll(chosen.Matrix.Vocabulary, [added], default)[0].Matrix, chosen.Matrix);
    }

    [Fact]
    public void Sources_are_added_in_one_matrix()
    {
        ConvolutionSource one = new("one", MatrixMaker.Vectors(("a", [1, 0]), ("b", [0.9f, 0.1f]), ("c", [0, 1])))
        { Options = Plain with { Strength = 1 } };
        ConvolutionSource other = new("other", MatrixMaker.Vectors(("a", [1, 0]), ("c", [0.8f, 0.6f]), ("b", [0.6f, 0.8f])))
        { Options = Plain };
        string[] words = ["a", "b", "c"];
        var sum = ConvolutionCandidate.BuildAll(words, [[one, other]], default)[0].Matrix;
        var (x, y) = (CorrelationMatrix.Build(words, one.Vectors, one.Options),
            CorrelationMatrix.Build(words, other.Vectors, other.Options));
        float At(CorrelationMatrix matrix, string from, string to)
            => matrix.Neighbors(from).FirstOrDefault(neighbor => neighbor.Word == to).Similarity;
        Assert.All(words, from => Assert.All(words, to => Assert.Equal(At(x, from, to) + At(y, from, to), At(sum, from, to), 1e-6f)));
        Assert.NotEqual(0, At(sum, "a", "b"));
    }

    [Fact]
    public void Means_stand_beside_the_convolved_rows_when_these_are_judged()
    {
        // The mean of vectors that tell the topics ranks all rows by itself, whatever the neighbours do.
        var topics = Vectors(word => word / WordsPerTopic);
        List<ConvolutionTrial> alone = [], beside = [];
        var bad = Vectors(word => word % WordsPerTopic);
        new MLContext(seed: 1).Transforms.Text.ApplyTunedSemanticConvolution("Y", "X", bad, "Labels",
            Options, new Recorder(alone)).Fit(Rows());
        var choice = new MLContext(seed: 1).Transforms.Text.ApplyTunedSemanticConvolution("Y", "X", bad, "Labels",
            Options with { MeanVectors = topics }, new Recorder(beside))
            .Fit(Rows()).Choice!;
        // All candidates with the means, then all without.
        Assert.Equal(2 * alone.Count, beside.Count);
        var withMeans = beside[alone.Count - 1];
        Assert.True(withMeans.MeanAveragePrecision > alone[^1].MeanAveragePrecision + 0.05, $"{withMeans} {alone[^1]}");
        Assert.Equal(alone.Select(trial => trial.MeanAveragePrecision),
            beside.Skip(alone.Count).Select(trial => trial.MeanAveragePrecision));
        Assert.True(choice.WithMeanVectors);
    }

    [Fact]
    public void Means_that_harm_are_left_out()
    {
        var bad = Vectors(word => word % WordsPerTopic);
        Assert.False(_ml.Transforms.Text.ApplyTunedSemanticConvolution("Y", "X", bad, "Labels",
            Options with { MeanVectors = bad, StandardErrors = 0 })
            .Fit(Rows()).Choice!.WithMeanVectors);
    }

    [Fact]
    public void Where_the_labels_cannot_tell_the_first_candidate_is_taken()
    {
        // Both labels are ranked without a fault, with neighbours and without.
        var data = _ml.Data.LoadFromEnumerable(
            Enumerable.Range(0, 20).Select(i => new Row { X = i % 2 == 0 ? [1, 0, 0] : [0, 1, 0], Labels = [i % 2 == 0 ? "a" : "b"] }),
            Schema("plug", "hotel", "adapter"));
        var vectors = MatrixMaker.Vectors(("plug", [1, 0]), ("adapter", [0.9f, 0.1f]), ("hotel", [0, 1]));
        var matrix = _ml.Transforms.Text.ApplyTunedSemanticConvolution("Y", "X", vectors, "Labels", Options).Fit(data).Matrix;
        Assert.Equal(CorrelationMatrix.Build(["plug", "hotel", "adapter"], vectors, Plain).Neighbors("plug"), matrix.Neighbors("plug"));
    }

    [Fact]
    public void The_standard_error_is_that_of_the_mean_over_the_labels()
    {
        // Two of three labels are ranked without a fault in any case: of gains g, 0 and 0 the mean is g/3, and so is its standard error,
        // √((4 + 1 + 1)·g²/9 / 2 / 3).
        var trials = new List<ConvolutionTrial>();
        var rows = Rows(scale: _ => 1, easyLabels: 2);
        _ml.Transforms.Text.ApplyTunedSemanticConvolution("Y", "X", Vectors(word => word / WordsPerTopic), "Labels",
            Options, new Recorder(trials)).Fit(rows);
        Assert.NotEqual(0, trials[2].Gain);
        Assert.All(trials, trial => Assert.Equal(Math.Abs(trial.Gain), trial.StandardError, 12));
        Assert.Equal(0, trials[0].StandardError);
    }

    [Fact]
    public void What_gains_too_little_is_left_out_where_labels_can_tell()
    {
        // One label has no standard error.
        var rows = _ml.Data.LoadFromEnumerable(
            _ml.Data.CreateEnumerable<Row>(Rows(), reuseRowObject: false).Select(row => new Row
            {
                X = row.X,
                Labels = [.. row.Labels.Where(label => label == "topic0")],
            }),
            Schema([.. Words]));
        List<ConvolutionTrial> trials = [];
        int Entries(double least) => new MLContext(seed: 1).Transforms.Text.ApplyTunedSemanticConvolution(
            "Y", "X", Vectors(word => word / WordsPerTopic), "Labels", new() { Candidates = [Plain], LeastGain = least },
            new Recorder(trials)).Fit(rows).Matrix.EntryCount;

        Assert.NotEqual(0, Entries(0));
        double gain = -trials[^1].Gain;
        Assert.True(gain > 0.01);
        Assert.NotEqual(0, Entries(gain - 0.001));
        Assert.Equal(0, Entries(gain + 0.001));
    }

    [Fact]
    public void Rows_are_judged_at_unit_length()
    {
        List<ConvolutionTrial> Trials(Func<int, float> scale)
        {
            var trials = new List<ConvolutionTrial>();
            new MLContext(seed: 1).Transforms.Text.ApplyTunedSemanticConvolution(
                "Y", "X", Vectors(word => word / WordsPerTopic), "Labels", Options, new Recorder(trials)).Fit(Rows(scale));
            return trials;
        }
        // Powers of two change no digit.
        Assert.Equal(Trials(_ => 1), Trials(i => i % 3 == 0 ? 64 : 0.5f));
    }

    [Fact]
    public void The_choice_does_not_depend_on_the_number_of_threads()
    {
        List<ConvolutionTrial> Trials(int threads)
        {
            var trials = new List<ConvolutionTrial>();
            Fit(Vectors(word => word / WordsPerTopic), Options with { NumberOfThreads = threads }, trials);
            return trials;
        }
        Assert.Equal(Trials(1), Trials(3));
    }

    [Fact]
    public void One_search_gives_each_candidate_the_matrix_that_it_has_alone()
    {
        Gen.Select(Gen.Int[0, 1000], Gen.Int[1, 12], Gen.Float[0, 0.8f], Gen.Bool).Sample((seed, topN, threshold, symmetric) =>
        {
            var random = new Random(seed);
            string[] words = [.. Enumerable.Range(0, 40).Select(i => $"w{i}")];
            var vectors = new WordVectors(words, Direction(random, 1, 40 * 4), 4);
            CorrelationOptions[] options = [Plain, Plain with { TopN = topN, Threshold = threshold, Symmetric = symmetric },
                CorrelationOptions.Blog];
            foreach (var (setting, matrix) in options.Zip(CorrelationMatrix.BuildAll(words, vectors, options)))
                MatrixAssert.Equal(CorrelationMatrix.Build(words, vectors, setting), matrix);
        }, iter: 100);
    }

    [Fact]
    public void Where_no_label_stands_twice_the_first_candidate_is_taken_and_says_why()
    {
        var data = _ml.Data.LoadFromEnumerable([new Row { X = [1, 0, 0], Labels = ["a"] }, new Row { X = [0, 1, 0], Labels = ["b"] }],
            Schema("plug", "hotel", "adapter"));
        var vectors = MatrixMaker.Vectors(("plug", [1, 0]), ("hotel", [0, 1]));
        var model = _ml.Transforms.Text.ApplyTunedSemanticConvolution("Y", "X", vectors, "Labels").Fit(data);
        Assert.Equal(0.5f, model.Choice!.Options.Strength);
        Assert.Contains("none of the 2 labels has 2 examples", model.Choice.Reason);
        Assert.Contains("strength 0.5: the first candidate", model.ToString());
    }

    [Fact]
    public void The_choice_and_its_reason_are_told_in_the_log_and_by_the_transformer()
    {
        var ml = new MLContext(seed: 1);
        List<string> log = [];
        ml.Log += (_, message) => log.Add(message.Message);
        var model = ml.Transforms.Text.ApplyTunedSemanticConvolution("Y", "X", Vectors(word => word / WordsPerTopic), "Labels").Fit(Rows());
        Assert.Contains("mean average precision", model.Choice!.Reason);
        Assert.Contains("more than no convolution", model.Choice.Reason);
        Assert.Contains(log, line => line.Contains(model.Choice.ToString()));
        Assert.EndsWith(model.Choice.ToString(), model.ToString());
    }

    private SemanticConvolutionTransformer Fit(WordVectors vectors, ConvolutionTuningOptions options, List<ConvolutionTrial>? trials = null)
        => new MLContext(seed: 1).Transforms.Text
            .ApplyTunedSemanticConvolution("Y", "X", vectors, "Labels", options, trials is null ? null : new Recorder(trials)).Fit(Rows());

    /// <summary>Rows of four words, three of them of the row's topic, so few that most words are met once.</summary>
    private IDataView Rows() => Rows(_ => 1);

    /// <param name="scale">What the values of a row are multiplied by.</param>
    /// <param name="easyLabels">
    /// The number of labels that rows of each topic have, every second, every third and so on, each told by a word of its own; beside them
    /// only topic 0 is a label then.
    /// </param>
    private IDataView Rows(Func<int, float> scale, int easyLabels = 0)
    {
        var random = new Random(1);
        var rows = Enumerable.Range(0, 12 * Topics).Select(i =>
        {
            float[] x = new float[Topics * WordsPerTopic + easyLabels];
            for (int k = 0; k < 3; k++) x[i % Topics * WordsPerTopic + random.Next(WordsPerTopic)] = scale(i);
            x[random.Next(Topics * WordsPerTopic)] = scale(i);
            int[] easy = [.. Enumerable.Range(0, easyLabels).Where(label => i / Topics % (label + 2) == 0)];
            foreach (int label in easy) x[Topics * WordsPerTopic + label] = 8;
            string[] topic = easyLabels > 0 && i % Topics != 0 ? [] : [$"topic{i % Topics}"];
            return new Row { X = x, Labels = [.. topic, .. easy.Select(label => $"easy{label}")] };
        }).ToArray();
        return _ml.Data.LoadFromEnumerable(rows, Schema([.. Words, .. Enumerable.Range(0, easyLabels).Select(label => $"easy{label}")]));
    }

    private static IEnumerable<string> Words => Enumerable.Range(0, Topics * WordsPerTopic).Select(word => $"w{word}");

    /// <summary>Words of one group point about the same way.</summary>
    private static WordVectors Vectors(Func<int, int> groupOf)
    {
        var random = new Random(2);
        var directions = Enumerable.Range(0, Math.Max(Topics, WordsPerTopic)).Select(_ => Direction(random, 1)).ToArray();
        float[] matrix = [.. Words.SelectMany((_, word) => directions[groupOf(word)].Zip(Direction(random, 0.3f), (a, b) => a + b))];
        return new([.. Words], matrix, 16);
    }

    private static float[] Direction(Random random, float length, int count = 16)
        => [.. Enumerable.Range(0, count).Select(_ => length * (random.NextSingle() - 0.5f))];

    private static SchemaDefinition Schema(params string[] words)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        var x = schema[nameof(Row.X)];
        x.ColumnType = new VectorDataViewType(NumberDataViewType.Single, words.Length);
        x.AddAnnotation("SlotNames", new VBuffer<ReadOnlyMemory<char>>(words.Length, [.. words.Select(word => word.AsMemory())]),
            new VectorDataViewType(TextDataViewType.Instance, words.Length));
        return schema;
    }

    private sealed class Row
    {
        public float[] X { get; set; } = [];

        public string[] Labels { get; set; } = [];
    }

    private sealed class Recorder(List<ConvolutionTrial> trials) : IProgress<ConvolutionTrial>
    {
        public void Report(ConvolutionTrial value) => trials.Add(value);
    }
}
