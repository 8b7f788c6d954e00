using System.CommandLine;
using System.Text.Json;

namespace MLNet.SemanticConv.Cli.Tests;

public sealed class DemoCommandTests : IDisposable
{
    private static readonly string[] Things = ["kettle", "pot", "pan", "lid", "stove", "spoon", "fork", "plate"];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Packs of a made-up framework: 60 types in 4 namespaces, each with its own nouns.</summary>
    private void WritePacks()
    {
        string[] parts = ["Kitchen", "Cellar", "Garden", "Garage"];
        IEnumerable<string> members =
            from type in Enumerable.Range(0, 60)
            let part = parts[type % 4]
            from member in Enumerable.Range(0, 12)
            let thing = $"{part.ToLowerInvariant()}{Things[(type + member) % Things.Length]}"
            let name = member == 0 ? $"T:System.{part}.Type{type}" : $"M:System.{part}.Type{type}.Member{member}"
            let text = $"Gets the {thing} of number {type} or {member} with its {thing}handle."
            select $"<member name=\"{name}\"><summary>{text}</summary></member>";
        foreach (string pack in (string[])["Microsoft.NETCore.App.Ref", "Microsoft.AspNetCore.App.Ref"])
        {
            string content = pack.Contains("Asp") ? "" : string.Concat(members);
            _folder.Write(Path.Combine("packs", pack, "10.0.0", "ref", "net10.0", "Made.xml"), $"<doc><members>{content}</members></doc>");
        }
    }

    private async Task<ToolRun> Run(params string[] args)
    {
        using StringWriter output = new(), error = new();
        DemoCommand command = new(new ToolConsole(Stream.Null, output, error), [_folder.Path]);
        int exitCode = await command.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        return new(exitCode, output.ToString(), error.ToString());
    }

    [Fact]
    public async Task It_compares_both_methods_and_saves_a_model_that_tags_text()
    {
        WritePacks();
        string model = _folder[Path.Combine("new", "demo.zip")];
        ToolRun run = (await Run("--model", model)).Succeeded();

        Assert.Contains("4 labels", run.Output);
        Assert.Contains("plain", run.Output);
        Assert.Contains("semantic", run.Output);
        Assert.Contains($"Saved as {model}", run.Output);
        Assert.Contains("Kitchen", (await ToolRun.Of("predict", "--model", model, "gets the kitchenpot")).Succeeded().Output);
    }

    [Fact]
    public async Task Where_no_part_has_enough_texts_it_says_so_and_leaves_nothing()
    {
        WritePacks();
        var exception = await Assert.ThrowsAsync<FormatException>(
            () => Run("--min-texts", "100000", "--model", _folder[Path.Combine("new", "demo.zip")]));
        Assert.Contains("lower --min-texts", exception.Message);
        Assert.False(Directory.Exists(_folder["new"]));
    }

    [Fact]
    public async Task JSON_has_a_result_for_each_budget_and_method()
    {
        WritePacks();
        JsonElement results = (await Run("--json", "--model", _folder["demo.zip"])).Succeeded().Json;

        Assert.Equal(["plain", "default"], results.EnumerateArray().Take(2).Select(result => result.GetProperty("method").GetString()));
        Assert.All(results.EnumerateArray(),
            result => Assert.InRange(result.GetProperty("metrics").GetProperty("macroAveragePrecision").GetDouble(), 0.2, 1));
    }

    [Fact]
    public async Task Without_the_packs_it_says_what_to_install_and_makes_no_folder()
    {
        string model = _folder[Path.Combine("new", "demo.zip")];
        Assert.Contains("Install the .NET 10 SDK",
            (await Assert.ThrowsAsync<FileNotFoundException>(() => Run("--model", model))).Message);
        Assert.False(Directory.Exists(_folder["new"]));
    }
}
