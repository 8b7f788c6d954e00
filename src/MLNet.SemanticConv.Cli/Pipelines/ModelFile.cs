using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.SemanticConv.Internal;

namespace MLNet.SemanticConv.Cli;

/// <summary>Models that tag text, as ML.NET's .zip files.</summary>
internal static class ModelFile
{
    /// <summary>Saves with ML.NET's own call; the file is whole or not there.</summary>
    public static void Save(MLContext ml, ITransformer model, string path)
    {
        // what a model needs is a text alone: the labels are no part of its input
        DataViewSchema input = ml.Data.LoadFromEnumerable<PlainText>([]).Schema;
        AtomicFile.Write(path, stream => ml.Model.Save(model, input, stream));
    }

    /// <summary>Loads a model and makes sure that it tags text.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">The file is no model, or not one that tags text.</exception>
    public static ITransformer Load(MLContext ml, string path)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no model {path}: make one with 'semconv train --labeled F.tsv --model {path}'.", path);
        ITransformer model;
        DataViewSchema output;
        try
        {
            model = ml.Model.Load(path, out _);
            output = model.GetOutputSchema(ml.Data.LoadFromEnumerable<PlainText>([]).Schema);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new FormatException($"{path} is no model that tags text, or a damaged one ({FirstLine(exception)}): make one with 'semconv train'.", exception);
        }
        foreach (string column in (ReadOnlySpan<string>)["Scores", "Probabilities", "PredictedLabels"])
            if (output.GetColumnOrNull(column) is not { Type: VectorDataViewType })
                throw new FormatException($"{path} is a model without the column {column}, so it does not tag text: make one with 'semconv train'.");
        return model;
    }

    private static string FirstLine(Exception exception) => exception.Message.Split('\n')[0].TrimEnd('\r', '.');
}
