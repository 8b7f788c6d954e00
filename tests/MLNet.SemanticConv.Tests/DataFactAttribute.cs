namespace MLNet.SemanticConv.Tests;

/// <summary>A test that needs a real dataset: it is skipped where the folder named by SEMCONV_DATA does not hold the file.</summary>
internal sealed class DataFactAttribute : FactAttribute
{
    public DataFactAttribute(string file)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } folder)
            Skip = $"needs the dataset file {file}: set {Variable} to the folder of the datasets";
        else if (!File.Exists(Path.Combine(folder, file)))
            Skip = $"needs {file}, which is not in the folder that {Variable} names";
    }

    private const string Variable = "SEMCONV_DATA";

    public static string PathOf(string file) => Path.Combine(Environment.GetEnvironmentVariable(Variable)!, file);
}
