using Microsoft.Extensions.AI;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace MLNet.SemanticConv;

/// <summary>
/// The default method, step by step: words; word vectors of all text; the bag of words of all text, of the rows and of the labels' names;
/// its idf; the convolution that helps the labelled rows; unit length. Vectors of the language at large, or an encoder's embeddings of
/// words, add neighbours of their own. The mean of the vectors that are distilled from an encoder's embeddings of texts is put beside the
/// bag, unless labelled rows are ranked better without it.
/// </summary>
internal sealed class SemanticFeatures
{
    // Half the strength of the text's own vectors, which know what words mean in this text.
    private const float GeneralStrength = 0.25f;

    private readonly IHostEnvironment _environment;
    private readonly TransformsCatalog _transforms;
    private readonly SemanticTextOptions _options;
    private readonly Func<string, string, IEstimator<ITransformer>> _tokenizer;
    private readonly string _tokens, _bag, _weighted, _convolved, _mean, _features;
    private readonly int _seed;
    private readonly Lock _lock = new();
    private WordVectors? _vectors;
    private EncodedVectors? _encoded;
    private int? _convolutionSeed;

    /// <param name="environment">The environment, usually an <see cref="MLContext"/>.</param>
    /// <param name="featureColumnName">The column that is made; the others are named after it and dropped.</param>
    /// <param name="textColumnName">The column of text.</param>
    /// <param name="labelColumnName">The column of labels.</param>
    /// <param name="allText">What vectors, vocabulary and idf are learnt from; null means the labelled rows.</param>
    /// <param name="tokenizer">The tokenizer, unless the settings have another.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    public SemanticFeatures(
        IHostEnvironment environment,
        string featureColumnName,
        string textColumnName,
        string labelColumnName,
        IDataView? allText,
        Func<string, string, IEstimator<ITransformer>> tokenizer,
        SemanticTextOptions? options)
    {
        ArgumentException.ThrowIfNullOrEmpty(featureColumnName);
        ArgumentException.ThrowIfNullOrEmpty(textColumnName);
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        (_environment, _transforms, _options) = (environment, HostEnvironments.TransformsOf(environment), options ?? new());
        if (_options is { LearnFromLabelNames: false, KnownLabels.Count: > 0 })
            throw new ArgumentException(
                "KnownLabels are learnt from their names, which LearnFromLabelNames = false forbids: set only one of them.",
                nameof(options));
        _tokenizer = _options.Tokenizer ?? tokenizer;
        (_features, TextColumnName, LabelColumnName, AllText) = (featureColumnName, textColumnName, labelColumnName, allText);
        (_tokens, _bag) = ($"{featureColumnName}.Tokens", $"{featureColumnName}.Bag");
        (_weighted, _convolved, _mean) = ($"{featureColumnName}.Weighted", $"{featureColumnName}.Convolved", $"{featureColumnName}.Mean");
        _seed = new TrainingHost(environment, nameof(SemanticFeatures)).NextSeed();   // drawn once: every Fit learns the same
    }

    public string TextColumnName { get; }

    public string LabelColumnName { get; }

    public IDataView? AllText { get; }

    /// <summary>Learns the features.</summary>
    /// <param name="input">The labelled rows.</param>
    /// <param name="forLabels">Whether labels are learnt from the features, and so from texts without labels too.</param>
    /// <param name="progress">Receives progress reports.</param>
    /// <param name="step">Does each step, see <see cref="IFitsInSteps"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>From text to features; the labelled rows with the columns that a trainer reads, in memory; and the features of texts
    /// without labels, if labels are to be learnt from them.</returns>
    public (ITransformer[] Stages, IDataView Examples, IDataView? Unlabeled) Fit(
        IDataView input, bool forLabels, IProgress<StepProgress>? progress, Action<string, Action> step,
        CancellationToken cancellationToken)
    {
        progress?.Report(new(SemanticTextSteps.ReadingText, 0, 0));
        Columns.SingleText(input.Schema, TextColumnName, of: "the labelled rows");
        ITransformer tokenizer = _tokenizer(_tokens, TextColumnName).Fit(input);
        var labeled = Step("LabelledWords", () => LabeledTokens.Read(
            tokenizer.Transform(input), _tokens, LabelColumnName, _options.ExampleWeightColumnName, _options.SamplingKeyColumnName,
            cancellationToken));
        if (_options.KnownLabels.Count == 0) labeled.CheckLabels(LabelColumnName);
        LabeledTokenRow[] names = _options.LearnFromLabelNames ? Names(tokenizer, labeled.LabelNames) : [];
        if (AllText is not null) Columns.SingleText(AllText.Schema, TextColumnName, of: "all text");
        IDataView text = AllText is null ? View(labeled.Rows()) : tokenizer.Transform(AllText);
        using var corpus = Step("Words", () => TokenizedCorpus.Read(text, _tokens, cancellationToken));

        WordVectors vectors = _options.Vectors ?? Step("WordVectors", () => TrainVectors(corpus, progress, cancellationToken));

        // rows and names may have words that all text lacks
        var more = names.Select(name => name.Tokens).Prepend(labeled.Words).Select(words => new TokenRow { Tokens = words });
        ITransformer bag = Step("Bag", () => _transforms.Text.ProduceWordBags(_bag, _tokens, ngramLength: 1)
            .Fit(View(corpus.Rows().Concat(more).Until(cancellationToken))));
        ITransformer tfIdf = Step("TfIdf", () => new TfIdfNormalizingEstimator(_environment, _weighted, _bag, new() { SmoothIdf = true })
            .Fit(bag.Transform(View(corpus.Rows().Until(cancellationToken)))));
        var encoded = _options.Encoder is not { } encoder ? null : Step("Encoder", () => Encode(
            tfIdf.Transform(bag.Transform(tokenizer.Transform(AllText ?? input))), encoder, progress, cancellationToken));

        ConvolutionSource? general = encoded is null ? GeneralVectors(corpus) : null;

        progress?.Report(new(SemanticTextSteps.LearningFeatures, 0, 0));
        IDataView examples = tfIdf.Transform(bag.Transform(View(labeled.Rows().Concat(names).Until(cancellationToken))));
        List<ITransformer> stages = [tokenizer, bag, tfIdf];
        var choice = ((SemanticConvolutionTransformer)Step("Convolution",
            () => Add(Convolution(vectors, general, encoded, progress, cancellationToken)))).Choice!;
        if (encoded is null || !choice.WithMeanVectors)
        {
            Add(_transforms.NormalizeLpNorm(_features, _convolved));
            Add(_transforms.DropColumns(_tokens, _bag, _weighted, _convolved));
        }
        else
        {
            Add(_transforms.NormalizeLpNorm(_convolved));
            Add(new WordVectorAveragingEstimator(
                _environment, _mean, _weighted, encoded.Distilled, removedComponents: null, unitLength: false));
            Add(_transforms.Concatenate(_features, _convolved, _mean));
            Add(_transforms.DropColumns(_tokens, _bag, _weighted, _convolved, _mean));
        }
        return ([.. stages], examples, Unlabeled());

        ITransformer Add(IEstimator<ITransformer> estimator)
        {
            ITransformer stage = estimator.Fit(examples);
            stages.Add(stage);
            examples = stage.Transform(examples);
            return stage;
        }

        IDataView? Unlabeled()
        {
            if (!forLabels || AllText is null || !_options.LearnFromUnlabeledText) return null;
            var texts = UnlabeledTexts.Draw(corpus.Rows().Until(cancellationToken), labeled.Rows(), _seed);
            return stages.Skip(1).Aggregate(View(texts), (rows, stage) => stage.Transform(rows));   // they are tokenised already
        }

        T Step<T>(string name, Func<T> work)
        {
            T result = default!;
            step(name, () => result = work());
            return result;
        }
    }

    /// <summary>The shape with the column of features added.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        foreach (string? name in (string?[])[TextColumnName, LabelColumnName, _options.ExampleWeightColumnName,
            _options.SamplingKeyColumnName])
        {
            if (name is not null && !inputSchema.Any(column => column.Name == name))
                throw new ArgumentOutOfRangeException(nameof(inputSchema),
                    $"There is no column '{name}' among {string.Join(", ", inputSchema.Select(c => $"'{c.Name}'"))}.");
        }
        return new(inputSchema.Where(column => column.Name != _features)
            .Append(SchemaShapes.SlotNamedVector(_features, NumberDataViewType.Single)));
    }

    /// <summary>The labels' names as texts to learn from; if no row has a label, they are the only examples, and settings are judged by
    /// them too.</summary>
    private LabeledTokenRow[] Names(ITransformer tokenizer, SortedSet<string> labels)
    {
        bool areExamples = labels.Count == 0;
        var named = labels.Union(_options.KnownLabels).Order(StringComparer.Ordinal)
            .Select(label => (Label: label, Words: LabelNames.WordsOf(label))).Where(name => name.Words.Length > 0).ToList();
        var schema = SchemaDefinition.Create(typeof(NameRow));
        schema[nameof(NameRow.Text)].ColumnName = TextColumnName;
        IDataView view = HostEnvironments.DataOf(_environment)
            .LoadFromEnumerable(named.Select(name => new NameRow { Text = name.Words }), schema);
        return [.. tokenizer.Transform(view).GetColumn<ReadOnlyMemory<char>[]>(_tokens).Zip(named).Select((pair, i) => new LabeledTokenRow
        {
            Tokens = pair.First,
            Labels = [pair.Second.Label],
            Group = -1 - i,
            LearnOnly = !areExamples,
        })];
    }

    private ConvolutionSource? GeneralVectors(TokenizedCorpus corpus)
    {
        if (_options.GeneralVectors is not { } vectors) return null;
        double share = GeneralWords.ShareOf(corpus.Rows(), vectors);
        if (share >= GeneralWords.LeastShare)
            return new("general vectors", vectors) { Options = CorrelationOptions.Default with { Strength = GeneralStrength } };
        new TrainingHost(_environment, nameof(SemanticFeatures), _seed).Info(
            "General vectors",
            FormattableString.Invariant($"not used: they know only {share:P0} of the text's words, so it is probably in another language"));
        return null;
    }

    private Word2VecOptions ForCorpus(TokenizedCorpus corpus)
    {
        var options = Word2VecOptions.ForCorpus(corpus.WordCount) with { NumberOfThreads = _options.NumberOfThreads, Seed = _seed };
        return options with { MinCount = _options.MinCount ?? options.MinCount };
    }

    // Kept, so that cross-validation does not train them for each fold: all text is the same for all.
    private WordVectors TrainVectors(TokenizedCorpus corpus, IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_vectors is not null) return _vectors;
            var options = _options.Word2Vec ?? ForCorpus(corpus);
            progress?.Report(new(SemanticTextSteps.TrainingVectors, 0, 0));
            var told = progress is null ? null : new InlineProgress<Word2VecProgress>(p
                => progress.Report(new(SemanticTextSteps.TrainingVectors, p.WordsTotal > 0 ? p.WordsDone : 0, p.WordsTotal)));
            var vectors = new Word2VecTrainer(options).Train(corpus.Corpus, told, cancellationToken);
            return AllText is null ? vectors : _vectors = vectors;
        }
    }

    // Kept too, as long as the words are the same: labelled rows and labels' names may bring others.
    private EncodedVectors Encode(
        IDataView data, IEmbeddingGenerator<string, Embedding<float>> encoder, IProgress<StepProgress>? progress,
        CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_encoded is not null && _encoded.OfWords.Words.SequenceEqual(Columns.SlotNames(data.Schema[_weighted]))) return _encoded;
            var encoded = EncodedVectors.Learn(
                data, _weighted, TextColumnName, encoder, _options.Distillation, progress, cancellationToken);
            return AllText is null ? encoded : _encoded = encoded;
        }
    }

    private TunedSemanticConvolutionEstimator Convolution(
        WordVectors vectors, ConvolutionSource? general, EncodedVectors? encoded, IProgress<StepProgress>? progress,
        CancellationToken cancellationToken)
    {
        var options = _options.Convolution with { SamplingKeyColumnName = _options.SamplingKeyColumnName };
        ConvolutionSource? others = encoded is null ? general : new("encoder", encoded.OfWords);
        int seed = ConvolutionSeed(), tried = 0;
        int all = others is null ? options.Candidates.Count + 1 : (encoded is null ? 1 : 2) * (3 * options.Factors.Count + 1);
        var told = progress is null ? null : new InlineProgress<ConvolutionTrial>(_
            => progress.Report(new(SemanticTextSteps.LearningFeatures, ++tried, all)));
        return others is null
            ? TunedSemanticConvolutionEstimator.Of(
                _environment, _convolved, _weighted, vectors, LabelColumnName, options, told, cancellationToken, seed)
            : TunedSemanticConvolutionEstimator.Of(
                _environment, _convolved, _weighted, [new("word vectors", vectors), others], LabelColumnName,
                options with { MeanVectors = encoded?.Distilled }, told, cancellationToken, seed);
    }

    // Drawn at the first fit: every further one learns the same.
    private int ConvolutionSeed()
    {
        lock (_lock) return _convolutionSeed ??= TunedSemanticConvolutionEstimator.DrawSeed(_environment);
    }

    private IDataView View(IEnumerable<TokenRow> rows)
    {
        var schema = SchemaDefinition.Create(typeof(TokenRow));
        schema[nameof(TokenRow.Tokens)].ColumnName = _tokens;
        return HostEnvironments.DataOf(_environment).LoadFromEnumerable(rows, schema);
    }

    private IDataView View(IEnumerable<LabeledTokenRow> rows)
    {
        var schema = SchemaDefinition.Create(typeof(LabeledTokenRow));
        schema[nameof(LabeledTokenRow.Tokens)].ColumnName = _tokens;
        schema[nameof(LabeledTokenRow.Labels)].ColumnName = LabelColumnName;
        LearnOnlyColumn.Mark(schema, nameof(LabeledTokenRow.LearnOnly));
        NameOrRemove(nameof(LabeledTokenRow.Weight), _options.ExampleWeightColumnName);
        NameOrRemove(nameof(LabeledTokenRow.Group), _options.SamplingKeyColumnName);
        return HostEnvironments.DataOf(_environment).LoadFromEnumerable(rows, schema);

        void NameOrRemove(string member, string? columnName)
        {
            if (columnName is not null) schema[member].ColumnName = columnName;
            else schema.Remove(schema[member]);
        }
    }

    private sealed class NameRow
    {
        public string Text = "";
    }
}
