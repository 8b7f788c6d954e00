using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.SemanticConv.Tests.EndToEnd;

namespace MLNet.SemanticConv.Tests.Selection;

public sealed class SelectForLabelingTests
{
    private static readonly Word2VecOptions Word2Vec = new()
    {
        Dimensions = 16,
        MinCount = 1,
        Epochs = 20,
        NumberOfThreads = 1,
        Sample = 0
    };
    private static readonly LabelingOptions Uncertain = new() { Strategy = LabelingStrategy.Uncertainty };

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Uncertainty_chooses_the_texts_whose_scores_are_nearest_to_a_threshold()
    {
        var model = Model();
        var scored = model.Transform(_ml.Texts(TinyReviews.Texts));
        var thresholds = model.LastTransformer.Thresholds;
        var expected = scored.Floats("Scores")
            .Select((scores, row) => (Row: (long)row, Distance: scores.Zip(thresholds, (s, t) => Math.Abs(s - t)).Min()))
            .DistinctBy(item => TinyReviews.Texts[(int)item.Row]).OrderBy(item => item.Distance).Take(3).Select(item => item.Row);
        Assert.Equal(expected, Choose(model, TinyReviews.Texts, 3, Uncertain).Select(text => text.Row));
    }

    [Fact]
    public void The_reasons_name_the_closest_call_its_examples_and_its_words()
    {
        var model = Model();
        var chosen = Choose(model, ["The soup and the waiter", "zebra"], 2, Uncertain);
        var soup = chosen.Single(text => text.Row == 0);
        Assert.Equal(LabelingReason.CloseCall, soup.Reason);
        Assert.All(soup.Labels, label =>
        {
            int k = Array.IndexOf([.. model.LastTransformer.Labels], label.Label);
            Assert.Equal(model.LastTransformer.TrainingSupport[k], label.TrainingSupport);
            Assert.Equal(model.Transform(_ml.Texts([soup.Text])).Floats("Probabilities")[0][k], label.Probability);
            Assert.All(label.Words, word => Assert.Contains(word, (string[])["the", "soup", "and", "waiter"]));
        });
        Assert.Contains("soup", soup.Labels.Single(label => label.Label == "food").Words);
        Assert.Contains("food", soup.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Words_that_no_labeled_row_has_are_told()
    {
        var all = _ml.Texts([.. TinyReviews.Texts, "a zebra"]);
        // The vectors do not know the word, so that it has no neighbours.
        var options = new SemanticTextOptions { Vectors = TinyReviews.Vectors(_ml) };
        var model = _ml.MultiLabelClassification.Trainers.SemanticTagger(allText: all, options: options)
            .Fit(_ml.Data.LoadFromEnumerable(TinyReviews.Labelled));
        var zebra = Assert.Single(_ml.MultiLabelClassification.SelectForLabeling(
            model, _ml.Texts(["The zebra and the soup"]), labeled: null, 1));
        Assert.Equal(["zebra"], zebra.NewWords);
        Assert.EndsWith("new words: zebra", zebra.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LabelingStrategy.Balanced)]
    [InlineData(LabelingStrategy.Uncertainty)]
    [InlineData(LabelingStrategy.Random)]
    public void The_choice_does_not_depend_on_threads_and_takes_each_text_once(LabelingStrategy strategy)
    {
        var model = Model();
        string[] texts = [.. Enumerable.Range(0, 3000)
            .Select(i => $"{TinyReviews.Texts[i % TinyReviews.Texts.Count]} {(i % 700 == 0 ? "" : $"number{i % 900}")}")];
        var one = Choose(model, texts, 20, new() { Strategy = strategy, NumberOfThreads = 1, Seed = 5 });
        var four = Choose(model, texts, 20, new() { Strategy = strategy, NumberOfThreads = 4, Seed = 5 });
        Assert.Equal(one.Select(text => text.ToString()), four.Select(text => text.ToString()));
        Assert.Equal(20, one.DistinctBy(text => text.Text).Count());
        Assert.All(one, text => Assert.Equal(texts[text.Row], text.Text));
    }

    [Fact]
    public void Balanced_draws_the_share_at_random_that_is_asked_for()
    {
        var model = Model();
        int Random(double share)
            => Choose(model, TinyReviews.Texts, 10, new() { RandomShare = share }).Count(text => text.Reason == LabelingReason.Random);
        Assert.Equal((0, 3, 10), (Random(0), Random(0.3), Random(1)));
    }

    [Fact]
    public void Seeds_draw_differently_and_each_the_same_again()
    {
        var model = Model();
        LabelingOptions random = new() { Strategy = LabelingStrategy.Random };
        long[] Rows(int seed) => [.. Choose(model, TinyReviews.Texts, 10, random with { Seed = seed }).Select(text => text.Row)];
        Assert.Equal(Rows(1), Rows(1));
        Assert.NotEqual(Rows(1), Rows(2));
    }

    [Fact]
    public void Of_copies_that_differ_in_a_word_few_are_enough()
    {
        var model = Model();
        // The closest call of all, and copies of it with a word that counts for nothing.
        string closest = Choose(model, TinyReviews.Texts, 1, Uncertain)[0].Text;
        string[] texts = [.. TinyReviews.Texts, .. Enumerable.Range(0, 30).Select(i => $"{closest} unknown{i}")];
        int Copies(LabelingOptions options, IReadOnlyList<string>? labeled = null)
            => Choose(model, texts, 8, options, labeled).Count(text => text.Text.StartsWith(closest, StringComparison.Ordinal));
        LabelingOptions balanced = new() { RandomShare = 0 };
        Assert.Equal(8, Copies(Uncertain));
        int few = Copies(balanced);
        Assert.InRange(few, 1, 4);
        Assert.InRange(Copies(balanced, labeled: [$"{closest} unknown", $"{closest} another", $"{closest} third"]), 0, few - 1);
    }

    [Theory]
    [InlineData(LabelingStrategy.Balanced)]
    [InlineData(LabelingStrategy.Uncertainty)]
    [InlineData(LabelingStrategy.Random)]
    public void Texts_that_are_labeled_are_not_chosen(LabelingStrategy strategy)
    {
        string[] labeled = [.. TinyReviews.Texts.Take(5), "", "some other text"];
        var chosen = Choose(Model(), TinyReviews.Texts, TinyReviews.Texts.Count, new() { Strategy = strategy }, labeled);
        Assert.Equal(TinyReviews.Texts.Except(labeled).Order(), chosen.Select(text => text.Text).Order());
        Assert.All(chosen, text => Assert.Equal(TinyReviews.Texts[(int)text.Row], text.Text));
    }

    [Fact]
    public void Before_any_row_is_labeled_the_labels_names_are_enough()
    {
        var options = new SemanticTextOptions { Word2Vec = Word2Vec, KnownLabels = ["soup", "waiter", "plug"] };
        var model = _ml.MultiLabelClassification.Trainers.SemanticTagger(allText: _ml.Texts(TinyReviews.Texts), options: options)
            .Fit(_ml.Data.LoadFromEnumerable(Array.Empty<TinyReviews.Row>()));
        var chosen = Choose(model, TinyReviews.Texts, 9, new());
        Assert.Equal(["plug", "soup", "waiter"], chosen.Select(text => text.Labels[0].Label).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Empty_texts_are_left_out_and_fewer_than_asked_for_are_all()
    {
        var chosen = Choose(Model(), ["", "The soup", "  ", "A plug"], 10, new());
        Assert.Equal([1L, 3L], chosen.Select(text => text.Row).Order());
        Assert.Empty(Choose(Model(), [], 10, new()));
    }

    [Fact]
    public void A_model_of_any_trainer_is_asked()
    {
        var stock = _ml.MultiLabelClassification.Trainers.OneVersusRest(_ml.BinaryClassification.Trainers.FastTree(numberOfTrees: 3));
        var model = _ml.MultiLabelClassification.Trainers.SemanticTagger(options: new() { Word2Vec = Word2Vec }, trainer: stock)
            .Fit(_ml.Data.LoadFromEnumerable(TinyReviews.Labelled));
        var chosen = Choose(model, TinyReviews.Texts, 5, new());
        Assert.Equal(5, chosen.Count);
        Assert.All(chosen, text => Assert.All(text.Labels, label => Assert.Empty(label.Words)));
        Assert.All(chosen, text => Assert.Empty(text.NewWords));
    }

    [Fact]
    public void Progress_counts_all_texts_and_the_log_says_what_was_done()
    {
        List<StepProgress> told = [];
        List<string> log = [];
        MLContext ml = new(seed: 1);
        ml.Log += (_, e) => log.Add(e.Message);
        var texts = _ml.Texts(Enumerable.Repeat("The soup", 2500));
        ml.MultiLabelClassification.SelectForLabeling(Model(), texts, labeled: null, 3, progress: new Recorder<StepProgress>(told));
        Assert.Equal([1024, 2048, 2500], told.Select(progress => progress.Done));
        Assert.Contains(log, message => message.Contains("2500 texts", StringComparison.Ordinal));
    }

    [Fact]
    public void Cancelled_it_ends()
    {
        using CancellationTokenSource source = new();
        var progress = new Recorder<StepProgress>([], _ => source.Cancel());
        Assert.ThrowsAny<OperationCanceledException>(() => _ml.MultiLabelClassification.SelectForLabeling(
            Model(), _ml.Texts(Enumerable.Repeat("The soup", 50_000)), labeled: null, 3, progress: progress,
            cancellationToken: source.Token));
    }

    [Fact]
    public void Bad_input_is_named()
    {
        var model = Model();
        Assert.Contains("'Review'", Assert.Throws<ArgumentOutOfRangeException>(
            () => Choose(model, TinyReviews.Texts, 1, new() { TextColumnName = "Review" })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Choose(model, TinyReviews.Texts, 0, new()));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LabelingOptions { RandomShare = 1.1 });
        Assert.Throws<ArgumentOutOfRangeException>("NumberOfThreads", () => new LabelingOptions { NumberOfThreads = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LabelingOptions { Strategy = (LabelingStrategy)9 });
        Assert.Contains("one-vs-rest", Assert.Throws<ArgumentException>(() => _ml.MultiLabelClassification.SelectForLabeling(
            TinyReviews.Features(_ml).Fit(_ml.Texts(TinyReviews.Texts)), _ml.Texts(TinyReviews.Texts), labeled: null)).Message,
            StringComparison.Ordinal);
    }

    private TransformerChain<OneVersusRestTransformer> Model()
        => _ml.MultiLabelClassification.Trainers.SemanticTagger(allText: _ml.Texts(TinyReviews.Texts),
            options: new() { Word2Vec = Word2Vec })
            .Fit(_ml.Data.LoadFromEnumerable(TinyReviews.Labelled));

    private IReadOnlyList<LabelingCandidate> Choose(
        ITransformer model, IReadOnlyList<string> texts, int count, LabelingOptions options, IReadOnlyList<string>? labeled = null)
        => _ml.MultiLabelClassification.SelectForLabeling(
            model, _ml.Texts(texts), labeled is null ? null : _ml.Texts(labeled), count, options);
}
