using Microsoft.ML;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary>Models that tag text, as ML.NET's .zip files.</summary>
internal static class ModelFile
{
    /// <summary>Fails before long work whose model could not be saved.</summary>
    /// <exception cref="IOException">The file cannot be written, or no temporary one can.</exception>
    public static void CheckWritable(string path)
    {
        OutputFile.CheckFolder(path);
        CreateTemporaryFolder(path).Delete();
    }

    /// <summary>Saves with ML.NET's own call; the file is whole or not there.</summary>
    /// <exception cref="IOException">A disk is full: that of the file, or that of temporary files.</exception>
    public static void Save(ITransformer model, string path)
    {
        // ML.NET writes the parts of a model to temporary files first, and leaves them there where the disk is full
        DirectoryInfo temporary = CreateTemporaryFolder(path);
        MLContext ml = new() { TempFilePath = temporary.FullName };
        // what a model needs is a text alone: the labels are no part of its input
        DataViewSchema input = ml.Data.LoadFromEnumerable<PlainText>([]).Schema;
        try
        {
            AtomicFile.Write(path, stream => ml.Model.Save(model, input, stream));
        }
        catch (IOException exception) when (exception.Message.Contains(temporary.FullName))
        {
            throw NoTemporaryFile(path, $"{temporary.Parent}", exception);
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }

    /// <summary>Loads a model that tags text.</summary>
    /// <param name="path">The file.</param>
    /// <param name="textColumn">The column that it reads; null for the one that it was saved with.</param>
    /// <exception cref="FormatException">It is a folder.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is not a model, or not one that tags text.</exception>
    public static TextTagger Load(string path, string? textColumn = null)
    {
        CheckExists(path);
        return TextTagger.Load(path, textColumn);
    }

    /// <summary>The stage of a model that gives the labels.</summary>
    public static OneVersusRestTransformer Labels(ITransformer model)
        => model is IEnumerable<ITransformer> chain ? Labels(chain.Last()) : (OneVersusRestTransformer)model;

    private static DirectoryInfo CreateTemporaryFolder(string path)
    {
        try
        {
            return Directory.CreateTempSubdirectory("semconv-");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NoTemporaryFile(path, Path.GetTempPath(), exception);
        }
    }

    private static IOException NoTemporaryFile(string path, string folder, Exception cause)
        => new($"{path} cannot be saved, because its parts cannot be written to {folder} first: make room there, or name another folder "
            + $"for temporary files in the variable {(OperatingSystem.IsWindows() ? "TMP" : "TMPDIR")}.", cause);

    /// <exception cref="FormatException">It is a folder.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static void CheckExists(string path)
    {
        if (Directory.Exists(path)) throw new FormatException($"{path} is a folder: name a model in it, a .zip file.");
        if (!File.Exists(path))
            throw new FileNotFoundException(
                $"There is no model {path}: make one with 'semconv train --labeled F.tsv --model {path}'.", path);
    }
}
