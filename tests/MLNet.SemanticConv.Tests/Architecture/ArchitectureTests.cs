using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace MLNet.SemanticConv.Tests.Architecture;

public class ArchitectureTests
{
    private static readonly ProjectSource Library = new("MLNet.SemanticConv", "MLNet.SemanticConv");

    // From the bottom up: a folder may use those before it. The files beside the project file (the catalogs) come last.
    private static readonly string[] Layers =
        ["Display", "Files", "Input", "Pictures", "Simd", "Arguments", "MLNetInternals", "Rows", "Embeddings", "Correlation",
            "Distillation", "Transforms", "MultiLabel", "SemanticText", "Explanations", "Selection", ""];

    public static TheoryData<string, string> Projects => new()
    {
        { "MLNet.SemanticConv", "MLNet.SemanticConv" },
        { "MLNet.PipelineProfiler", "MLNet.PipelineProfiler" },
        { "MLNet.PipelineProfiler.Interactive", "MLNet.PipelineProfiler.Interactive" },
        { "MLNet.SemanticConv.DataFrames", "MLNet.SemanticConv.DataFrames" },
        { "MLNet.SemanticConv.Encoders", "MLNet.SemanticConv.Encoders" },
        { "MLNet.SemanticConv.English", "MLNet.SemanticConv.English" },
        { "MLNet.SemanticConv.Interactive", "MLNet.SemanticConv.Interactive" },
        { "MLNet.SemanticConv.Serving", "MLNet.SemanticConv.Serving" },
        { "MLNet.SemanticConv.Cluster", "MLNet.SemanticConv.Cluster" },
        { "MLNet.SemanticConv.Cli", "semconv" },
    };

    [Theory]
    [InlineData("MLNet.SemanticConv")]
    [InlineData("MLNet.PipelineProfiler")]
    public void What_MLNet_keeps_to_itself_is_used_in_one_folder_and_persistence_only(string project)
    {
        var leaks = new ProjectSource(project, project).Compilation.GetDiagnostics()
            .Where(d => d.Severity == DiagnosticSeverity.Error)
            .Select(d => (File: d.Location.SourceTree?.FilePath ?? "", d))
            .Where(e => Path.GetFileName(e.File) != "ThreadCpuClock.cs")   // a generator writes the other half of it
            .Where(e => ProjectSource.FolderOf(e.File) != "MLNetInternals"
                && !e.File.EndsWith(".Persistence.cs", StringComparison.Ordinal));
        Assert.Empty(leaks.Select(e => $"{e.d.Location.GetLineSpan()}: {e.d.GetMessage()}"));
    }

    [Fact]
    public void The_probe_sees_internals_where_they_are_used()
        => Assert.Contains(Library.Compilation.GetDiagnostics(),
            d => d.Id == "CS0122" && d.Location.SourceTree!.FilePath.EndsWith(".Persistence.cs", StringComparison.Ordinal));

    [Fact]
    public void Folders_import_one_way()
    {
        var upward = Library.UsesAcrossFolders()
            .Where(use => LayerOf(use.UsedFolder) is int used && (used < 0 || used > LayerOf(use.Folder)));
        Assert.Empty(upward.Select(use => $"{use.File} uses {use.Used} of '{use.UsedFolder}'").Distinct());

        static int LayerOf(string folder) => Array.IndexOf(Layers, ProjectSource.TopOf(folder));
    }

    [Theory, MemberData(nameof(Projects))]
    public void No_folder_uses_one_that_uses_it(string project, string assembly)
    {
        // A folder and those within it are one house: what it shows and how that is done. The project's own folder is none: its files are
        // one more room.
        var uses = new ProjectSource(project, assembly).UsesAcrossFolders()
            .Where(use => !IsWithin(use.Folder, use.UsedFolder) && !IsWithin(use.UsedFolder, use.Folder));
        var used = uses.ToLookup(use => use.Folder, use => use.UsedFolder);
        Assert.All(used, folder => Assert.DoesNotContain(folder.Key, Reach(folder.Key)));

        HashSet<string> Reach(string folder)
        {
            HashSet<string> reached = [];
            Stack<string> next = new(used[folder]);
            while (next.TryPop(out string? here))
                if (reached.Add(here)) foreach (string there in used[here]) next.Push(there);
            return reached;
        }

        static bool IsWithin(string folder, string other)
            => folder == other || (other.Length > 0 && folder.StartsWith(other + "/", StringComparison.Ordinal));
    }

    [Fact]
    public void Uses_between_folders_are_seen_from_and_to_the_projects_own_folder_too()
    {
        var uses = new ProjectSource("MLNet.SemanticConv.Cli", "semconv").UsesAcrossFolders()
            .Select(use => (use.Folder, use.UsedFolder)).ToHashSet();
        Assert.Contains(("", "Commands"), uses);
        Assert.Contains(("Commands", "Output"), uses);
    }

    [Fact]
    public void The_tool_uses_the_public_surface_only()
    {
        string[] insiders =
        [
            "MLNet.SemanticConv", "MLNet.SemanticConv.Encoders", "MLNet.SemanticConv.English", "MLNet.SemanticConv.Serving",
            "MLNet.SemanticConv.Cluster", "MLNet.PipelineProfiler",
        ];
        // The package for clusters hands out the library's steps of word2vec, which mean nothing to others.
        string[] friends = ["MLNet.SemanticConv.Tests", "MLNet.SemanticConv.Benchmarks", "MLNet.SemanticConv.Cluster"];
        Assert.All(insiders, project => Assert.All(
            Assembly.Load(project).GetCustomAttributes<InternalsVisibleToAttribute>(),
            friend => Assert.Contains(friend.AssemblyName, friends)));
    }
}
