namespace MLNet.PipelineProfiler;

/// <summary>What stages are called: their type without the words that all of them share.</summary>
internal static class StageNames
{
    private static readonly string[] Endings = ["Estimator", "Transformer", "Trainer"];

    public static string Of(object part) => Of(part.GetType());

    private static string Of(Type type)
    {
        string name = type.Name.Split('`')[0];
        string? end = Endings.FirstOrDefault(ending => name.EndsWith(ending, StringComparison.Ordinal) && name.Length > ending.Length);
        if (end != null) name = name[..^end.Length];
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>" : name;
    }
}
