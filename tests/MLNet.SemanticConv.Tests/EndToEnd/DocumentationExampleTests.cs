using System.Xml.Linq;

namespace MLNet.SemanticConv.Tests.EndToEnd;

/// <summary>The examples in the documentation of members, as an editor shows them, each run by itself.</summary>
public sealed class DocumentationExampleTests(DocumentationExampleTests.Samples samples) : IClassFixture<DocumentationExampleTests.Samples>
{
    private static readonly Dictionary<string, string> Examples = new[] { "MLNet.SemanticConv.xml", "MLNet.PipelineProfiler.xml" }
        .SelectMany(file => XDocument.Load(Path.Combine(AppContext.BaseDirectory, file)).Descendants("example"))
        .ToDictionary(example => NameOf(example.Parent!), example => example.Element("code")!.Value);

    public static TheoryData<string> Members => [.. Examples.Keys.Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Members))]
    public async Task An_example_runs(string member) => await samples.Script.Run(Usings + Examples[member]);

    [Theory]
    [InlineData("SemanticConvolutionCatalog.ApplySemanticConvolution")]
    [InlineData("SemanticConvolutionCatalog.NormalizeTfIdf")]
    [InlineData("SemanticConvolutionCatalog.FittedOn")]
    [InlineData("WordVectors.Train")]
    [InlineData("CorrelationMatrix.Build")]
    [InlineData("MultiLabelClassificationTrainers.OneVersusRest")]
    [InlineData("MultiLabelClassificationCatalog.Evaluate")]
    [InlineData("TextTagger")]
    [InlineData("SemanticConvolutionCatalog.Explain")]
    [InlineData("PipelineProfilingExtensions.Profile")]
    public void What_a_user_meets_first_has_an_example(string member)
        => Assert.Contains(Examples.Keys, name => name.Contains($".{member}", StringComparison.Ordinal));

    private const string Usings = "using Microsoft.ML; using MLNet.PipelineProfiler; using MLNet.SemanticConv;\n";

    private static string NameOf(XElement member) => member.Attribute("name")!.Value;

    /// <summary>What the examples have in common: what is given, and saved vectors and a saved model.</summary>
    public sealed class Samples : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
        private readonly SamplesGiven _given = new();

        public Samples()
        {
            string models = Directory.CreateDirectory(Path.Combine(_folder, "models")).FullName;
            _given.vectors.Save(Path.Combine(_folder, "vectors.bin"));
            _given.ml.Model.Save(_given.model, _given.train.Schema, Path.Combine(models, "reviews.zip"));
        }

        internal SampleScript Script => new(_given, _folder);

        public void Dispose()
        {
            _given.Dispose();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
