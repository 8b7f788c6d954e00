using Microsoft.ML;
using MLNet.SemanticConv.Tests.EndToEnd;

namespace MLNet.SemanticConv.Tests.MultiLabel;

/// <summary>A model whose labels are split inside of it, as a file has them in one column, tags texts that have no such column.</summary>
public sealed class RequiredStagesTests : IDisposable
{
    private static readonly MLContext Ml = new(seed: 1);
    private static readonly IDataView Tickets = Ml.Data.LoadFromEnumerable(TinyReviews.Labelled.Select(row => new Ticket
    {
        Text = row.Text,
        Subject = row.Text[..8],
        Topics = string.Join(';', row.Labels),
    }));

    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void A_stage_that_splits_labels_is_left_aside()
        => SaysWhatTheWholeModelSays(Split().Append(Features("Text")).Append(Trainer()), "Text");

    [Fact]
    public void A_chain_in_a_chain_and_a_stage_that_drops_columns_are_looked_through()
        => SaysWhatTheWholeModelSays(
            Features("Text").Append(
                Split().Append(Ml.Transforms.Conversion.MapValueToKey("Split")).Append(Ml.Transforms.Conversion.MapKeyToValue("Split")))
                .Append(Ml.Transforms.DropColumns("Topics", "Subject")).Append(Trainer())
                .Append(Ml.Transforms.CopyColumns("Given", "Split")),
            "Text");

    [Fact]
    public void A_stage_that_changes_the_text_in_its_place_is_kept()
        => SaysWhatTheWholeModelSays(
            Ml.Transforms.Text.NormalizeText("Text").Append(Split())
                .Append(Ml.Transforms.Text.ProduceWordBags("Features", "Text", ngramLength: 1))
                .Append(Trainer()),
            "Text");

    [Fact]
    public void The_text_is_found_by_what_the_tags_depend_on()
    {
        var mails = Ml.Transforms.CopyColumns("Body", "Text").Append(Ml.Transforms.DropColumns("Text")).Fit(Tickets).Transform(Tickets);
        SaysWhatTheWholeModelSays(Split().Append(Features("Body")).Append(Trainer()), "Body", mails);
    }

    [Fact]
    public void A_fitted_model_is_given_the_schema_that_it_was_fitted_on()
    {
        var model = Split().Append(Features("Text")).Append(Trainer()).Fit(Tickets);
        string message = Assert.Throws<ArgumentException>(() => new TextTagger(model)).Message;
        Assert.Contains("'Topics'. If only its training needs more than the text, give or save with it the schema", message);
        Assert.NotEmpty(new TextTagger(model, inputSchema: Tickets.Schema).Explain("a plug and a rude waiter", ["power"]).Labels[0].Words);
    }

    [Fact]
    public void A_model_that_needs_nothing_else_stays_as_it_is()
    {
        var model = Features("Text").Append(Trainer()).Fit(Split().Fit(Tickets).Transform(Tickets));
        Assert.Same(model, new TextTagger(model, inputSchema: Tickets.Schema).Model);
    }

    [Fact]
    public void Tags_that_depend_on_two_columns_are_refused_and_both_are_named()
    {
        var model = Split().Append(Features("Text")).Append(Ml.Transforms.Text.ProduceWordBags("Heading", "Subject", ngramLength: 1))
            .Append(Ml.Transforms.Concatenate("Features", "Features", "Heading")).Append(Trainer()).Fit(Tickets);
        Ml.Model.Save(model, Tickets.Schema, _path);
        string message = Assert.Throws<InvalidDataException>(() => TextTagger.Load(_path)).Message;
        Assert.Contains("depend on 'Text' and 'Subject'", message);
    }

    private void SaysWhatTheWholeModelSays(IEstimator<ITransformer> pipeline, string text, IDataView? data = null)
    {
        data ??= Tickets;
        var model = pipeline.Fit(data);
        Ml.Model.Save(model, data.Schema, _path);
        var tagger = TextTagger.Load(_path);
        Assert.Equal(text, tagger.TextColumnName);
        Assert.Equal(model.Transform(data).Floats("Scores").Select(row => row.Max()),
            TinyReviews.Texts.Select(t => tagger.Tag(t).Best.Max(label => label.Score)));
    }

    private static IEstimator<ITransformer> Split() => Ml.Transforms.Text.TokenizeIntoWords("Split", "Topics", [';']);

    private static IEstimator<ITransformer> Features(string text)
        => Ml.Transforms.Text.TokenizeIntoNormalizedWords("Tokens", text)
            .Append(Ml.Transforms.Text.ProduceWordBags("Features", "Tokens", ngramLength: 1));

    private static OneVersusRestEstimator Trainer()
        => Ml.MultiLabelClassification.Trainers.OneVersusRest(Ml.BinaryClassification.Trainers.SparseLinearSvm(), labelColumnName: "Split");

    private sealed class Ticket
    {
        public string Text { get; set; } = "";

        public string Subject { get; set; } = "";

        public string Topics { get; set; } = "";
    }
}
