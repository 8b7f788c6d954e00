using Microsoft.Data.Analysis;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv.Tests.DataFrames;

public class LabelDataFramesTests
{
    private static DataFrame Reviews => new(
        new StringDataFrameColumn("Text", ["cold soup", "a rude waiter", "nothing to say", "soup, waiter"]),
        new StringDataFrameColumn("Labels", ["FOOD", " STAFF ;", null, "FOOD; STAFF;FOOD"]));

    [Fact]
    public void Split_labels_makes_a_vector_of_text_and_keeps_the_other_columns()
    {
        var split = Reviews.SplitLabels();
        Assert.Equal(["Text", "Labels"], split.Columns.Select(column => column.Name));
        Assert.Equal("a rude waiter", split["Text"][1]);
        Assert.Equal(["FOOD", "STAFF", "", "FOOD|STAFF"], LabelsOf(split));
    }

    [Fact]
    public void A_labelled_frame_survives_the_way_to_a_data_view_and_back()
    {
        var ml = new MLContext();
        IDataView filtered = ml.Data.SkipRows(Reviews.SplitLabels(), 1);
        var back = filtered.ToDataFrame(-1);
        Assert.Equal(["STAFF", "", "FOOD|STAFF"], LabelsOf(back));
        Assert.Equal(["STAFF", "", "FOOD;STAFF"], back.JoinLabels()["Labels"].Cast<string>());
    }

    [Fact]
    public void Join_labels_undoes_split_labels_with_any_separator()
        => Assert.Equal(["FOOD", "STAFF", "", "FOOD,STAFF"], Reviews.SplitLabels().JoinLabels(separator: ',')["Labels"].Cast<string>());

    [Fact]
    public void A_tagger_learns_from_a_frame()
    {
        var ml = new MLContext(seed: 1);
        var rows = EndToEnd.TinyReviews.Labelled.ToArray();
        var frame = new DataFrame(
            new StringDataFrameColumn("Text", rows.Select(row => row.Text)),
            new StringDataFrameColumn("Labels", rows.Select(row => string.Join(';', row.Labels)))).SplitLabels();
        var ofFrame = ml.MultiLabelClassification.Trainers.SemanticTagger().Fit(frame);
        var ofRows = new MLContext(seed: 1).MultiLabelClassification.Trainers.SemanticTagger()
            .Fit(new MLContext().Data.LoadFromEnumerable(rows));
        Assert.Equal(ScoresOf(ofRows.Transform(frame)), ScoresOf(ofFrame.Transform(frame)));
    }

    [Fact]
    public void What_cannot_be_is_said()
    {
        Assert.Contains("no column 'Tags' among 'Text', 'Labels'",
            Assert.Throws<ArgumentException>(() => Reviews.SplitLabels("Tags")).Message);
        Assert.Contains("holds Int32",
            Assert.Throws<ArgumentException>(() => new DataFrame(new Int32DataFrameColumn("Labels", [1])).SplitLabels()).Message);
        Assert.Contains("holds String", Assert.Throws<ArgumentException>(() => Reviews.JoinLabels()).Message);
        Assert.Contains("'A,B'", Assert.Throws<InvalidDataException>(
            () => new DataFrame(new StringDataFrameColumn("Labels", ["A,B"])).SplitLabels().JoinLabels(separator: ',')).Message);
    }

    private static IEnumerable<string> LabelsOf(DataFrame frame) => ((VBufferDataFrameColumn<ReadOnlyMemory<char>>)frame["Labels"])
        .Select(row => string.Join('|', row.DenseValues()));

    private static IEnumerable<float> ScoresOf(IDataView scored) => scored.GetColumn<float[]>("Scores").SelectMany(scores => scores);
}
