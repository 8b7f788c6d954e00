namespace MLNet.SemanticConv.Tests.Fuzzing;

/// <summary>Damaged and hostile files are refused with the documented exceptions, in bounded time and memory. Many more: <c>Benchmarks.dll
/// fuzz</c>.</summary>
public sealed class FuzzingTests
{
    private static readonly FuzzTarget[] s_targets = FuzzTarget.All(
        Path.Combine(AppContext.BaseDirectory, "EndToEnd", "Golden", "Formats", "1.1"));

    public static TheoryData<string> Names => [.. s_targets.Select(target => target.Name)];

    [Theory, MemberData(nameof(Names))]
    public void A_damaged_file_is_refused_or_read_and_does_no_harm(string name)
    {
        var target = s_targets.Single(target => target.Name == name);
        target.Read(target.Valid);
        var result = Fuzzer.Run(target, firstSeed: 1, count: name.StartsWith("model", StringComparison.Ordinal) ? 150 : 1500);
        Assert.Empty(result.Harm);
        Assert.True(result.Refused > 100, $"{result.Refused} were refused");
    }
}
