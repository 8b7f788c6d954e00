namespace MLNet.SemanticConv;

/// <summary>
/// Splits rows with several labels each so that every label is spread over the parts as the parts' sizes ask: Sechidis, Tsoumakas and
/// Vlahavas, "On the stratification of multi-label data", ECML PKDD 2011.
/// </summary>
internal static class IterativeStratification
{
    /// <summary>Assigns each row to a part.</summary>
    /// <param name="labels">The labels of the rows.</param>
    /// <param name="shares">The share of each part; they add up to 1.</param>
    /// <param name="seed">The seed, which settles ties.</param>
    /// <param name="groups">The group of each row, from 0; rows of a group go to the same part. Null where each row is on its own.</param>
    /// <returns>The part of each row.</returns>
    public static int[] Assign(LabelSets labels, ReadOnlySpan<double> shares, int seed, int[]? groups = null)
    {
        var random = new Random(seed);
        int[] groupOf = groups ?? [.. Enumerable.Range(0, labels.RowCount)];
        int[][] rowsOf = RowsOf(groupOf);
        int[][] labelsOfRow = Transpose(labels);
        int[] part = new int[labels.RowCount];
        Array.Fill(part, -1);

        double[] wanted = new double[shares.Length];
        for (int p = 0; p < shares.Length; p++) wanted[p] = shares[p] * labels.RowCount;
        double[][] wantedOfLabel = new double[labels.Count][];
        int[] left = new int[labels.Count];
        for (int k = 0; k < labels.Count; k++)
        {
            left[k] = labels[k].Length;
            wantedOfLabel[k] = new double[shares.Length];
            for (int p = 0; p < shares.Length; p++) wantedOfLabel[k][p] = shares[p] * left[k];
        }

        // The rarest label goes first, while there is still room to spread it.
        while (RarestLeft(left) is >= 0 and int rarest)
        {
            foreach (int row in LargestFirst(labels[rarest].ToArray()))
                if (part[row] < 0) Take(groupOf[row], Choose(wantedOfLabel[rarest], wanted, random));
        }
        foreach (int row in LargestFirst(Enumerable.Range(0, part.Length)))
            if (part[row] < 0) Take(groupOf[row], Choose(wanted, wanted, random));
        return part;

        // A large group is hard to place once the parts are nearly full.
        IEnumerable<int> LargestFirst(IEnumerable<int> rows) => rows.OrderByDescending(row => rowsOf[groupOf[row]].Length);

        void Take(int group, int p)
        {
            foreach (int row in rowsOf[group])
            {
                part[row] = p;
                wanted[p]--;
                foreach (int k in labelsOfRow[row])
                {
                    wantedOfLabel[k][p]--;
                    left[k]--;
                }
            }
        }
    }

    private static int[][] RowsOf(int[] groupOf)
    {
        var rows = new List<int>[groupOf.Length == 0 ? 0 : groupOf.Max() + 1];
        for (int row = 0; row < groupOf.Length; row++) (rows[groupOf[row]] ??= []).Add(row);
        return Array.ConvertAll(rows, list => list is null ? [] : list.ToArray());
    }

    private static int RarestLeft(int[] left)
    {
        int rarest = -1;
        for (int k = 0; k < left.Length; k++)
            if (left[k] > 0 && (rarest < 0 || left[k] < left[rarest])) rarest = k;
        return rarest;
    }

    /// <summary>The part that wants the label most; among equals the one that wants rows most; among equals by lot.</summary>
    private static int Choose(double[] wantedOfLabel, double[] wanted, Random random)
    {
        const double Tie = 1e-9;
        int best = 0, equals = 1;
        for (int p = 1; p < wanted.Length; p++)
        {
            double difference = wantedOfLabel[p] - wantedOfLabel[best];
            if (Math.Abs(difference) <= Tie) difference = wanted[p] - wanted[best];
            if (difference > Tie)
            {
                (best, equals) = (p, 1);
            }
            else if (difference >= -Tie && random.Next(++equals) == 0)
            {
                best = p;
            }
        }
        return best;
    }

    private static int[][] Transpose(LabelSets labels)
    {
        var rows = new List<int>[labels.RowCount];
        for (int k = 0; k < labels.Count; k++)
            foreach (int row in labels[k]) (rows[row] ??= []).Add(k);
        return Array.ConvertAll(rows, list => list is null ? [] : list.ToArray());
    }
}
