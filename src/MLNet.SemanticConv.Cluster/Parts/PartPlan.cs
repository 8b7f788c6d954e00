using MLNet.Shared;

namespace MLNet.SemanticConv.Cluster;

/// <summary>Cuts files into parts: text at bytes, which mean the lines that begin there; Parquet at row groups. What is packed or in UTF-16
/// stays whole.</summary>
internal static class PartPlan
{
    private const long Mebibyte = 1 << 20;

    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="FormatException">A file is empty, or of no known form.</exception>
    public static List<TextPart> Of(TaggingJob job, ISharedStorage storage) => Of(job.Inputs, job.PartBytes, storage);

    /// <inheritdoc cref="Of(TaggingJob, ISharedStorage)"/>
    public static List<TextPart> Of(IReadOnlyList<string> inputs, long? partBytes, ISharedStorage storage)
    {
        var files = inputs.Select(path => (Path: path, Stamp: StampOf(path, storage), Length: LengthOf(path, storage))).ToList();
        long size = partBytes ?? Math.Clamp(files.Sum(file => file.Length) / 64, Mebibyte, 64 * Mebibyte);
        return [.. files.SelectMany(file => Ranges(file.Path, file.Length, size, storage)
            .Select(range => new TextPart(file.Path, file.Stamp, range.Start, range.End)))];
    }

    /// <exception cref="FileNotFoundException">The file is missing.</exception>
    public static string StampOf(string path, ISharedStorage storage)
        => storage.Stamp(path)
            ?? throw new FileNotFoundException($"There is no file {path}: check the path, which every machine must see.", path);

    private static long LengthOf(string path, ISharedStorage storage)
    {
        TextSource.CheckForm(path);
        using Stream file = storage.OpenRead(path);
        return file.Length > 0 ? file.Length : throw TextSource.Empty(path);
    }

    private static IEnumerable<FilePart> Ranges(string path, long length, long size, ISharedStorage storage)
    {
        using Stream file = storage.OpenRead(path);
        if (TextForms.Of(path) == TextForm.Parquet)
        {
            int groups = ParquetTexts.CountGroups(file, path);
            return Cut(groups, Math.Max(1, groups * size / length));
        }
        return length <= size || !InputFile.IsPlain(file) ? [FilePart.Whole] : Cut(length, size);
    }

    private static IEnumerable<FilePart> Cut(long length, long size)
    {
        for (long start = 0; start < length; start += size) yield return new(start, Math.Min(length, start + size));
    }
}
