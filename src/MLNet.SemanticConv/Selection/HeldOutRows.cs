using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>Labelled rows, each with what a model says of it that was fitted on the other folds.</summary>
internal static class HeldOutRows
{
    public static List<HeldOutRow> Of(
        IDataView labeled, IEstimator<ITransformer> estimator, int[] part, int folds, string labelColumnName, Action<int> done,
        CancellationToken cancellationToken)
    {
        List<HeldOutRow> rows = new(part.Length);
        for (int fold = 0; fold < folds; fold++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int held = fold;
            var model = estimator.Fit(new PartView(labeled, part, p => p != held));
            long[] numbers = [.. Enumerable.Range(0, part.Length).Where(row => part[row] == held).Select(row => (long)row)];
            rows.AddRange(Read(model.Transform(new PartView(labeled, part, p => p == held)), numbers, labelColumnName));
            done(fold + 1);
        }
        return rows;
    }

    private static IEnumerable<HeldOutRow> Read(IDataView scored, long[] numbers, string labelColumnName)
    {
        var (column, _) = Columns.FloatVector(scored.Schema, OneVersusRestTransformer.ProbabilitiesName);
        var labels = LabelColumn.Bind(scored.Schema, labelColumnName);
        string[] names = Columns.SlotNames(column);
        using var cursor = scored.GetRowCursor([column, labels.Column]);
        var getProbabilities = cursor.GetGetter<VBuffer<float>>(column);
        var readLabels = labels.CreateReader(cursor);
        VBuffer<float> probabilities = default;
        List<string> given = [];
        for (int i = 0; cursor.MoveNext(); i++)
        {
            getProbabilities(ref probabilities);
            readLabels(given);
            yield return new(numbers[i], [.. given.Distinct(StringComparer.Ordinal)], names, [.. probabilities.DenseValues()]);
        }
    }
}
