using Microsoft.CodeAnalysis;

namespace MLNet.SemanticConv.Tests.Architecture;

public class ArchitectureTests
{
    private static readonly LibrarySource Source = new();

    // From the bottom up: a folder may use those that stand before it. The files beside the project file (the catalogs) come last.
    private static readonly string[] Layers = ["Internal", "Profiling", "Embeddings", "Correlation", "Transforms", "MultiLabel", "Explanations", ""];

    [Fact]
    public void WhatMLNetKeepsToItself_IsUsedInInternalAndPersistenceOnly()
    {
        var leaks = Source.Compilation.GetDiagnostics()
            .Where(d => d.Severity == DiagnosticSeverity.Error)
            .Select(d => (File: d.Location.SourceTree?.FilePath ?? "", d))
            .Where(e => LibrarySource.FolderOf(e.File) != "Internal" && !e.File.EndsWith(".Persistence.cs", StringComparison.Ordinal));
        Assert.Empty(leaks.Select(e => $"{e.d.Location.GetLineSpan()}: {e.d.GetMessage()}"));
    }

    [Fact]
    public void TheProbeSeesInternals_WhereTheyAreUsed()
        => Assert.Contains(Source.Compilation.GetDiagnostics(), d => d.Id == "CS0122" && d.Location.SourceTree!.FilePath.EndsWith(".Persistence.cs", StringComparison.Ordinal));

    [Fact]
    public void FoldersImportOneWay()
    {
        var upward = Source.UsesAcrossFolders().Where(use => Array.IndexOf(Layers, use.UsedFolder) is int used && (used < 0 || used > Array.IndexOf(Layers, use.Folder)));
        Assert.Empty(upward.Select(use => $"{use.File} uses {use.Used} of '{use.UsedFolder}'").Distinct());
    }
}
