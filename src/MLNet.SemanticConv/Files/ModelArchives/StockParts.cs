using System.Collections.Frozen;

namespace MLNet.SemanticConv;

/// <summary>The parts of ML.NET that do nothing but compute, as far as this library knows.</summary>
internal static class StockParts
{
    private static readonly FrozenSet<string> s_assemblies = FrozenSet.Create(
        "Microsoft.ML.Core", "Microsoft.ML.Data", "Microsoft.ML.Transforms", "Microsoft.ML.StandardTrainers",
        "Microsoft.ML.StandardLearners", "Microsoft.ML.KMeansClustering", "Microsoft.ML.PCA", "Microsoft.ML.FastTree",
        "Microsoft.ML.LightGbm", "Microsoft.ML.Mkl.Components", "Microsoft.ML.HalLearners", "Microsoft.ML.Ensemble",
        typeof(StockParts).Assembly.GetName().Name!);

    // these do more, though they are in one of the assemblies above
    private static readonly FrozenDictionary<string, string> s_refused = new Dictionary<string, string>
    {
        ["W2VTRANS"] = "opens or fetches files of vectors",
        ["CUSTOMXF"] = "runs code of an assembly that it names",
        ["DBLOADER"] = "reads a database",
    }.ToFrozenDictionary();

    /// <summary>What speaks against a part, or null.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="assembly">The full name of the assembly that loads it, or "".</param>
    public static string? Objection(PartHeader header, string assembly)
    {
        if (s_refused.TryGetValue(header.Signature, out string? does)) return does;
        string simple = assembly.Split(',')[0].Trim();
        return simple.Length == 0 || s_assemblies.Contains(simple) ? null
            : $"asks for the assembly {simple}, which may open files and run code";
    }
}
