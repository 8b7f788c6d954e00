namespace MLNet.Shared;

/// <summary>Where a text is: a line of a file, from 1, or a row of a Parquet file.</summary>
/// <param name="File">The file, as messages call it.</param>
/// <param name="Number">The number of the line.</param>
/// <param name="Unit">What is counted.</param>
internal readonly record struct Place(string File, long Number, string Unit = "line")
{
    public override string ToString() => $"{File}, {Unit} {Number}";

    /// <summary>Says what is wrong here.</summary>
    public BadTextException Bad(string problem, Exception? cause = null) => new(this, problem, cause);
}
