namespace MLNet.SemanticConv.Tests;

/// <summary>A test that looks at converted notebooks in a browser: it is skipped where nbconvert or the browser is not on the
/// path.</summary>
internal sealed class JupyterFactAttribute : FactAttribute
{
    public JupyterFactAttribute()
    {
        if (Converter is null || Chromium.Program is null)
            Skip = "needs nbconvert and Chromium on the path (Debian: apt-get install jupyter-nbconvert chromium)";
    }

    /// <summary>Jupyter's converter of notebooks, or null where there is none.</summary>
    public static string? Converter { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "jupyter-nbconvert")).FirstOrDefault(File.Exists);
}
