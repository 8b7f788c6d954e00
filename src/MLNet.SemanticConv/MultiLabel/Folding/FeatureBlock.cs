namespace MLNet.SemanticConv;

/// <summary>Features that are made together of the words of a bag: x·M, or x·M / ‖x·M‖.</summary>
/// <param name="Map">M.</param>
/// <param name="First">The place of the first of them among all features.</param>
/// <param name="UnitLength">Whether they are scaled to length 1.</param>
internal sealed record FeatureBlock(FeatureMap Map, int First, bool UnitLength);
