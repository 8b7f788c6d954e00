namespace MLNet.SemanticConv.Cli.Tests;

/// <summary>Made-up reviews of kitchens: a few words of a topic, a few of none, always the same for a seed.</summary>
internal static class KitchenReviews
{
    private static readonly (string Label, string[] Words)[] Topics =
    [
        ("FOOD", ["soup", "bread", "salad", "stew", "pasta", "taste"]),
        ("SERVICE", ["waiter", "waitress", "staff", "rude", "friendly", "manners"]),
        ("ROOM", ["table", "chair", "light", "noise", "music", "window"]),
    ];

    private static readonly string[] Fillers = ["the", "a", "was", "we", "had", "and", "very", "there"];

    public static string Labeled(int rows, int seed)
        => string.Concat(Enumerable.Range(0, rows).Select(row => Line(new Random((seed * 100_000) + row))));

    public static string Unlabeled(int rows, int seed)
        => string.Concat(Labeled(rows, seed).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[0] + "\n"));

    private static string Line(Random random)
    {
        (string Label, string[] Words)[] topics = [.. Topics.Where(_ => random.Next(5) < 2)];
        List<string> words = [
            .. topics.SelectMany(topic => Enumerable.Range(0, 3).Select(_ => topic.Words[random.Next(topic.Words.Length)]))];
        for (int i = 0; i < 4; i++) words.Add(Fillers[random.Next(Fillers.Length)]);
        string[] shuffled = [.. words];
        random.Shuffle(shuffled);
        return $"{string.Join(' ', shuffled)}.\t{string.Join(',', topics.Select(topic => topic.Label))}\n";
    }
}
