using System.Collections.Concurrent;

namespace MLNet.SemanticConv.Cluster;

/// <summary>The models of a silo: each is loaded once, whatever jobs ask for it.</summary>
/// <param name="storage">Where they are.</param>
internal sealed class LoadedModels(ISharedStorage storage)
{
    private readonly ConcurrentDictionary<(string Hash, string? TextColumn), Lazy<TextTagger>> _taggers = new();

    /// <exception cref="InvalidDataException">The file is not a model that tags text, or another one.</exception>
    public TextTagger Get(TaggingWork work) => Get(work.Job.Model, work.ModelPath, work.ModelHash, work.Job.TextColumnName);

    /// <summary>Loads a model before a job asks for it.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is not a model that tags text.</exception>
    public void Preload(string model)
    {
        string hash;
        using (Stream file = storage.OpenRead(model)) hash = Hash.OfContent(file);
        Get(model, model, hash, textColumn: null);
    }

    private TextTagger Get(string model, string path, string hash, string? textColumn)
    {
        var key = (hash, textColumn);
        try
        {
            return _taggers.GetOrAdd(key, _ => new(() => Load(model, path, hash, textColumn))).Value;
        }
        catch
        {
            _taggers.TryRemove(key, out _);   // another try may find the file
            throw;
        }
    }

    private TextTagger Load(string name, string path, string hash, string? textColumn)
    {
        // from a copy, so that what is loaded is what was hashed
        string copy = Path.Combine(Path.GetTempPath(), $"semconv-{Guid.NewGuid():N}.zip");
        try
        {
            using (Stream model = storage.OpenRead(path))
            using (FileStream file = File.Create(copy))
            {
                model.CopyTo(file);
                file.Position = 0;
                if (Hash.OfContent(file) != hash)
                    throw new InvalidDataException(
                        $"{path} is damaged, its content does not match its name: delete it and run the job again.");
            }
            return TextTagger.Load(copy, textColumn);
        }
        catch (InvalidDataException exception) when (exception.Message.Contains(copy, StringComparison.Ordinal))
        {
            throw new InvalidDataException(exception.Message.Replace(copy, name, StringComparison.Ordinal), exception);
        }
        finally
        {
            File.Delete(copy);
        }
    }
}
