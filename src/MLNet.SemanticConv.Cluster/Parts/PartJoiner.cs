using System.Text;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cluster;

/// <summary>Puts the parts of a job together, in their order, to the file that one machine would have written.</summary>
/// <param name="storage">Where the files are.</param>
internal sealed class PartJoiner(ISharedStorage storage)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes the output, and names the lines that failed beside it.</summary>
    public void Join(TaggingWork work, IReadOnlyList<TextPart> parts, IReadOnlyList<PartResult> results)
    {
        if (results.Any(result => result.Failures.Count > 0)) WriteFailures(work, parts, results);
        else storage.Delete(work.FailuresPath);
        storage.Write(work.JoinedPath, stream =>
        {
            if (TaggingsForms.Of(work.Job.Output) == TaggingsForm.Parquet)
                ParquetTaggings.Write(parts.SelectMany(part => Lines(work.PathOf(part))), stream);
            else foreach (TextPart part in parts) Copy(work.PathOf(part), stream);
        });
        storage.Move(work.JoinedPath, work.Job.Output);
    }

    private void Copy(string path, Stream output)
    {
        using Stream part = storage.OpenRead(path);
        part.CopyTo(output, 1 << 20);
    }

    private IEnumerable<string> Lines(string path)
    {
        using StreamReader reader = new(storage.OpenRead(path));
        while (reader.ReadLine() is { } line) yield return line;
    }

    private void WriteFailures(TaggingWork work, IReadOnlyList<TextPart> parts, IReadOnlyList<PartResult> results)
        => storage.Write(work.FailuresPath, stream =>
    {
        using StreamWriter writer = new(stream, Utf8, leaveOpen: true) { NewLine = "\n" };
        for (int i = 0; i < parts.Count; i++)
        {
            if (results[i].Failures.Count == 0) continue;
            long before = NumberBefore(parts, results, i);
            foreach (BadText failure in results[i].Failures)
                writer.WriteLine($"{parts[i].Path}\t{before + failure.Number}\t{TsvLine.ValueOf(failure.Problem)}");
        }
    });

    // how many lines or rows of the file come before a part
    private long NumberBefore(IReadOnlyList<TextPart> parts, IReadOnlyList<PartResult> results, int index)
    {
        TextPart part = parts[index];
        if (TextForms.Of(part.Path) == TextForm.Parquet)
            return Enumerable.Range(0, index).Where(i => parts[i].Path == part.Path).Sum(i => results[i].Texts + results[i].Failures.Count);
        using Stream file = storage.OpenRead(part.Path);
        return part.Range.CountLinesBefore(file);
    }
}
