namespace MLNet.SemanticConv.Benchmarks.Serving;

/// <summary>What came of asking as fast as answers come.</summary>
/// <param name="PerSecond">Answers a second.</param>
/// <param name="P50">The median time to an answer, in milliseconds.</param>
/// <param name="P99">The time that 99 % of the answers take at most, in milliseconds.</param>
internal readonly record struct Load(double PerSecond, double P50, double P99);
