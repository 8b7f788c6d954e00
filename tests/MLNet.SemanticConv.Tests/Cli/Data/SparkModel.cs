using Parquet;
using Parquet.Schema;

namespace MLNet.SemanticConv.Cli.Tests;

/// <summary>
/// A saved Word2VecModel as Apache Spark 3.5 leaves it: Scala's <c>case class Data(word: String, vector: Array[Float])</c> in Parquet files
/// of which a partition without words has none, beside its metadata, markers and checksums.
/// </summary>
internal static class SparkModel
{
    public const string Ml = """
        {"class":"org.apache.spark.ml.feature.Word2VecModel","timestamp":1764338400000,"sparkVersion":"3.5.1",
        "uid":"w2v_6a1d0c3f7b52","paramMap":{"inputCol":"words","outputCol":"features","vectorSize":3},
        "defaultParamMap":{"windowSize":5,"vectorSize":100,"minCount":5}}
        """;

    public const string Mllib = """{"class":"org.apache.spark.mllib.feature.Word2VecModel","version":"1.0","vectorSize":3,"numWords":4}""";

    /// <summary>A column of arrays as Spark writes it: the numbers are there for certain.</summary>
    public static readonly ListField Arrays = new("vector", new DataField<float>("element"));

    /// <summary>As with <c>spark.sql.parquet.writeLegacyFormat</c>.</summary>
    public static readonly ListField LegacyArrays = new("vector", new DataField("array", typeof(float), isNullable: true), "bag");

    public static async Task WriteAsync(
        TemporaryFolder folder, string metadata, ListField arrays, params (string Word, float[] Vector)[][] parts)
    {
        string model = Directory.CreateDirectory(folder["model"]).FullName,
            data = Directory.CreateDirectory(Path.Combine(model, "data")).FullName;
        Directory.CreateDirectory(Path.Combine(model, "metadata"));
        File.WriteAllText(Path.Combine(model, "metadata", "part-00000"), metadata.ReplaceLineEndings("") + "\n");
        foreach (string marker in (string[])["metadata/_SUCCESS", "metadata/._SUCCESS.crc", "metadata/.part-00000.crc", "data/_SUCCESS",
            "data/._SUCCESS.crc"])
            File.WriteAllBytes(Path.Combine(model, marker), []);
        for (int part = 0; part < parts.Length; part++)
        {
            if (parts[part].Length == 0) continue;
            string name = $"part-{part:D5}-0f6c1c5e-6d6d-4a8e-9f0e-3f1f6a3c2b11-c000.snappy.parquet";
            File.WriteAllBytes(Path.Combine(data, $".{name}.crc"), "crc\0"u8.ToArray());
            await WriteAsync(Path.Combine(data, name), arrays, parts[part]);
        }
    }

    public static async Task WriteAsync(string path, ListField arrays, (string Word, float[] Vector)[] rows)
    {
        DataField<string> word = new("word");
        var number = (DataField)arrays.Item;
        float[] numbers = [.. rows.SelectMany(row => row.Vector)];
        int[] repetitions = [.. rows.SelectMany(row => row.Vector.Select((_, i) => i == 0 ? 0 : 1))];
        using FileStream file = File.Create(path);
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(word, arrays), file,
            new() { CompressionMethod = CompressionMethod.Snappy });
        using ParquetRowGroupWriter group = writer.CreateRowGroup();
        await group.WriteAsync(word, (string[])[.. rows.Select(row => row.Word)]);
        int[] defined = [.. numbers.Select(_ => number.MaxDefinitionLevel)];
        await group.WriteAllPartsAsync<float>(number, numbers, defined, repetitions, CancellationToken.None);
    }
}
