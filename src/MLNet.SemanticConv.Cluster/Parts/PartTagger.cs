using System.Text.Json;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cluster;

/// <summary>Tags parts: the lines of each become a file, and a second file, written after it, says that it is whole. Either is the same
/// whoever writes it and however often.</summary>
/// <param name="storage">Where the files are.</param>
/// <param name="models">The models of this silo.</param>
internal sealed class PartTagger(ISharedStorage storage, LoadedModels models)
{
    private const int ChunkSize = 64;

    /// <summary>Tags a part, or takes what was written of it before.</summary>
    /// <exception cref="IOException">A file cannot be read or written, or the texts have changed.</exception>
    public PartResult Tag(TaggingWork work, TextPart part, CancellationToken cancellationToken)
    {
        string lines = work.PathOf(part), mark = $"{lines}.json";
        if (storage.Stamp(mark) is not null) return Read(mark);
        TextTagger tagger = models.Get(work);
        TaggingsForms.CheckLabels(work.Job.Output, tagger);
        PartResult? result = null;
        storage.Write(lines, stream => result = Write(stream, work, part, tagger, cancellationToken));
        if (PartPlan.StampOf(part.Path, storage) != part.Stamp)
            throw new IOException($"{part.Path} has changed since the job began: run it again.");
        // what was given up is not whole: a run that may pass over more must not take it for that
        if (result!.Failures.Count <= work.Job.MaximumFailures) storage.Write(mark, stream => JsonSerializer.Serialize(stream, result));
        return result;
    }

    private PartResult Write(Stream stream, TaggingWork work, TextPart part, TextTagger tagger, CancellationToken cancellationToken)
    {
        using Stream file = storage.OpenRead(part.Path);
        bool json = TaggingsForms.Of(work.Job.Output) != TaggingsForm.Tsv;
        long texts = 0, number = 0;
        List<BadText> failures = [];
        try
        {
            foreach (TextRow[] rows in TextSource.Rows(file, part.Path, part.Range, work.Job.Field, work.Job.NullIsEmpty).Chunk(ChunkSize))
            {
                cancellationToken.ThrowIfCancellationRequested();
                string[] chunk = [.. rows.Where(row => row.Failure is null).Select(row => row.Text!)];
                stream.Write(TaggedLine.Of(chunk, tagger, json));
                failures.AddRange(rows.Where(row => row.Failure is not null).Select(row => new BadText(row.Number, row.Failure!.Problem)));
                texts += chunk.Length;
                number = rows[^1].Number;
                if (failures.Count > work.Job.MaximumFailures) break;
            }
        }
        catch (Exception exception) when (exception is FormatException or InvalidDataException)
        {
            // nothing more can be read of this file
            failures.Add(new(number + 1, $"and what follows cannot be read: {exception.Message}"));
        }
        return new(texts, failures);
    }

    private PartResult Read(string mark)
    {
        using Stream stream = storage.OpenRead(mark);
        return JsonSerializer.Deserialize<PartResult>(stream)!;
    }
}
