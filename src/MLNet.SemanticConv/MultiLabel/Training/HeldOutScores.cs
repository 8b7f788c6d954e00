namespace MLNet.SemanticConv;

/// <summary>Scores of rows by models that have not seen them, gathered round by round.</summary>
/// <param name="data">The rows.</param>
/// <param name="labelCount">The number of labels.</param>
internal sealed class HeldOutScores(TrainingRows data, int labelCount)
{
    private readonly float[][] _scores = [.. Enumerable.Range(0, labelCount).Select(_ => new float[data.Count])];

    /// <summary>Takes the scores of some rows by the models of some labels; called from several threads, for others each time.</summary>
    public void Take(int[] labels, int[] rows, float[][] scores)
    {
        for (int k = 0; k < labels.Length; k++)
            for (int i = 0; i < rows.Length; i++) _scores[labels[k]][rows[i]] = scores[k][i];
    }

    /// <summary>For each label the scores of the examples.</summary>
    public float[][] OfExamples() => data.Examples.Length == data.Count
        ? _scores
        : Array.ConvertAll(_scores, ofLabel => Array.ConvertAll(data.Examples, row => ofLabel[row]));
}
