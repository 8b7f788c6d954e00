using System.Collections.Concurrent;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Shared;

namespace MLNet.SemanticConv;

/// <summary>
/// Tags one text at a time with a model that maps a text to <c>Scores</c>, <c>Probabilities</c> and <c>PredictedLabels</c>. It may be used
/// by any number of threads at once: each uses its own prediction engine, and all share the model.
/// </summary>
/// <remarks>
/// Where one-vs-rest of linear models learns from a convolved bag, from means of word vectors or from both side by side, these are folded
/// into the weights: what each word adds to the scores is computed when the word is first met, and kept, in up to 64 MB. The scores are
/// those of the model up to the rounding of <see cref="float"/>.
/// </remarks>
/// <example>
/// <code>
/// var tagger = TextTagger.Load("models/reviews.zip");
/// foreach (var label in tagger.Tag("the adapter was broken").Labels) Console.WriteLine($"{label.Label} {label.Probability:P0}");
/// </code>
/// </example>
public sealed class TextTagger
{
    private const int BestCount = 5;

    private static readonly string[] s_outputs =
        [OneVersusRestTransformer.ScoresName, OneVersusRestTransformer.ProbabilitiesName, OneVersusRestTransformer.PredictedLabelsName];

    private readonly MLContext _ml = new();
    // each fills its output again and again
    private readonly ConcurrentBag<(PredictionEngine<Input, Output> Engine, Output Output)> _engines = [];
    private readonly SchemaDefinition _input = SchemaDefinition.Create(typeof(Input));
    private readonly string[] _labels;
    private readonly ITransformer _folded;

    /// <summary>Tags with a fitted model.</summary>
    /// <remarks>
    /// The model may have stages that only served its training, such as one that splits labels: given the schema, stages that need columns
    /// other than the text are left out if the tags do not depend on them.
    /// </remarks>
    /// <param name="model">A model whose tags depend on no column but that of the text.</param>
    /// <param name="textColumnName">The column of the text. The default value is "Text".</param>
    /// <param name="inputSchema">The columns of the data that the model was fitted on, or null for the text alone. The default value is
    /// null.</param>
    /// <exception cref="ArgumentException">The tags depend on other columns, or the model does not make the three columns named
    /// above.</exception>
    public TextTagger(ITransformer model, string textColumnName = "Text", DataViewSchema? inputSchema = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(textColumnName);
        TextColumnName = textColumnName;
        _input[nameof(Input.Text)].ColumnName = textColumnName;
        (Model, DataViewSchema output) = ForTextAlone(model, inputSchema);
        foreach (string name in s_outputs)
            if (output.GetColumnOrNull(name) is not { Type: VectorDataViewType { Size: > 0 } })
                throw new ArgumentException($"The model does not tag text: it makes no vector '{name}', as OneVersusRest does.",
                    nameof(model));
        _labels = Columns.SlotNames(output["Scores"]);
        DataViewSchema text = TextAlone();
        _folded = FoldedTagger.Fold(RequiredStages.Of(Model, text, s_outputs).Model, text);
        _engines.Add(CreateEngine());
    }

    /// <summary>The model, or the stages of it that the tags depend on: it needs no column but that of the text.</summary>
    public ITransformer Model { get; }

    /// <summary>The column that the model reads.</summary>
    public string TextColumnName { get; }

    /// <summary>The K labels that the model knows.</summary>
    public IReadOnlyList<string> Labels => _labels;

    /// <summary>
    /// Loads a saved model and checks it: unlike <c>Model.Load</c>, it verifies the checksums of the file, compares what its parts claim
    /// with what is there, and reports a bad file by an <see cref="InvalidDataException"/> that names it.
    /// </summary>
    /// <remarks>
    /// <paramref name="acceptedParts"/> says what is trusted. With <see cref="AcceptedParts.Checked"/>, a file from anybody is harmless:
    /// loading ends, and takes no more memory than a small multiple of the unpacked file. By default, the other parts of ML.NET that
    /// neither open files nor run code are accepted as well; ML.NET believes what these claim, so that a malicious file can fill the
    /// memory, and keep a thread busy after the time limit. Parts that open files or run code are refused unless
    /// <see cref="AcceptedParts.All"/> is given.
    /// </remarks>
    /// <param name="path">The .zip file; it may be replaced afterwards.</param>
    /// <param name="textColumnName">
    /// The column of the text, or null for "Text" where the model was saved with such a column, else its only text column or the only one
    /// that the tags depend on. The default value is null.
    /// </param>
    /// <param name="maximumBytes">The most bytes that the file may unpack to: a guard against files from outside that would fill the
    /// memory. The default value sets no limit.</param>
    /// <param name="acceptedParts">The parts that the file may hold. The default value is <see cref="AcceptedParts.Stock"/>.</param>
    /// <param name="timeLimit">
    /// How long the loading of a file with parts whose content is not checked may take; null for 10 seconds,
    /// <see cref="Timeout.InfiniteTimeSpan"/> for no limit. The default value is null.
    /// </param>
    /// <returns>The tagger.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is not a model, is truncated, damaged or malicious, was written by a newer version of the library, has parts that are not
    /// accepted, takes too long to load, or does not tag text.
    /// </exception>
    /// <example>
    /// <code>
    /// var tagger = TextTagger.Load("models/reviews.zip", acceptedParts: AcceptedParts.Checked);   // a file from anybody
    /// </code>
    /// </example>
    public static TextTagger Load(
        string path,
        string? textColumnName = null,
        long maximumBytes = long.MaxValue,
        AcceptedParts acceptedParts = AcceptedParts.Stock,
        TimeSpan? timeLimit = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        TimeSpan limit = timeLimit ?? TimeSpan.FromSeconds(10);
        if (limit != Timeout.InfiniteTimeSpan) ArgumentOutOfRangeException.ThrowIfLessThan(limit, TimeSpan.Zero, nameof(timeLimit));
        using FileStream file = ModelArchive.Open(path);
        bool isChecked = ModelArchive.Check(file, path, maximumBytes, acceptedParts);
        try
        {
            return isChecked ? LoadFrom(file, textColumnName) : Within(limit, () => LoadFrom(file, textColumnName));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new InvalidDataException($"{path} cannot be used: {Culprit.Message(e)}", e);
        }
    }

    /// <summary>Tags a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Its labels.</returns>
    public Tagging Tag(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!_engines.TryTake(out var own)) own = CreateEngine();
        own.Engine.Predict(new() { Text = text }, ref own.Output);
        Tagging tagging = Read(text, own.Output);
        _engines.Add(own);   // one that threw is not used again
        return tagging;
    }

    private static TextTagger LoadFrom(Stream file, string? textColumnName)
    {
        ITransformer model = new MLContext().Model.Load(file, out DataViewSchema? schema);
        return new(model, textColumnName ?? TextColumnOf(model, schema), schema);
    }

    // What does not end is left behind: .NET cannot stop a thread from outside.
    private static TextTagger Within(TimeSpan limit, Func<TextTagger> load)
    {
        var loading = Task.Factory.StartNew(load, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return ((IAsyncResult)loading).AsyncWaitHandle.WaitOne(limit)
            ? loading.GetAwaiter().GetResult()
            : throw new TimeoutException(
                $"it was not loaded within {limit.TotalSeconds:0.###} seconds. Raise the time limit if you trust the file.");
    }

    private Tagging Read(string text, Output output)
    {
        var (scores, probabilities, predicted) = (output.Scores, output.Probabilities, output.PredictedLabels);
        List<int> given = [];
        Span<int> best = stackalloc int[Math.Min(BestCount, _labels.Length)];
        for (int k = 0, count = 0; k < _labels.Length; k++)
        {
            if (predicted[k]) given.Add(k);
            int at = count;
            while (at > 0 && probabilities[k] > probabilities[best[at - 1]]) at--;
            if (at == best.Length) continue;
            if (count < best.Length) count++;
            best[at..(count - 1)].CopyTo(best[(at + 1)..]);
            best[at] = k;
        }
        given.Sort((a, b) => probabilities[b].CompareTo(probabilities[a]) is var order and not 0 ? order : a.CompareTo(b));
        ScoredLabel Scored(int k) => new(_labels[k], scores[k], probabilities[k]);
        return new(text, given.ConvertAll(Scored), Array.ConvertAll(best.ToArray(), Scored));
    }

    private (PredictionEngine<Input, Output> Engine, Output Output) CreateEngine()
        => (_ml.Model.CreatePredictionEngine<Input, Output>(_folded, ignoreMissingColumns: false, _input), new());

    private (ITransformer Model, DataViewSchema Output) ForTextAlone(ITransformer model, DataViewSchema? inputSchema)
    {
        DataViewSchema text = TextAlone();
        try
        {
            return (model, model.GetOutputSchema(text));
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            string reason = $"{Culprit.Message(e).TrimEnd('.')}. If only its training needs more than the text, give or save with it the "
                + "schema of the data that it was fitted on.";
            if (inputSchema is not null)
            {
                var required = RequiredStages.Of(model, inputSchema, s_outputs);
                if (required.Inputs.All(column => column.Name == TextColumnName))
                    return (required.Model, required.Model.GetOutputSchema(text));
                reason = $"its tags depend on {string.Join(" and ", required.Inputs.Select(column => $"'{column.Name}'"))}.";
            }
            throw new ArgumentException($"The model does not tag rows that have the text column '{TextColumnName}' alone: {reason}",
                nameof(model), e);
        }
    }

    private DataViewSchema TextAlone() => _ml.Data.LoadFromEnumerable<Input>([], _input).Schema;

    private static string TextColumnOf(ITransformer model, DataViewSchema? schema)
    {
        const string Usual = "Text";
        string[] texts = [.. (schema ?? Enumerable.Empty<DataViewSchema.Column>()).Where(c => c.Type is TextDataViewType)
            .Select(c => c.Name)];
        if (texts.Length == 0 || texts.Contains(Usual)) return Usual;
        if (texts.Length > 1 && RequiredStages.Of(model, schema!, s_outputs).Inputs is [{ Type: TextDataViewType } only]) return only.Name;
        return texts.Length == 1 ? texts[0] : Usual;
    }

    private sealed class Input
    {
        public string Text { get; set; } = "";
    }

    private sealed class Output
    {
        public float[] Scores { get; set; } = [];

        public float[] Probabilities { get; set; } = [];

        public bool[] PredictedLabels { get; set; } = [];
    }
}
