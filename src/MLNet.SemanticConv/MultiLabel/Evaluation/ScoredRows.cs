using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>Scored data, read into memory label by label: for each of K labels the N rows' scores, decisions and truth.</summary>
/// <param name="Labels">The K names.</param>
/// <param name="Support">The positives of each label in training; null where the data do not tell.</param>
/// <param name="Scores">K × N scores.</param>
/// <param name="Predicted">K × N decisions.</param>
/// <param name="Gold">K × N truths.</param>
/// <param name="UnknownGold">For each row, how many true labels it has that the model does not know and that count as missed.</param>
/// <param name="UnknownLabels">The names of the labels that the model does not know, sorted.</param>
/// <param name="UnknownSupport">How often rows have those.</param>
internal sealed record ScoredRows(
    IReadOnlyList<string> Labels, int[]? Support, float[][] Scores, bool[][] Predicted, bool[][] Gold,
    int[] UnknownGold, IReadOnlyList<string> UnknownLabels, int UnknownSupport)
{
    public int Count => UnknownGold.Length;

    public static ScoredRows Read(IDataView data, UnseenLabels unseenLabels)
        => Read(data, "Labels", OneVersusRestTransformer.ScoresName, OneVersusRestTransformer.PredictedLabelsName, unseenLabels);

    public static ScoredRows Read(IDataView data, string labelName, string scoreName, string predictedName, UnseenLabels unseenLabels)
    {
        EnumValues.Defined(unseenLabels, nameof(unseenLabels));
        var (scoreColumn, labelCount) = Columns.FloatVector(data.Schema, scoreName);
        var predictedColumn = Columns.Named(data.Schema, predictedName);
        if (predictedColumn.Type is not VectorDataViewType { ItemType: BooleanDataViewType } vector || vector.Size != labelCount)
            throw new ArgumentOutOfRangeException(nameof(data),
                $"The column '{predictedName}' holds {predictedColumn.Type}, not a Boolean for each of the "
                + $"{labelCount} slots of '{scoreName}'.");
        var labelColumn = LabelColumn.Bind(data.Schema, labelName);
        string[] labels = Columns.SlotNames(scoreColumn);
        var indices = labels.Select((label, k) => (label, k)).ToDictionary(pair => pair.label, pair => pair.k, StringComparer.Ordinal);

        List<float[]> scores = [];
        List<bool[]> predicted = [];
        List<int[]> gold = [];
        List<int> unknown = [];
        int unknownSupport = 0;
        SortedSet<string> unknownLabels = new(StringComparer.Ordinal);
        using (var cursor = data.GetRowCursor([scoreColumn, predictedColumn, labelColumn.Column]))
        {
            var getScores = cursor.GetGetter<VBuffer<float>>(scoreColumn);
            var getPredicted = cursor.GetGetter<VBuffer<bool>>(predictedColumn);
            var readLabels = labelColumn.CreateReader(cursor);
            VBuffer<float> score = default;
            VBuffer<bool> decision = default;
            List<string> names = [];
            while (cursor.MoveNext())
            {
                getScores(ref score);
                getPredicted(ref decision);
                readLabels(names);
                scores.Add([.. score.DenseValues()]);
                if (Array.FindIndex(scores[^1], float.IsNaN) is >= 0 and int nan)
                    throw new InvalidDataException($"The score of label '{labels[nan]}' in row {cursor.Position} is NaN.");
                predicted.Add([.. decision.DenseValues()]);
                string[] distinct = [.. names.Distinct(StringComparer.Ordinal)];
                gold.Add([.. distinct.Where(indices.ContainsKey).Select(name => indices[name])]);
                string[] unseen = [.. distinct.Where(name => !indices.ContainsKey(name))];
                if (unseen.Length > 0 && unseenLabels == UnseenLabels.Error)
                    throw new InvalidDataException(
                        $"Row {cursor.Position} has the label '{unseen[0]}', which the model was not trained on. Let such labels "
                        + $"count as {nameof(UnseenLabels.Missed)}, have them {nameof(UnseenLabels.Ignored)}, or take them "
                        + $"out of column '{labelName}'.");
                unknown.Add(unseenLabels == UnseenLabels.Missed ? unseen.Length : 0);
                unknownSupport += unseen.Length;
                unknownLabels.UnionWith(unseen);
            }
        }
        if (scores.Count == 0)
            throw new InvalidDataException(
                $"There are no rows to evaluate: the data with the columns '{labelName}' and '{scoreName}' have none.");
        bool[][] truth = new bool[labels.Length][];
        for (int k = 0; k < labels.Length; k++) truth[k] = new bool[gold.Count];
        for (int row = 0; row < gold.Count; row++)
            foreach (int k in gold[row]) truth[k][row] = true;
        return new(labels, TrainingSupport(scoreColumn), Transpose(scores, labels.Length), Transpose(predicted, labels.Length),
            truth, [.. unknown], [.. unknownLabels], unknownSupport);
    }

    private static int[]? TrainingSupport(DataViewSchema.Column column)
    {
        if (column.Annotations.Schema.GetColumnOrNull(OneVersusRestTransformer.SupportName) is null) return null;
        VBuffer<int> support = default;
        column.Annotations.GetValue(OneVersusRestTransformer.SupportName, ref support);
        return [.. support.DenseValues()];
    }

    private static T[][] Transpose<T>(List<T[]> rows, int columns)
    {
        var result = new T[columns][];
        for (int k = 0; k < columns; k++) result[k] = [.. rows.Select(row => row[k])];
        return result;
    }
}
