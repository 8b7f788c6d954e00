using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.SemanticConv;

[assembly: LoadableClass(typeof(WordVectorAveragingTransformer), null, typeof(SignatureLoadModel),
    "Averages of word vectors", WordVectorAveragingTransformer.LoaderSignature)]

namespace MLNet.SemanticConv;

internal sealed partial class WordVectorAveragingTransformer
{
    internal const string LoaderSignature = "SemConvAverage";

    private static VersionInfo Version => ModelVersions.Current("SCAVERAG", LoaderSignature);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version);
        ctx.SaveNonEmptyString(OutputColumnName);
        ctx.SaveNonEmptyString(InputColumnName);
        ctx.Writer.Write(Dimensions);
        ctx.Writer.Write(_averager.RowOfSlot.Length);
        ctx.Writer.WriteArray<int>(_averager.RowOfSlot);
        ctx.Writer.Write(_averager.Vectors.Length);
        ctx.Writer.WriteArray<float>(_averager.Vectors);
    }

    private static WordVectorAveragingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ModelVersions.Check(ctx, Version);
        string output = ctx.LoadNonEmptyString(), input = ctx.LoadNonEmptyString();
        int dimensions = ctx.Reader.ReadInt32();
        int[] rowOfSlot = ctx.Reader.ReadArray<int>(ctx.Reader.ReadInt32());
        float[] vectors = ctx.Reader.ReadArray<float>(ctx.Reader.ReadInt32());
        if (dimensions < 1 || rowOfSlot.Any(row => row < -1 || row >= vectors.Length / dimensions))
            throw new InvalidDataException("The vectors of the slots are not those that the model has: it is damaged.");
        return new(output, input, new(dimensions, rowOfSlot, vectors));
    }
}
