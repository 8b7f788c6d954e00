using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;

namespace MLNet.SemanticConv.Cli;

/// <summary><c>semconv demo</c>: the whole way on text that every .NET SDK brings along.</summary>
internal sealed class DemoCommand : Command
{
    private readonly Option<string> _model = new("--model")
    {
        Description = "Where the model goes; a missing folder is created.",
        DefaultValueFactory = _ => Path.Combine("models", "dotnet-namespaces.zip"),
        HelpName = "M.zip",
    };

    private readonly Option<int> _minTexts = new Option<int>("--min-texts")
    {
        Description = "The least number of texts that a part of the namespace tree needs to be a label.",
        DefaultValueFactory = _ => 30,
    }.AtLeast(1);

    private readonly Option<bool> _json = CommonOptions.Json();

    public DemoCommand(ToolConsole console, IEnumerable<string>? dotnetFolders = null)
        : base("demo", "Learns which namespaces texts of .NET's documentation belong to. Takes about a minute; nothing to download.")
    {
        Add(_model);
        Add(_minTexts);
        Add(_json);
        this.OnRun((parsed, cancellationToken) => Run(parsed, console, dotnetFolders ?? DotnetFolder.Candidates(), cancellationToken));
    }

    private void Run(ParseResult parsed, ToolConsole console, IEnumerable<string> dotnetFolders, CancellationToken cancellationToken)
    {
        Stopwatch clock = Stopwatch.StartNew();
        string path = parsed.GetValue(_model)!;
        IReadOnlyList<string> files = ReferencePacks.FindDocumentation(dotnetFolders);
        NamespaceTask task = console.Steps.Run("Reading the documentation of .NET", _ => NamespaceTask.Create(
            DocumentationReader.Read(files, cancellationToken), minTexts: parsed.GetValue(_minTexts)));
        if (task.Train.Count == 0 || task.Test.Count == 0)
            throw new FormatException($"No part of the namespace tree has {parsed.GetValue(_minTexts)} texts: lower --min-texts.");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        ModelFile.CheckWritable(path);
        DemoRun run = new(console, task, cancellationToken);
        bool json = parsed.GetValue(_json);
        if (!json) DemoReport.Introduce(console, run);

        List<DemoResult> results = run.Compare();
        if (json)
        {
            console.WriteJson(results.Select(result => new
            {
                result.Budget,
                method = result.Method.ToString().ToLowerInvariant(),
                result.Seconds,
                metrics = JsonNode.Parse(result.Metrics.ToJson()),
            }));
        }
        else
        {
            DemoReport.Compare(console, results);
        }

        DemoResult plain = results.Last(result => result.Method == Method.Plain),
            semantic = results.Last(result => result.Method == Method.Default);
        if (!json) DemoReport.Examples(console, DemoExamples.Find(run, plain, semantic));

        ModelFile.Save(semantic.Model, path);
        DemoCard.Of(parsed.CommandLine(), files, semantic.Budget, semantic.Model.LastTransformer, semantic.Metrics).Write(path);
        Tagging tagging = TextTagger.Load(path).Tag(DemoReport.Question);
        if (!json) DemoReport.Conclude(console, path, tagging, clock.Elapsed);
    }
}
