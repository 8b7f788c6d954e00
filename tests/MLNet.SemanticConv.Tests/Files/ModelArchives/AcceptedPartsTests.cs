using Microsoft.ML;
using MLNet.SemanticConv.Tests.EndToEnd;

namespace MLNet.SemanticConv.Tests.Files.ModelArchives;

/// <summary>A model file is trusted as far as its parts are accepted.</summary>
public sealed class AcceptedPartsTests : IDisposable
{
    private static readonly MLContext Ml = new(seed: 1);

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Stages => ["FastTree", "random forest", "logistic regression", "perceptron", "SVM", "FeaturizeText"];

    [Theory, MemberData(nameof(Stages))]
    public void Stock_stages_that_tag_text_are_checked_to_their_end(string stage)
    {
        var trainers = Ml.BinaryClassification.Trainers;
        IEstimator<ITransformer> features = Ml.Transforms.Text.ProduceWordBags("Features", "Text", ngramLength: 1);
        if (stage == "FeaturizeText") features = Ml.Transforms.Text.FeaturizeText("Features", "Text");
        var trainer = Ml.MultiLabelClassification.Trainers;
        IEstimator<ITransformer> learner = stage switch
        {
            "FastTree" => trainer.OneVersusRest(trainers.FastTree(numberOfTrees: 3, minimumExampleCountPerLeaf: 1)),
            "random forest" => trainer.OneVersusRest(trainers.FastForest(numberOfTrees: 3, minimumExampleCountPerLeaf: 1)),
            "logistic regression" => trainer.OneVersusRest(trainers.SdcaLogisticRegression()),
            "perceptron" => trainer.OneVersusRest(trainers.AveragedPerceptron()),
            _ => trainer.OneVersusRest(trainers.LinearSvm()),
        };
        string path = Saved(features.Append(learner));
        Assert.NotEmpty(TextTagger.Load(path, acceptedParts: AcceptedParts.Checked).Tag("a rude waiter").Best);
    }

    [Fact]
    public void A_part_whose_content_is_not_checked_is_accepted_by_default_and_within_the_time_limit()
    {
        string path = Saved(Ml.Transforms.Conversion.Hash("Hash", "Text").Append(Bag()).Append(Tags()));
        Assert.NotEmpty(TextTagger.Load(path).Tag("a rude waiter").Best);
        Assert.Contains("(HashTransform) is not one whose content is checked", Refused(path, AcceptedParts.Checked));
        Assert.Contains("AcceptedParts.Stock", Refused(path, AcceptedParts.Checked));
        var late = Assert.Throws<InvalidDataException>(() => TextTagger.Load(path, timeLimit: TimeSpan.Zero));
        Assert.Contains("was not loaded within 0 seconds", late.Message);
        Assert.NotEmpty(TextTagger.Load(path, timeLimit: Timeout.InfiniteTimeSpan).Tag("a rude waiter").Best);
    }

    [Fact]
    public void A_part_that_opens_a_file_is_refused_unless_all_are_accepted()
    {
        string vectors = Path.Combine(_folder, "vectors.txt");
        File.WriteAllText(vectors, "waiter 1 2\nplug 3 4\n");
        string path = Saved(Ml.Transforms.Text.TokenizeIntoWords("Tokens", "Text")
            .Append(Ml.Transforms.Text.ApplyWordEmbedding("Vectors", vectors, "Tokens")).Append(Bag()).Append(Tags()));
        Assert.NotEmpty(TextTagger.Load(path, acceptedParts: AcceptedParts.All).Tag("a rude waiter").Best);
        File.Delete(vectors);
        foreach (var accepted in (AcceptedParts[])[AcceptedParts.Checked, AcceptedParts.Stock])
            Assert.Contains("(WordEmbeddingsTransform) opens or fetches files of vectors. Load it with AcceptedParts.All",
                Refused(path, accepted));
    }

    [Fact]
    public void A_part_that_runs_code_is_refused_unless_all_are_accepted()
    {
        string path = Saved(Ml.Transforms.CustomMapping<Text, Length>((text, length) => length.Characters = text.Content.Length, "length")
            .Append(Bag()).Append(Tags()));
        Assert.Contains("(CustomTransformer) runs code of an assembly that it names", Refused(path, AcceptedParts.Stock));
    }

    [Fact]
    public void A_time_limit_of_less_than_nothing_is_refused()
        => Assert.Throws<ArgumentOutOfRangeException>(() => TextTagger.Load("any.zip", timeLimit: TimeSpan.FromSeconds(-1)));

    private static IEstimator<ITransformer> Bag() => Ml.Transforms.Text.ProduceWordBags("Features", "Text", ngramLength: 1);

    private static IEstimator<ITransformer> Tags()
        => Ml.MultiLabelClassification.Trainers.OneVersusRest(Ml.BinaryClassification.Trainers.SparseLinearSvm());

    private static string Refused(string path, AcceptedParts accepted)
    {
        string message = Assert.Throws<InvalidDataException>(() => TextTagger.Load(path, acceptedParts: accepted)).Message;
        Assert.StartsWith(path, message);
        return message;
    }

    private string Saved(IEstimator<ITransformer> pipeline)
    {
        var data = Ml.Data.LoadFromEnumerable(
            TinyReviews.Labelled.Select(row => new Review { Text = row.Text, Labels = row.Labels, Content = row.Text }));
        string path = Path.Combine(_folder, "model.zip");
        Ml.Model.Save(pipeline.Fit(data), data.Schema, path);
        return path;
    }

    private sealed class Review
    {
        public string Text { get; set; } = "";

        public string[] Labels { get; set; } = [];

        public string Content { get; set; } = "";
    }

    private sealed class Text
    {
        public string Content { get; set; } = "";
    }

    private sealed class Length
    {
        public float Characters { get; set; }
    }
}
