using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using MLNet.SemanticConv.Tests;

namespace MLNet.SemanticConv.Cli.Tests;

/// <summary>The tool's page: its lines for a shell name commands and options that there are.</summary>
public sealed partial class ReadmeCommandTests
{
    private const string Page = "src/MLNet.SemanticConv.Cli/README.md";

    private static readonly RootCommand Root = Tool.Root(new ToolConsole(Stream.Null, TextWriter.Null, TextWriter.Null));

    public static TheoryData<string> Lines =>
    [
        .. new[] { Page, "src/MLNet.SemanticConv.Cli/LABELING.md", "tests/MLNet.SemanticConv.Benchmarks/README.md" }
            .SelectMany(page => Shell().Matches(File.ReadAllText(Path.Combine(Repository.Root, page))))
            .SelectMany(block => block.Groups[1].Value.Split('\n'))
            .Where(line => line.StartsWith("semconv ", StringComparison.Ordinal)),
    ];

    [Theory, MemberData(nameof(Lines))]
    public void A_line_of_the_page_is_understood(string line)
        => Assert.Empty(Root.Parse(Words(line)).Errors.Select(error => error.Message));

    [Fact]
    public void The_page_names_every_command()
    {
        string readme = File.ReadAllText(Path.Combine(Repository.Root, Page));
        Assert.All(Leaves(Root, ""), command => Assert.Contains(command, readme));

        static IEnumerable<string> Leaves(Command command, string path) => command.Subcommands.Count == 0
            ? [path.Trim()]
            : command.Subcommands.SelectMany(child => Leaves(child, $"{path} {child.Name}"));
    }

    // What is in brackets may be left out; of alternatives the first is taken; N is a number.
    private static string[] Words(string line)
        => [.. CommandLineParser.SplitCommandLine(Comment().Replace(line, "").Replace("[", "").Replace("]", ""))
            .Skip(1).Select(word => word.Split('|')[0]).Select(word => word == "N" ? "1" : word)];

    [GeneratedRegex("""```sh\s*\n(.*?)```""", RegexOptions.Singleline)]
    private static partial Regex Shell();

    [GeneratedRegex(@"\s#.*$")]
    private static partial Regex Comment();
}
