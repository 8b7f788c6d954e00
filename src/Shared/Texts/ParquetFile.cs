namespace MLNet.Shared;

/// <summary>What all readers of Parquet files have in common.</summary>
internal static class ParquetFile
{
    /// <summary>Reads something of a file: what a damaged one makes the library throw is of any kind.</summary>
    /// <exception cref="FormatException">The file is not a Parquet file, or is damaged.</exception>
    public static T Read<T>(string path, Func<Task<T>> read)
    {
        try
        {
            return read().GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new FormatException($"{path} is not a Parquet file that can be read: {exception.Message}", exception);
        }
    }
}
