using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.SemanticConv;

[assembly: LoadableClass(typeof(OneVersusRestTransformer), null, typeof(SignatureLoadModel),
    "One-vs-rest over binary models", OneVersusRestTransformer.LoaderSignature)]

namespace MLNet.SemanticConv;

public sealed partial class OneVersusRestTransformer
{
    internal const string LoaderSignature = "SemConvOneVersusRest";

    private static VersionInfo Version => ModelVersions.Current("SC1VREST", LoaderSignature);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version);
        ctx.SaveNonEmptyString(FeatureColumnName);
        ctx.Writer.Write(_featureCount);
        ctx.Writer.Write(_labels.Length);
        ctx.Writer.Write(_linearLabels.Length);
        ctx.Writer.WriteArray<int>(_support);
        foreach (string label in _labels) ctx.SaveNonEmptyString(label);
        ctx.Writer.WriteArray<float>(_thresholds);
        ctx.Writer.WriteArray<byte>(Array.ConvertAll(_sigmoids, sigmoid => sigmoid is null ? (byte)0 : (byte)1));
        ctx.Writer.WriteArray<PlattSigmoid>(Array.ConvertAll(_sigmoids, sigmoid => sigmoid ?? default));
        ctx.Writer.WriteArray<int>(_linearLabels);
        _linear.Write(ctx.Writer);
        ctx.Writer.WriteArray<int>(_stockLabels);
        for (int i = 0; i < _stock.Length; i++) _stock[i].Save(ctx, SubModelName(i));
    }

    private static OneVersusRestTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ModelVersions.Check(ctx, Version);
        string features = ctx.LoadNonEmptyString();
        int featureCount = ctx.Reader.ReadInt32();
        int count = ctx.Reader.ReadInt32(), linearCount = ctx.Reader.ReadInt32();
        int[] support = ctx.Reader.ReadArray<int>(count);
        string[] labels = new string[count];
        for (int k = 0; k < count; k++) labels[k] = ctx.LoadNonEmptyString();
        float[] thresholds = ctx.Reader.ReadArray<float>(count);
        byte[] calibrated = ctx.Reader.ReadArray<byte>(count);
        PlattSigmoid[] sigmoids = ctx.Reader.ReadArray<PlattSigmoid>(count);
        int[] linearLabels = ctx.Reader.ReadArray<int>(linearCount);
        var linear = LinearModels.Read(ctx.Reader);
        int[] stockLabels = ctx.Reader.ReadArray<int>(count - linearCount);
        if (linear.Count != linearCount || linear.FeatureCount != featureCount
            || !linearLabels.Concat(stockLabels).Order().SequenceEqual(Enumerable.Range(0, count)))
            throw new InvalidDataException(
                "The model file is damaged: its labels and models do not match. Train and save the model again.");
        var stock = new StockModel[stockLabels.Length];
        for (int i = 0; i < stock.Length; i++) stock[i] = StockModel.Load(env, ctx, SubModelName(i));
        return new(features, featureCount, labels, support, thresholds,
            [.. sigmoids.Select((sigmoid, k) => calibrated[k] == 0 ? (PlattSigmoid?)null : sigmoid)],
            linear, linearLabels, stock, stockLabels);
    }

    private static string SubModelName(int i) => $"Label_{i:000}";
}
