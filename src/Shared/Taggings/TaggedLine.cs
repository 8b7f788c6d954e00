using System.Text;
using System.Text.Json;
using MLNet.SemanticConv;

namespace MLNet.Shared;

/// <summary>What a text becomes in a file of tags: a line of JSON, or the text, a tab and its labels separated by commas.</summary>
internal static class TaggedLine
{
    /// <summary>The lines of texts, in UTF-8, each with its end.</summary>
    public static byte[] Of(IEnumerable<string> texts, TextTagger tagger, bool json)
        => Encoding.UTF8.GetBytes(string.Concat(texts.Select(text => Of(tagger.Tag(text), json) + "\n")));

    /// <summary>The line of a text.</summary>
    public static string Of(Tagging tagging, bool json) => json
        ? JsonSerializer.Serialize(tagging, JsonFormat.Options)
        : $"{TsvLine.ValueOf(tagging.Text)}\t{string.Join(',', tagging.Labels.Select(label => TsvLine.ValueOf(label.Label)))}";

    /// <summary>How the line of a text begins, whatever its labels are.</summary>
    public static string Beginning(string text, bool json)
        => json ? $"{{\"text\":{JsonSerializer.Serialize(text, JsonFormat.Options)}," : $"{TsvLine.ValueOf(text)}\t";
}
