using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.SemanticConv.Tests.Embeddings.Encoders;
using MLNet.SemanticConv.Tests.EndToEnd;

namespace MLNet.SemanticConv.Tests.SemanticText;

public sealed partial class SemanticTaggerTests
{
    private static readonly Word2VecOptions Word2Vec = new()
    {
        Dimensions = 16,
        MinCount = 1,
        Epochs = 20,
        NumberOfThreads = 1,
        Sample = 0
    };

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void One_call_is_the_pipeline_that_is_composed_by_hand()
    {
        var (train, all) = (Labeled(), _ml.Texts(TinyReviews.Texts));
        var tagger = _ml.MultiLabelClassification.Trainers.SemanticTagger(allText: all, options: new() { Word2Vec = Word2Vec }).Fit(train);
        Assert.Equal(ByHand(train, all, named: true).Transform(train).Floats("Scores"), tagger.Transform(train).Floats("Scores"));
    }

    [Fact]
    public void Min_count_leaves_rarer_words_without_a_vector()
    {
        var (train, all) = (Labeled(), _ml.Texts(TinyReviews.Texts));
        float[][] Scores(int? minCount) => new MLContext(seed: 1).MultiLabelClassification.Trainers
            .SemanticTagger(allText: all, options: new() { MinCount = minCount, NumberOfThreads = 1 }).Fit(train).Transform(train)
            .Floats("Scores");

        Assert.Equal(Scores(null), Scores(1));   // of so little text every word has one
        Assert.Contains("lower Word2VecOptions.MinCount", Assert.Throws<InvalidOperationException>(() => Scores(1000)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SemanticTextOptions { MinCount = 0 });
    }

    [Fact]
    public void All_text_without_rows_or_words_is_named()
    {
        string Refusal<TException>(params string[] all) where TException : Exception => Assert.Throws<TException>(
            () => _ml.MultiLabelClassification.Trainers.SemanticTagger(allText: _ml.Texts(all)).Fit(Labeled())).Message;
        Assert.StartsWith("There are no rows in allText ", Refusal<InvalidDataException>());
        Assert.StartsWith("There are no words in allText ", Refusal<InvalidOperationException>("", "..."));
    }

    [Fact]
    public void With_an_encoder_it_is_the_pipeline_that_is_composed_by_hand()
    {
        var (train, all) = (Labeled(), _ml.Texts(TinyReviews.Texts));
        LetterEncoder encoder = new();
        var text = _ml.Transforms.Text;
        var tagger = _ml.MultiLabelClassification.Trainers.SemanticTagger(allText: all,
            options: new() { Word2Vec = Word2Vec, Encoder = encoder }).Fit(train);

        var tokens = text.TokenizeIntoNormalizedWords("Tokens", "Text");
        var vectors = WordVectors.Train(tokens.Fit(all).Transform(all), "Tokens", Word2Vec);
        var weighted = tokens
            .Append(text.ProduceWordBags("Bag", "Tokens", ngramLength: 1))
            .FittedOn(_ml.MultiLabelClassification.AppendLabelNames(all, train))
            .Append(text.NormalizeTfIdf("Weighted", "Bag", new() { SmoothIdf = true })).FittedOn(all);
        var bags = weighted.Fit(all).Transform(all);
        var distilled = new VectorDistiller().Distill(bags, "Weighted", "Text", encoder);
        ConvolutionSource[] sources = [new("word vectors", vectors), new("encoder", WordVectors.Encode(distilled.Words, encoder))];
        var named = _ml.MultiLabelClassification.AppendLabelNames(train);
        var byHand = weighted
            .Append(text.ApplyTunedSemanticConvolution("Convolved", "Weighted", sources, "Labels", new() { MeanVectors = distilled }))
            .Append(_ml.Transforms.NormalizeLpNorm("Convolved"))
            .Append(text.AverageWordVectors("Mean", "Weighted", distilled, removedComponents: null, unitLength: false))
            .Append(_ml.Transforms.Concatenate("Features", "Convolved", "Mean"))
            .Append(_ml.MultiLabelClassification.Trainers.OneVersusRest(
                _ml.BinaryClassification.Trainers.SparseLinearSvm(options: new() { Cost = 0.3 })))
            .Fit(named);
        Assert.Equal(byHand.Transform(train).Floats("Scores"), tagger.Transform(train).Floats("Scores"));
    }

    [Fact]
    public void With_general_vectors_it_is_the_pipeline_that_is_composed_by_hand()
    {
        var (train, all) = (Labeled(), _ml.Texts(TinyReviews.Texts));
        var text = _ml.Transforms.Text;
        var tokens = text.TokenizeIntoNormalizedWords("Tokens", "Text");
        var vectors = WordVectors.Train(tokens.Fit(all).Transform(all), "Tokens", Word2Vec);
        var general = WordVectors.Encode(vectors.Words, new LetterEncoder());
        var tagger = _ml.MultiLabelClassification.Trainers.SemanticTagger(
            allText: all, options: new() { Word2Vec = Word2Vec, GeneralVectors = general }).Fit(train);

        ConvolutionSource[] sources =
            [new("word vectors", vectors),
                new("general vectors", general) { Options = CorrelationOptions.Default with { Strength = 0.25f } }];
        var byHand = tokens
            .Append(text.ProduceWordBags("Bag", "Tokens", ngramLength: 1))
            .FittedOn(_ml.MultiLabelClassification.AppendLabelNames(all, train))
            .Append(text.NormalizeTfIdf("Weighted", "Bag", new() { SmoothIdf = true })).FittedOn(all)
            .Append(text.ApplyTunedSemanticConvolution("Features", "Weighted", sources, "Labels"))
            .Append(_ml.Transforms.NormalizeLpNorm("Features"))
            .Append(_ml.MultiLabelClassification.Trainers.OneVersusRest(
                _ml.BinaryClassification.Trainers.SparseLinearSvm(options: new() { Cost = 0.5 })))
            .Fit(_ml.MultiLabelClassification.AppendLabelNames(train));
        Assert.Equal(byHand.Transform(train).Floats("Scores"), tagger.Transform(train).Floats("Scores"));
    }

    [Fact]
    public void General_vectors_of_another_language_change_nothing_and_are_told()
    {
        var (train, all) = (Labeled(), _ml.Texts(TinyReviews.Texts));
        List<string> told = [];
        float[][] Scores(WordVectors? general)
        {
            MLContext ml = new(seed: 1);
            ml.Log += (_, e) => told.Add(e.Message);
            return ml.MultiLabelClassification.Trainers
                .SemanticTagger(allText: all, options: new() { Word2Vec = Word2Vec, GeneralVectors = general }).Fit(train).Transform(train)
                .Floats("Scores");
        }

        Assert.Equal(Scores(null), Scores(new(["le", "la", "and"], new float[] { 1, 0, 0, 1, 1, 1 }, 2)));
        Assert.Contains(told, message => message.Contains("not used: they know only", StringComparison.Ordinal));
    }

    [Fact]
    public void With_an_encoder_a_saved_model_needs_none_and_is_explained()
    {
        var train = Labeled();
        var model = _ml.MultiLabelClassification.Trainers.SemanticTagger(
            options: new() { Word2Vec = Word2Vec, Encoder = new LetterEncoder() }).Fit(train);
        using var stream = new MemoryStream();
        _ml.Model.Save(model, train.Schema, stream);
        var loaded = new MLContext().Model.Load(stream, out _);
        Assert.Equal(model.Transform(train).Floats("Scores"), loaded.Transform(train).Floats("Scores"));
        var label = loaded.Explain(_ml, "The soup and the menu").Labels[0];
        Assert.Equal(label.Score, label.Bias!.Value + label.Words.Sum(word => word.Score), 3);
        Assert.All(label.Words, word => Assert.Contains(word.Word, (string[])["the", "soup", "and", "menu"]));
    }

    [Fact]
    public void Without_the_labels_names_it_is_the_pipeline_without_them()
    {
        var (train, all) = (Labeled(), _ml.Texts(TinyReviews.Texts));
        var options = new SemanticTextOptions { Word2Vec = Word2Vec, LearnFromLabelNames = false };
        var tagger = _ml.MultiLabelClassification.Trainers.SemanticTagger(allText: all, options: options).Fit(train);
        Assert.Equal(ByHand(train, all, named: false).Transform(train).Floats("Scores"), tagger.Transform(train).Floats("Scores"));
    }

    [Fact]
    public void Every_text_is_read_once()
    {
        int readLabeled = 0, readAll = 0;
        var train = _ml.Data.LoadFromEnumerable(TinyReviews.Labelled.Select(row => Counted(row, () => readLabeled++)));
        var all = _ml.Data.LoadFromEnumerable(TinyReviews.Labelled.Select(row => Counted(row, () => readAll++)));
        _ml.MultiLabelClassification.Trainers.SemanticTagger(allText: all, options: new() { Word2Vec = Word2Vec }).Fit(train);
        Assert.Equal((TinyReviews.Texts.Count, TinyReviews.Texts.Count), (readLabeled, readAll));
    }

    [Fact]
    public void Without_more_text_that_of_the_labeled_rows_is_all_text()
    {
        var train = Labeled();
        var options = new SemanticTextOptions { Word2Vec = Word2Vec };
        var alone = new MLContext(seed: 1).MultiLabelClassification.Trainers.SemanticTagger(options: options).Fit(train);
        var given = new MLContext(seed: 1).MultiLabelClassification.Trainers.SemanticTagger(allText: train, options: options).Fit(train);
        Assert.Equal(given.Transform(train).Floats("Scores"), alone.Transform(train).Floats("Scores"));
    }

    [Fact]
    public void The_seed_of_the_context_is_that_of_the_word_vectors()
    {
        var train = Labeled();
        // The convolution is never found to be worse than none.
        var options = new SemanticTextOptions
        {
            Convolution = new() { Candidates = [CorrelationOptions.Default with { RemovedComponents = null }], StandardErrors = 1e9 },
        };
        float[][] Scores(int seed) => new MLContext(seed).MultiLabelClassification.Trainers.SemanticTagger(options: options).Fit(train)
            .Transform(train).Floats("Scores");
        Assert.Equal(Scores(1), Scores(1));
        Assert.NotEqual(Scores(1), Scores(2));
    }

    [Fact]
    public void Words_that_labelled_rows_alone_have_count_too()
    {
        var train = Labeled();
        var others = _ml.Texts("the and with or", "or the sunny garden", "and the sunny pool");
        SemanticTextOptions options = new() { Word2Vec = Word2Vec };
        var model = _ml.MultiLabelClassification.Trainers.SemanticTagger(allText: others, options: options).Fit(train);
        Assert.Contains("adapter", model.Transform(train).SlotNames("Features"));
        Assert.Equal(1, _ml.MultiLabelClassification.Evaluate(model.Transform(train)).MicroF1, 0.05);
    }

    [Fact]
    public void Fitting_twice_learns_the_same_to_the_bit_whatever_is_drawn_in_between()
    {
        // some tags are wrong, so that it matters which rows are held out together
        var train = _ml.Data.LoadFromEnumerable(
            TinyReviews.Labelled.Select((row, i) => i % 4 == 0 ? row with { Labels = [i % 8 == 0 ? "food" : "power"] } : row));
        var estimator = _ml.MultiLabelClassification.Trainers.SemanticTagger(options: new() { Word2Vec = Word2Vec });
        var (first, second) = (estimator.Fit(train), estimator.Fit(train));
        _ml.BinaryClassification.Trainers.AveragedPerceptron();
        foreach (var again in (TransformerChain<OneVersusRestTransformer>[])[second, estimator.Fit(train)])
        {
            Assert.Equal(first.OfType<SemanticConvolutionTransformer>().Single().ToString(),
                again.OfType<SemanticConvolutionTransformer>().Single().ToString());
            Assert.Equal(first.LastTransformer.Thresholds, again.LastTransformer.Thresholds);
            foreach (string column in (string[])["Features", "Scores", "Probabilities"])
                Assert.Equal(first.Transform(train).Floats(column), again.Transform(train).Floats(column));
        }
    }

    [Fact]
    public void Cross_validation_trains_word_vectors_once()
    {
        List<StepProgress> told = [];
        var tagger = _ml.MultiLabelClassification.Trainers.SemanticTagger(
            allText: _ml.Texts(TinyReviews.Texts), options: new() { Word2Vec = Word2Vec }, progress: new Recorder(told));
        Assert.Equal(3, _ml.MultiLabelClassification.CrossValidate(Labeled(), tagger, numberOfFolds: 3).Count);
        Assert.Single(told, p => (p.Step, p.Fraction) == (SemanticTextSteps.TrainingVectors, 1));
        Assert.Equal(3, told.Count(p => (p.Step, p.Fraction) == (SemanticTextSteps.TrainingLabels, 1)));
    }

    [Fact]
    public void Further_fits_encode_nothing_unless_they_bring_words_of_their_own()
    {
        LetterEncoder encoder = new();
        IDataView[] rows = [Labeled(), Labeled(), _ml.Data.LoadFromEnumerable(TinyReviews.Labelled.Append(new("The zebra", ["zoo"])))];
        SemanticTextOptions options = new() { Word2Vec = Word2Vec, Encoder = encoder };
        IEstimator<TransformerChain<OneVersusRestTransformer>> Tagger() => new MLContext(seed: 1)
            .MultiLabelClassification.Trainers.SemanticTagger(allText: _ml.Texts(TinyReviews.Texts), options: options);
        var tagger = Tagger();
        List<int> asked = [];
        foreach (var labeled in rows)
        {
            encoder.Asked.Clear();
            float[][] scores = tagger.Fit(labeled).Transform(labeled).Floats("Scores");
            asked.Add(encoder.Asked.Count);
            Assert.Equal(Tagger().Fit(labeled).Transform(labeled).Floats("Scores"), scores);
        }
        Assert.Equal([asked[0], 0, asked[0] + 2], asked);   // "zebra" and "zoo"
    }

    [Fact]
    public void Progress_goes_through_the_steps_in_order()
    {
        string[] steps = ["Reading the text", "Training word2vec", "Learning from the encoder", "Learning the features",
            "Training the labels"];
        List<StepProgress> told = [];
        _ml.MultiLabelClassification.Trainers.SemanticTagger(options: new() { Encoder = new LetterEncoder() }, progress: new Recorder(told))
            .Fit(Labeled());
        Assert.Equal(told.OrderBy(p => Array.IndexOf(steps, p.Step)).ThenBy(p => p.Fraction), told);
        Assert.Equal(steps, told.Select(p => p.Step).Distinct());
    }

    [Fact]
    public void A_saved_model_scores_the_same_and_is_explained()
    {
        var train = Labeled();
        var model = _ml.MultiLabelClassification.Trainers.SemanticTagger(options: new() { Word2Vec = Word2Vec }).Fit(train);
        using var stream = new MemoryStream();
        _ml.Model.Save(model, train.Schema, stream);
        var loaded = new MLContext().Model.Load(stream, out _);
        Assert.Equal(model.Transform(train).Floats("Scores"), loaded.Transform(train).Floats("Scores"));
        Assert.DoesNotContain(loaded.Transform(train).Schema, column => column.Name.StartsWith("Features.", StringComparison.Ordinal));
        string path = Path.GetTempFileName();
        File.WriteAllBytes(path, stream.ToArray());
        Assert.Equal("food", TextTagger.Load(path, acceptedParts: AcceptedParts.Checked).Tag("The soup and the menu").Best[0].Label);
        File.Delete(path);
        var explained = loaded.Explain(_ml, "The soup and the menu");
        Assert.Contains(explained.Labels, label => label.Label == "food" && label.Words.Any(word => word.Word == "soup"));
    }

    [Fact]
    public void Keys_and_booleans_are_labels_too()
    {
        var one = _ml.Data.LoadFromEnumerable(TinyReviews.Labelled.Select(
            row => new Single { Text = row.Text, Label = row.Labels[0], IsFood = row.Labels.Contains("food") }));
        var keyed = _ml.Transforms.Conversion.MapValueToKey("Label").Fit(one).Transform(one);
        var options = new SemanticTextOptions { Word2Vec = Word2Vec };
        var ofKeys = _ml.MultiLabelClassification.Trainers.SemanticTagger("Label", options: options).Fit(keyed);
        Assert.Equal(["food", "power", "staff"], ofKeys.LastTransformer.Labels.Order(StringComparer.Ordinal));
        var ofBoolean = _ml.MultiLabelClassification.Trainers.SemanticTagger("IsFood", options: options).Fit(one);
        Assert.Equal(["IsFood"], ofBoolean.LastTransformer.Labels);
    }

    [Fact]
    public void Features_serve_any_stock_trainer()
    {
        var binary = _ml.Data.LoadFromEnumerable(
            TinyReviews.Labelled.Select(row => new Single { Text = row.Text, IsFood = row.Labels.Contains("food") }));
        var model = _ml.Transforms.Text.FeaturizeTextSemantically("Features", "Text", "IsFood", options: new() { Word2Vec = Word2Vec })
            .Append(_ml.BinaryClassification.Trainers.SdcaLogisticRegression("IsFood"))
            .Fit(binary);
        Assert.Equal(1, _ml.BinaryClassification.Evaluate(model.Transform(binary), "IsFood").AreaUnderRocCurve, 2);
        Assert.All(model.Transform(binary).Floats("Features"), row => Assert.Equal(1, row.Sum(x => (double)x * x), 5));
    }

    [Fact]
    public void A_tokenizer_of_ones_own_is_used_for_all_text_rows_and_names()
    {
        var train = _ml.Data.LoadFromEnumerable(
            Enumerable.Range(0, 12).Select(i => new TinyReviews.Row(i % 2 == 0 ? "A,b" : "c,A", [i % 2 == 0 ? "x" : "y"])));
        var options = new SemanticTextOptions
        {
            Word2Vec = Word2Vec with { Dimensions = 4 },
            Convolution = new() { Candidates = [CorrelationOptions.Default with { RemovedComponents = null }] },
            Tokenizer = (output, input) => _ml.Transforms.Text.TokenizeIntoWords(output, input, [',']),
        };
        var features = _ml.MultiLabelClassification.Trainers.SemanticTagger(options: options).Fit(train)
            .Transform(train).Schema["Features"];
        VBuffer<ReadOnlyMemory<char>> names = default;
        features.GetSlotNames(ref names);
        Assert.Equal(["A", "b", "c", "x", "y"], names.DenseValues().Select(name => name.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_trainer_of_ones_own_learns_the_labels()
    {
        var stock = _ml.MultiLabelClassification.Trainers.OneVersusRest(_ml.BinaryClassification.Trainers.AveragedPerceptron());
        var model = _ml.MultiLabelClassification.Trainers.SemanticTagger(options: new() { Word2Vec = Word2Vec }, trainer: stock)
            .Fit(Labeled());
        Assert.Equal(3, model.LastTransformer.Labels.Count);
    }

    [Fact]
    public void A_trainer_of_other_columns_is_refused()
    {
        var other = _ml.MultiLabelClassification.Trainers.OneVersusRest(_ml.BinaryClassification.Trainers.SparseLinearSvm(), "Tags");
        var exception = Assert.Throws<ArgumentException>(() => _ml.MultiLabelClassification.Trainers.SemanticTagger(trainer: other));
        Assert.Contains("'Tags'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_weight_zero_teach_nothing()
    {
        var rows = TinyReviews.Labelled.ToList();
        var weighted = _ml.Data.LoadFromEnumerable(
            rows.Select((row, i) => new Weighted { Text = row.Text, Labels = row.Labels, Weight = i % 2 }));
        var options = new SemanticTextOptions { Word2Vec = Word2Vec, ExampleWeightColumnName = "Weight", LearnFromLabelNames = false };
        var model = _ml.MultiLabelClassification.Trainers.SemanticTagger(options: options).Fit(weighted);
        var all = _ml.MultiLabelClassification.Trainers.SemanticTagger(options: options with { ExampleWeightColumnName = null })
            .Fit(weighted);
        Assert.NotEqual(all.Transform(weighted).Floats("Scores"), model.Transform(weighted).Floats("Scores"));
    }

    [Fact]
    public void Rows_of_one_key_are_held_out_together()
    {
        // Each text has a word of its own and stands twice: only a copy in another part tells its label.
        var random = new Random(1);
        var twice = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 40).SelectMany(i =>
        {
            string[] labels = [random.Next(2) == 0 ? "a" : "b"];
            return Enumerable.Repeat(new Keyed { Text = $"word{i} word{i} same", Labels = labels, Key = i }, 2);
        }));
        double Precision(string? key)
        {
            var options = new SemanticTextOptions { Word2Vec = Word2Vec, SamplingKeyColumnName = key, LearnFromLabelNames = false };
            var chosen = _ml.MultiLabelClassification.Trainers.SemanticTagger(options: options).Fit(twice)
                .OfType<SemanticConvolutionTransformer>().Single().Choice!;
            return double.Parse(MeanPrecision().Match(chosen.Reason).Value, CultureInfo.InvariantCulture);
        }
        Assert.InRange(Precision(null), 0.95, 1);
        Assert.InRange(Precision("Key"), 0, 0.9);
        Assert.Contains("'Nothing'",
            Assert.Throws<ArgumentOutOfRangeException>(() => Precision("Nothing")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_example_a_label_is_enough_to_learn_from()
    {
        string[] texts = ["good food", "bad room", "nice view", "slow staff"];
        var rows = _ml.Data.LoadFromEnumerable(texts.Zip(["A", "B", "C", "D"], (text, label) => new TinyReviews.Row(text, [label])));
        var scored = _ml.MultiLabelClassification.Trainers.SemanticTagger().Fit(rows).Transform(rows);
        foreach (var (scores, probabilities, row) in scored.Floats("Scores").Zip(scored.Floats("Probabilities"), Enumerable.Range(0, 4)))
        {
            Assert.Equal(row, Array.IndexOf(scores, scores.Max()));
            Assert.Equal(row, Array.IndexOf(probabilities, probabilities.Max()));
        }
    }

    [Fact]
    public void Known_labels_are_learnt_from_their_names_before_any_row_is_labeled()
    {
        var options = new SemanticTextOptions { Word2Vec = Word2Vec, KnownLabels = ["SOUP#MENU", "battery charger", "rude waiter"] };
        var none = _ml.Data.LoadFromEnumerable(Array.Empty<TinyReviews.Row>());
        TextTagger tagger = new(
            _ml.MultiLabelClassification.Trainers.SemanticTagger(allText: _ml.Texts(TinyReviews.Texts), options: options).Fit(none));
        Assert.Equal(["SOUP#MENU", "battery charger", "rude waiter"], tagger.Labels);
        Assert.Equal("SOUP#MENU", tagger.Tag("The soup was cold").Best[0].Label);
        Assert.Equal("rude waiter", tagger.Tag("What a waiter").Best[0].Label);
    }

    [Fact]
    public void A_known_label_needs_no_row_and_is_no_support()
    {
        var rows = TinyReviews.Labelled.Where(row => !row.Labels.Contains("food"));
        var options = new SemanticTextOptions { Word2Vec = Word2Vec, KnownLabels = ["power", "soup"] };
        var model = _ml.MultiLabelClassification.Trainers.SemanticTagger(allText: _ml.Texts(TinyReviews.Texts), options: options)
            .Fit(_ml.Data.LoadFromEnumerable(rows));
        Assert.Equal(["power", "soup", "staff"], model.LastTransformer.Labels);
        Assert.Equal(0, model.LastTransformer.TrainingSupport[1]);
        Assert.Equal("soup", new TextTagger(model).Tag("soup").Best[0].Label);
    }

    [Fact]
    public void Known_labels_that_rows_have_change_nothing()
    {
        SemanticTextOptions options = new() { Word2Vec = Word2Vec };
        float[][] Scores(SemanticTextOptions own)
            => new MLContext(seed: 1).MultiLabelClassification.Trainers.SemanticTagger(options: own).Fit(Labeled()).Transform(Labeled())
                .Floats("Scores");
        Assert.Equal(Scores(options), Scores(options with { KnownLabels = ["staff", "food"] }));
    }

    [Fact]
    public void Known_labels_without_names_to_learn_from_are_refused()
    {
        SemanticTextOptions options = new() { LearnFromLabelNames = false, KnownLabels = ["food"] };
        Assert.Contains("LearnFromLabelNames", Assert.Throws<ArgumentException>(
            () => _ml.MultiLabelClassification.Trainers.SemanticTagger(options: options)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new SemanticTextOptions { KnownLabels = ["food", " "] });
    }

    [Theory]
    [InlineData("Labels", "Review", "Review")]
    [InlineData("Tags", "Text", "Tags")]
    public void A_missing_column_is_named(string labels, string text, string missing)
    {
        var tagger = _ml.MultiLabelClassification.Trainers.SemanticTagger(labels, text);
        Assert.Contains($"'{missing}'",
            Assert.Throws<ArgumentOutOfRangeException>(() => tagger.Fit(Labeled())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_without_a_label_are_refused()
    {
        var unlabeled = _ml.Data.LoadFromEnumerable(TinyReviews.Labelled.Select(row => row with { Labels = [] }));
        var exception = Assert.Throws<InvalidDataException>(() => _ml.MultiLabelClassification.Trainers.SemanticTagger().Fit(unlabeled));
        Assert.Contains("'Labels'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancelling_ends_it()
    {
        using var cancellation = new CancellationTokenSource();
        var tagger = _ml.MultiLabelClassification.Trainers.SemanticTagger(
            progress: new Canceller(cancellation), cancellationToken: cancellation.Token);
        Assert.ThrowsAny<OperationCanceledException>(() => tagger.Fit(Labeled()));
    }

    [GeneratedRegex(@"\d\.\d+")]
    private static partial Regex MeanPrecision();

    private IDataView Labeled() => _ml.Data.LoadFromEnumerable(TinyReviews.Labelled);

    private TransformerChain<OneVersusRestTransformer> ByHand(IDataView train, IDataView all, bool named)
    {
        var tokens = _ml.Transforms.Text.TokenizeIntoNormalizedWords("Tokens", "Text");
        var vectors = WordVectors.Train(tokens.Fit(all).Transform(all), "Tokens", Word2Vec);
        return tokens
            .Append(_ml.Transforms.Text.ProduceWordBags("Bag", "Tokens", ngramLength: 1))
            .FittedOn(named ? _ml.MultiLabelClassification.AppendLabelNames(all, train) : all)
            .Append(_ml.Transforms.Text.NormalizeTfIdf("Weighted", "Bag", new() { SmoothIdf = true }))
            .FittedOn(all)
            .Append(_ml.Transforms.Text.ApplyTunedSemanticConvolution("Features", "Weighted", vectors, "Labels"))
            .Append(_ml.Transforms.NormalizeLpNorm("Features"))
            .Append(_ml.MultiLabelClassification.Trainers.OneVersusRest(
                _ml.BinaryClassification.Trainers.SparseLinearSvm(options: new() { Cost = 0.5 })))
            .Fit(named ? _ml.MultiLabelClassification.AppendLabelNames(train) : train);
    }

    private static TinyReviews.Row Counted(TinyReviews.Row row, Action count)
    {
        count();
        return row;
    }

    private sealed class Recorder(List<StepProgress> told) : IProgress<StepProgress>
    {
        public void Report(StepProgress value) => told.Add(value);
    }

    private sealed class Canceller(CancellationTokenSource cancellation) : IProgress<StepProgress>
    {
        public void Report(StepProgress value)
        {
            if (value.Step == SemanticTextSteps.LearningFeatures) cancellation.Cancel();
        }
    }

    private sealed class Single
    {
        public string Text { get; set; } = "";
        public string Label { get; set; } = "";
        public bool IsFood { get; set; }
    }

    private sealed class Keyed
    {
        public string Text { get; set; } = "";
        public string[] Labels { get; set; } = [];
        public int Key { get; set; }
    }

    private sealed class Weighted
    {
        public string Text { get; set; } = "";
        public string[] Labels { get; set; } = [];
        public float Weight { get; set; }
    }
}
