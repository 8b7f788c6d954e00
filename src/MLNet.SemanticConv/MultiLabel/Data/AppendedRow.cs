namespace MLNet.SemanticConv;

/// <summary>A row that is learnt from and never judged by.</summary>
internal readonly record struct AppendedRow(string Text, IReadOnlyList<string> Labels);
