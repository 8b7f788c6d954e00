using System.Text.Json.Serialization;

namespace MLNet.SemanticConv.Cli;

/// <summary>What the page sends.</summary>
/// <param name="Number">The question.</param>
/// <param name="Labels">Its labels, or null where it is skipped.</param>
[method: JsonConstructor]
internal sealed record AnswerRequest([property: JsonRequired] int Number, string[]? Labels);
