using MLNet.SemanticConv.Tests.EndToEnd;

namespace MLNet.SemanticConv.Tests.Notebooks;

/// <summary>Tests that pack projects run one after the other; those of notebooks share what they pack.</summary>
[CollectionDefinition(nameof(PackedProjects))]
public sealed class SharedPackages : ICollectionFixture<NotebookPackages>;
