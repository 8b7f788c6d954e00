using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>What one word of a text adds to the count of another.</summary>
/// <param name="Source">The word in the text.</param>
/// <param name="Target">The word it adds to, which need not be in the text.</param>
/// <param name="Weight">Their entry in C.</param>
/// <param name="Amount">The count of the source times the weight.</param>
public readonly record struct Contribution(string Source, string Target, float Weight, float Amount)
{
    internal static IReadOnlyList<Contribution> Of(CorrelationMatrix matrix, in VBuffer<float> bag)
    {
        if (bag.Length != matrix.Size)
            throw new ArgumentException($"The bag has {bag.Length} slots, the correlation matrix {matrix.Size}.", nameof(bag));
        var contributions = new List<Contribution>();
        foreach (var (slot, count) in bag.Items())
        {
            if (count == 0) continue;
            var columns = matrix.Columns(slot);
            var weights = matrix.Weights(slot);
            for (int i = 0; i < columns.Length; i++)
                contributions.Add(new(matrix.Vocabulary[slot], matrix.Vocabulary[columns[i]], weights[i], count * weights[i]));
        }
        return [.. contributions.OrderByDescending(contribution => contribution.Amount)];
    }
}
