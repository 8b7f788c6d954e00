using System.Collections.Concurrent;

namespace MLNet.SemanticConv.Cluster;

/// <summary>The models of a silo: each is loaded once, whatever jobs ask for it.</summary>
/// <param name="storage">Where they are.</param>
internal sealed class LoadedModels(ISharedStorage storage)
{
    private readonly ConcurrentDictionary<(string Hash, string? TextColumn), Lazy<TextTagger>> _taggers = new();

    /// <exception cref="InvalidDataException">The file is no model that tags text, or another one.</exception>
    public TextTagger Get(TaggingWork work)
    {
        var key = (work.ModelHash, work.Job.TextColumnName);
        try
        {
            return _taggers.GetOrAdd(key, _ => new(() => Load(work))).Value;
        }
        catch
        {
            _taggers.TryRemove(key, out _);   // another try may find the file
            throw;
        }
    }

    private TextTagger Load(TaggingWork work)
    {
        // from a copy, so that what is loaded is what was hashed
        string copy = Path.Combine(Path.GetTempPath(), $"semconv-{Guid.NewGuid():N}.zip");
        try
        {
            using (Stream model = storage.OpenRead(work.ModelPath))
            using (FileStream file = File.Create(copy))
            {
                model.CopyTo(file);
                file.Position = 0;
                if (Hash.OfContent(file) != work.ModelHash)
                    throw new InvalidDataException(
                        $"{work.ModelPath} is damaged, its content is not that of its name: delete it and run the job again.");
            }
            return TextTagger.Load(copy, work.Job.TextColumnName);
        }
        catch (InvalidDataException exception) when (exception.Message.Contains(copy, StringComparison.Ordinal))
        {
            throw new InvalidDataException(exception.Message.Replace(copy, work.Job.Model, StringComparison.Ordinal), exception);
        }
        finally
        {
            File.Delete(copy);
        }
    }
}
