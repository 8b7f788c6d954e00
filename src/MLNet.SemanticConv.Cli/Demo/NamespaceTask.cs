using System.Security.Cryptography;
using System.Text;

namespace MLNet.SemanticConv.Cli;

/// <summary>Which components of the namespace tree does a piece of documentation belong to? A multi-label task with a long tail, made from
/// .NET's own documentation.</summary>
/// <param name="Train">Labelled rows to learn from; a prefix of them is a random sample.</param>
/// <param name="Test">Labelled rows of other types than those of <paramref name="Train"/>.</param>
/// <param name="Unlabeled">The texts of everything else.</param>
internal sealed record NamespaceTask(IReadOnlyList<LabeledText> Train, IReadOnlyList<LabeledText> Test, IReadOnlyList<string> Unlabeled)
{
    /// <summary>Fewer words say nothing about where they come from.</summary>
    private const int MinWords = 3;

    /// <summary>Makes the task; the same members give the same task, whatever their order. Where there are fewer rows, both parts shrink
    /// alike.</summary>
    /// <param name="members">The documentation.</param>
    /// <param name="trainRows">The number of labelled rows. The default value is 12,000.</param>
    /// <param name="testRows">The number of test rows. The default value is 4,000.</param>
    /// <param name="minTexts">A component with fewer distinct texts is not a label. The default value is 30.</param>
    /// <param name="seed">Another seed gives another split. The default value is 1.</param>
    public static NamespaceTask Create(
        IEnumerable<DocumentedMember> members, int trainRows = 12_000, int testRows = 4_000, int minTexts = 30, int seed = 1)
    {
        List<(string Type, LabeledText Row)> rows = Merge(members);
        HashSet<string> labels = [.. rows.SelectMany(row => row.Row.Labels).CountBy(label => label).Where(count => count.Value >= minTexts)
            .Select(count => count.Key)];
        foreach ((_, LabeledText row) in rows) row.Labels = [.. row.Labels.Where(labels.Contains)];

        int labeled = rows.Count(row => row.Row.Labels.Length > 0);
        if (labeled < trainRows + testRows)
            (trainRows, testRows) = (labeled * trainRows / (trainRows + testRows), labeled * testRows / (trainRows + testRows));

        List<LabeledText> train = new(trainRows), test = new(testRows);
        List<string> unlabeled = [];
        foreach (IGrouping<string, LabeledText> type in rows.GroupBy(row => row.Type, row => row.Row)
            .OrderBy(group => Hash(seed, group.Key)))
        {
            List<LabeledText>? side = train.Count < trainRows ? train : test.Count < testRows ? test : null;
            int capacity = side is null ? 0 : side == train ? trainRows : testRows;
            foreach (LabeledText row in type.OrderBy(row => Hash(seed, row.Text)))
            {
                if (side is null || side.Count == capacity || row.Labels.Length == 0) unlabeled.Add(row.Text);
                else side.Add(row);
            }
        }
        return new(Shuffle(train, seed), Shuffle(test, seed), unlabeled);
    }

    // The same text on both sides of the split would be no test: it becomes one row, of the first of its types, with the labels of all.
    private static List<(string, LabeledText)> Merge(IEnumerable<DocumentedMember> members)
        => [.. from member in members
               where member.Text.AsSpan().Count(' ') >= MinWords - 1
               group member by member.Text into same
               let labels = same.SelectMany(member => Components(member.Namespace)).Distinct().Order(StringComparer.Ordinal)
               select (same.Select(member => member.Type).Min(StringComparer.Ordinal)!,
                   new LabeledText { Text = same.Key, Labels = [.. labels] })];

    private static IEnumerable<string> Components(string name)
        => name.Split('.').Where(part => part is not ("" or "System" or "Microsoft"));

    private static LabeledText[] Shuffle(List<LabeledText> rows, int seed) => [.. rows.OrderBy(row => Hash(~seed, row.Text))];

    private static ulong Hash(int seed, string text) => BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}:{text}")));
}
