using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace MLNet.SemanticConv.Tests.EndToEnd;

/// <summary>Runs samples of C# as they are written, with what they take for given; the files that they name lie in a folder.</summary>
internal sealed partial class SampleScript(SamplesGiven given, string folder)
{
    // What a console program's and a web program's implicit usings are, and where the types of what is given stand.
    private static readonly string[] Imports =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "Microsoft.AspNetCore.Builder",
            "Microsoft.Extensions.DependencyInjection", "MLNet.SemanticConv.Tests.EndToEnd"];

    private static readonly ScriptOptions Options = ScriptOptions.Default.WithImports(Imports)
        .WithReferences(AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic && assembly.Location.Length > 0));

    /// <summary>Runs a sample; one that goes on sees the variables and the lines of using of those before it.</summary>
    public Task<ScriptState<object>> Run(string sample, ScriptState<object>? before = null)
    {
        string code = FileName().Replace(sample, file => $"@\"{Path.Combine(folder, file.Groups[1].Value)}\"");
        return before is null ? CSharpScript.RunAsync(code, Options, given, typeof(SamplesGiven)) : before.ContinueWithAsync(code);
    }

    // Files that samples write or read.
    [GeneratedRegex("""
        "([\w/]+\.(?:zip|html|bin|mtx|tsv|txt))"
        """)]
    private static partial Regex FileName();
}
