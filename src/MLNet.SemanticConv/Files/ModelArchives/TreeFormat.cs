namespace MLNet.SemanticConv;

/// <summary>Ensembles of trees, of FastTree, random forests and LightGBM.</summary>
internal static class TreeFormat
{
    public static void Read(PartReader part)
    {
        part.Skip(4);   // the size of a float
        for (int trees = part.Count(21); trees > 0; trees--) ReadTree(part);
        part.Skip(20);   // bias, two texts, the number of features
    }

    private static void ReadTree(PartReader part)
    {
        byte kind = part.Byte();
        int leaves = part.Int32();
        part.Skip(16);
        int[] lower = part.Int32s(), greater = part.Int32s();
        CheckChildren(lower, greater, leaves);
        part.Array(4);
        int[] categorical = part.Int32s();
        foreach (int node in categorical)
        {
            if (node < 0 || node >= leaves - 1) throw new InvalidDataException($"it claims a node {node} of a tree of {leaves} leaves");
            part.Array(4);
            part.Skip(8);
        }
        for (int i = 0; i < 3; i++) part.Array(4);   // thresholds, and what counts where a value is missing
        for (int i = 0; i < 4; i++) part.Array(8);   // values of leaves, gains
        const byte Forest = 2;
        for (int i = 0; kind == Forest && i < 2; i++) part.Array(8);
    }

    // a tree that comes back to itself would be walked for ever
    private static void CheckChildren(int[] lower, int[] greater, int leaves)
    {
        if (leaves < 1 || leaves > lower.Length + 1L || greater.Length != lower.Length)
            throw new InvalidDataException($"it claims a tree of {leaves} leaves and has {lower.Length} and {greater.Length} branches");
        bool[] reached = new bool[lower.Length];
        Stack<int> next = new(leaves > 1 ? [0] : []);
        while (next.TryPop(out int node))
        {
            if (node >= lower.Length || reached[node]) throw new InvalidDataException($"its trees reach node {node} twice");
            reached[node] = true;
            foreach (int child in (ReadOnlySpan<int>)[lower[node], greater[node]])
            {
                if (child >= 0) next.Push(child);
                else if (~child >= leaves) throw new InvalidDataException($"its trees have no leaf {~child}");
            }
        }
    }
}
