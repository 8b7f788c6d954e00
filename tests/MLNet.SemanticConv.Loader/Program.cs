// Usage: MLNet.SemanticConv.Loader MODEL.zip < texts
// Prints the bits of each text's prediction, a line a text.
using Microsoft.ML;

var ml = new MLContext();
var model = ml.Model.Load(args[0], out _);
var engine = ml.Model.CreatePredictionEngine<Review, Tags>(model);

while (Console.ReadLine() is { } text)
{
    var tags = engine.Predict(new() { Text = text });
    Console.WriteLine(
        $"{Bits(tags.Scores)} {Bits(tags.Probabilities)} {string.Concat(tags.PredictedLabels.Select(tagged => tagged ? 1 : 0))}");
}

static string Bits(float[] values) => string.Concat(values.Select(value => $"{BitConverter.SingleToInt32Bits(value):x8}"));

internal sealed class Review
{
    public string Text { get; set; } = "";
}

internal sealed class Tags
{
    public float[] Scores { get; set; } = [];
    public float[] Probabilities { get; set; } = [];
    public bool[] PredictedLabels { get; set; } = [];
}
