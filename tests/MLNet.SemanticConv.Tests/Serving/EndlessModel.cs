using Microsoft.ML;
using Microsoft.ML.Transforms;
using MLNet.SemanticConv.Tests.EndToEnd;

namespace MLNet.SemanticConv.Serving.Tests;

/// <summary>A model that never ends to load: a part of it runs code of ours that waits for ever. All parts must be accepted for
/// that.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class EndlessModel : CustomMappingFactory<EndlessModel.Input, EndlessModel.Output>
{
    private const string Contract = "endless";

    private static readonly Lazy<byte[]> s_bytes = new(Save);

    public static byte[] Bytes => s_bytes.Value;

    public override Action<Input, Output> GetMapping()
    {
        Thread.Sleep(Timeout.Infinite);
        throw new InvalidOperationException("It has ended.");
    }

    private static byte[] Save()
    {
        MLContext ml = new(seed: 1);
        var data = ml.Data.LoadFromEnumerable(TinyReviews.Labelled);
        var model = ml.Transforms.CustomMapping<Input, Output>((input, output) => output.Length = input.Text.Length, Contract)
            .Append(ml.Transforms.Text.ProduceWordBags("Features", "Text", ngramLength: 1))
            .Append(ml.MultiLabelClassification.Trainers.OneVersusRest(ml.BinaryClassification.Trainers.SparseLinearSvm())).Fit(data);
        using MemoryStream stream = new();
        ml.Model.Save(model, data.Schema, stream);
        return stream.ToArray();
    }

    public sealed class Input
    {
        public string Text { get; set; } = "";
    }

    public sealed class Output
    {
        public float Length { get; set; }
    }
}
