using System.Globalization;
using System.Text;
using Microsoft.ML.Tokenizers;

namespace MLNet.SemanticConv.Encoders;

/// <summary>
/// What BERT does to a text before it is cut into words: control characters go, white space becomes spaces, and where the encoder knows
/// small letters only, these lose their accents.
/// </summary>
/// <remarks>
/// The accents of Latin letters are in a table here, for <see cref="string.Normalize()"/> leaves them where the program runs without a
/// culture's data (<c>InvariantGlobalization</c>).
/// </remarks>
internal sealed class BertNormalizer(bool lowerCase, bool stripAccents) : Normalizer
{
    // U+00C0 to U+017F: the letter itself where it has no accent to lose
    private const string WithoutAccents =
        "AAAAAA\u00C6CEEEEIIII\u00D0NOOOOO\u00D7\u00D8UUUUY\u00DE\u00DF"
        + "aaaaaa\u00E6ceeeeiiii\u00F0nooooo\u00F7\u00F8uuuuy\u00FEy"
        + "AaAaAaCcCcCcCcDd\u0110\u0111EeEeEeEeEeGgGgGgGgHh\u0126\u0127IiIiIiIiI\u0131\u0132\u0133"
        + "JjKk\u0138LlLlLl\u013F\u0140\u0141\u0142NnNnNn\u0149\u014A\u014B"
        + "OoOoOo\u0152\u0153RrRrRrSsSsSsSsTtTt\u0166\u0167UuUuUuUuUuUuWwYyYZzZzZz\u017F";

    private const char First = '\u00C0', Last = '\u017F';

    public override string Normalize(string original) => Normalize(original.AsSpan());

    public override string Normalize(ReadOnlySpan<char> original)
    {
        var text = new StringBuilder(original.Length);
        foreach (char c in original)
        {
            if (char.IsWhiteSpace(c)) text.Append(' ');
            else if (!IsControl(c)) text.Append(stripAccents && c is >= First and <= Last ? WithoutAccents[c - First] : c);
        }
        string clean = lowerCase ? text.ToString().ToLowerInvariant() : text.ToString();
        return stripAccents && !Ascii.IsValid(clean) ? WithoutMarks(clean) : clean;
    }

    private static bool IsControl(char c)
        => c == '\uFFFD' || char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse;

    private static string WithoutMarks(string text)
        => string.Concat(Decomposed(text).Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark));

    private static string Decomposed(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormD);
        }
        catch (ArgumentException)   // half of a pair of surrogates
        {
            return text;
        }
    }
}
