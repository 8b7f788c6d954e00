using System.Numerics.Tensors;
using System.Text.Json;
using MLNet.Shared;
using Parquet;
using Parquet.Data;
using Parquet.Schema;

namespace MLNet.SemanticConv.Cli;

/// <summary>
/// The vectors of a Word2VecModel that Apache Spark has saved, by either of its two libraries: a folder whose <c>metadata/part-…</c> is a
/// line of JSON and whose <c>data/part-….parquet</c> have the columns <c>word</c> and <c>vector</c>.
/// </summary>
internal static class SparkVectors
{
    private const string ModelClass = ".feature.Word2VecModel", PipelineClass = ".PipelineModel";

    /// <exception cref="FormatException">The folder holds no such model, or a file of it is damaged: the message names it.</exception>
    public static WordVectors Load(string folder)
    {
        SparkMetadata metadata = Metadata(folder);
        List<string> words = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        List<float> matrix = [];
        int dimensions = metadata.VectorSize ?? 0;
        foreach (string file in Parts(folder, "data"))
        {
            foreach (var (word, vector) in Rows(file))
            {
                string row = $"{file}, row of '{word}'";
                if (word is null) throw new FormatException($"{file} has a row without a word.");
                if (dimensions == 0) dimensions = vector.Length;
                if (vector.Length != dimensions || dimensions == 0)
                    throw new FormatException($"{row}: its vector has {vector.Length} numbers, not {dimensions} as the others.");
                if (!TensorPrimitives.IsFiniteAll<float>(vector))
                    throw new FormatException($"{row}: a number of its vector is not finite.");
                if (!seen.Add(word)) throw new FormatException($"{row}: the word occurs a second time in the model.");
                if (matrix.Count + (long)dimensions > Array.MaxLength)
                    throw new FormatException($"{folder} holds more than the {Array.MaxLength} numbers that fit.");
                words.Add(word);
                matrix.AddRange(vector);
            }
        }
        if (words.Count == 0) throw new FormatException($"{folder} holds no words.");
        if (metadata.NumWords is { } count && count != words.Count)
            throw new FormatException(
                $"{folder} holds {Figures.Counted(words.Count, "word")}, not the {count} that its metadata says: a part is missing.");
        return new(words, matrix.ToArray(), dimensions);
    }

    private static SparkMetadata Metadata(string folder)
    {
        if (!Directory.Exists(Path.Combine(folder, "metadata")))
            throw new FormatException($"{folder} is a folder, but not a model that Spark has saved: it has no folder 'metadata'.");
        string file = Parts(folder, "metadata")[0];
        SparkMetadata metadata;
        try
        {
            metadata = SparkMetadata.Parse(File.ReadLines(file).FirstOrDefault() ?? "");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException
            or FormatException)
        {
            throw new FormatException($"{file} does not say what Spark has saved: {exception.Message}", exception);
        }
        if (metadata.Class.EndsWith(PipelineClass, StringComparison.Ordinal))
            throw new FormatException(
                $"{folder} is a Spark pipeline: give the folder of its Word2VecModel, below {Path.Combine(folder, "stages")}.");
        if (!metadata.Class.EndsWith(ModelClass, StringComparison.Ordinal))
            throw new FormatException($"{folder} is a {metadata.Class} of Spark, not a Word2VecModel.");
        return metadata;
    }

    // Names that begin with _ or . are Spark's own: _SUCCESS, checksums, what an unfinished run left.
    private static string[] Parts(string folder, string name)
    {
        string parts = Path.Combine(folder, name);
        if (Directory.Exists(Path.Combine(parts, "_temporary")))
            throw new FormatException($"{parts} was not written to its end: it still has a folder '_temporary'. Save the model again.");
        string[] files = Directory.Exists(parts) ? [.. Directory.GetFiles(parts, "part-*").Order(StringComparer.Ordinal)] : [];
        return files.Length > 0 ? files : throw new FormatException($"{parts} has no files 'part-…': it is not a complete Spark model.");
    }

    private static IEnumerable<(string? Word, float[] Vector)> Rows(string path)
    {
        using FileStream file = File.OpenRead(path);
        ParquetReader reader = ParquetFile.Read(path, () => ParquetReader.CreateAsync(file));
        DataField word = Field("word", typeof(ReadOnlyMemory<char>), isList: false, "strings");
        DataField vector = Field("vector", typeof(float), isList: true, "arrays of floats");
        for (int group = 0; group < reader.RowGroupCount; group++)
        {
            var (words, vectors) = ParquetFile.Read(path, () => ReadAsync(reader, group, word, vector));
            for (int row = 0; row < words.Length; row++) yield return (words[row], vectors[row]);
        }

        DataField Field(string name, Type type, bool isList, string kind)
        {
            DataField[] fields = reader.Schema.GetDataFields();
            return fields.FirstOrDefault(
                field => field.Path.FirstPart == name && field.ClrType == type && field.MaxRepetitionLevel == (isList ? 1 : 0))
                ?? throw new FormatException($"{path} has no column \"{name}\" of {kind}; its columns are "
                    + $"{string.Join(", ", fields.Select(field => field.Path.FirstPart))}."
                    + (fields.Any(field => field.Path.FirstPart == "wordVectors")
                        ? " Spark before 2.2 wrote it: load and save it with a later one."
                        : ""));
        }
    }

    private static async Task<(string?[] Words, float[][] Vectors)> ReadAsync(
        ParquetReader reader, int group, DataField word, DataField vector)
    {
        using ParquetRowGroupReader rows = reader.OpenRowGroupReader(group);
        string?[] words = new string?[rows.RowCount];
        await rows.ReadAsync(word, words.AsMemory()).ConfigureAwait(false);
        using var column = (RawColumnData<float>)await rows.ReadRawColumnDataBaseAsync(vector).ConfigureAwait(false);
        float[][] vectors = Lists(column.Values, column.RepetitionLevels, column.DefinitionLevels, vector.MaxDefinitionLevel);
        return vectors.Length == words.Length ? (words, vectors)
            : throw new FormatException($"{words.Length} words have {vectors.Length} vectors.");
    }

    // Parquet's own way to write lists: a level of 0 begins one, and what is not defined to the end is no number.
    private static float[][] Lists(ReadOnlySpan<float> values, ReadOnlySpan<int> repetitions, ReadOnlySpan<int> definitions, int defined)
    {
        List<float[]> lists = [];
        for (int i = 0; i < repetitions.Length;)
        {
            int next = i + 1;
            while (next < repetitions.Length && repetitions[next] > 0) next++;
            int length = definitions[i..next].Count(defined);
            lists.Add(values[..length].ToArray());
            values = values[length..];
            i = next;
        }
        return [.. lists];
    }
}
