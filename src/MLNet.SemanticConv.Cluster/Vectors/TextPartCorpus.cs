using Microsoft.ML;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cluster;

/// <summary>The words of a part of a file.</summary>
internal static class TextPartCorpus
{
    private const string Tokens = "Tokens";

    public static ICorpus Of(WordVectorsWork work, TextPart part, ISharedStorage storage)
    {
        MLContext ml = new(seed: 0);
        IDataView texts = ml.Data.LoadFromEnumerable(Texts(work, part, storage));
        IEstimator<ITransformer> tokenizer = work.SplitAtSpaces
            ? ml.Transforms.Text.TokenizeIntoWords(Tokens, nameof(Row.Text), [' ', '\t'])
            : ml.Transforms.Text.TokenizeIntoNormalizedWords(Tokens, nameof(Row.Text));
        return new DataViewCorpus(tokenizer.Fit(texts).Transform(texts), Tokens);
    }

    private static IEnumerable<Row> Texts(WordVectorsWork work, TextPart part, ISharedStorage storage)
    {
        using Stream file = storage.OpenRead(part.Path);
        foreach (TextRow row in TextSource.Rows(file, part.Path, part.Range, work.Field, work.NullIsEmpty))
            yield return new() { Text = row.TextOrThrow };
        if (PartPlan.StampOf(part.Path, storage) != part.Stamp)
            throw new IOException($"{part.Path} has changed since the job began: run it again.");
    }

    private sealed class Row
    {
        public string Text { get; set; } = "";
    }
}
