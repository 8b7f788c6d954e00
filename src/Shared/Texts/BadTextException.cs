namespace MLNet.Shared;

/// <summary>A line or row that holds no text. What follows it can be read.</summary>
/// <param name="place">Where it is.</param>
/// <param name="problem">What is wrong, to be read after the place: "holds a NUL".</param>
/// <param name="cause">What was thrown, or null.</param>
internal sealed class BadTextException(Place place, string problem, Exception? cause = null) : FormatException($"{place} {problem}", cause)
{
    public Place Place => place;

    public string Problem => problem;
}
