namespace MLNet.Shared;

/// <summary>A range of numbers of positives in training, both ends included.</summary>
/// <param name="From">The smallest.</param>
/// <param name="To">The greatest, or <see cref="int.MaxValue"/>.</param>
internal readonly record struct SupportRange(int From, int To)
{
    /// <summary>Those that labels are averaged by.</summary>
    public static IReadOnlyList<SupportRange> All { get; } = [new(1, 9), new(10, 49), new(50, 199), new(200, int.MaxValue)];

    /// <summary>"1–9", "≥ 200".</summary>
    public string Name => To == int.MaxValue ? $"≥ {From}" : $"{From}–{To}";

    public bool Contains(int support) => support >= From && support <= To;
}
