using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace MLNet.SemanticConv.Tests.EndToEnd;

/// <summary>The README's C#, run from top to bottom as it is written, with what it takes for given.</summary>
public sealed partial class ReadmeTests : IDisposable
{
    // What a console program's and a web program's implicit usings are, and what each sample's own lines of using add for those after it.
    private static readonly string[] Imports =
        ["System", "System.Collections.Generic", "System.Linq", "Microsoft.AspNetCore.Builder", "Microsoft.Extensions.DependencyInjection", "MLNet.SemanticConv.Tests.EndToEnd"];

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task EverySampleRuns()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "models"));
        await using var given = new ReadmeGiven();
        var options = ScriptOptions.Default.WithImports(Imports)
            .WithReferences(AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic && assembly.Location.Length > 0));
        string readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        string[] samples = [.. Sample().Matches(readme).Select(match => match.Groups[1].Value)];
        Assert.True(samples.Length >= 4, "The README has samples in C#.");
        ScriptState<object>? state = null;
        foreach (string sample in samples)
        {
            string code = FileName().Replace(sample, file => $"@\"{Path.Combine(_folder, file.Groups[1].Value)}\"");
            state = state is null ? await CSharpScript.RunAsync(code, options, given, typeof(ReadmeGiven)) : await state.ContinueWithAsync(code);
        }
        Assert.True(File.Exists(Path.Combine(_folder, "profile.html")));
        // The ten lines learn what the tiny reviews say.
        Assert.True(((MultiLabelMetrics)state!.GetVariable("metrics").Value).MacroAveragePrecision > 0.9);
    }

    [GeneratedRegex("""```csharp\s*\n(.*?)```""", RegexOptions.Singleline)]
    private static partial Regex Sample();

    // Files that the samples write or read.
    [GeneratedRegex("""
        "([\w/]+\.(?:zip|html))"
        """)]
    private static partial Regex FileName();
}
