using System.Globalization;
using MLNet.Shared;

namespace MLNet.SemanticConv;

/// <summary>
/// Words on a plane: their vectors, scaled to length 1, along their first two principal components. It is the flat view that keeps most of
/// their variance, and <see cref="ExplainedVariance"/> says how much that is; words that look close may lie apart in the other dimensions.
/// Notebooks show it as a picture.
/// </summary>
/// <example>
/// <code>
/// var map = WordMap.Of(vectors, ["adapter", "charger", "waiter", "soup"]);
/// File.WriteAllText("map.html", map.ToHtml());
/// </code>
/// </example>
[TypeFormatterSource(typeof(NotebookFormatters))]
public sealed class WordMap : IPicture
{
    private WordMap(IReadOnlyList<(string Word, double X, double Y, int Group)> points, double explainedVariance)
        => (Points, ExplainedVariance) = (points, explainedVariance);

    /// <summary>The words and their places.</summary>
    public IReadOnlyList<(string Word, double X, double Y, int Group)> Points { get; }

    /// <summary>The share of the words' variance that the plane keeps, from 0 to 1.</summary>
    public double ExplainedVariance { get; }

    /// <summary>Maps some words.</summary>
    /// <param name="vectors">The vectors.</param>
    /// <param name="words">At least three words; repeated ones are shown once.</param>
    /// <returns>The map.</returns>
    /// <exception cref="KeyNotFoundException">A word has no vector.</exception>
    /// <exception cref="ArgumentException">There are fewer than three words.</exception>
    public static WordMap Of(WordVectors vectors, IEnumerable<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return Of(vectors, [words]);
    }

    /// <summary>Maps groups of words, each in its own colour, such as a few words with their neighbours.</summary>
    /// <param name="vectors">The vectors.</param>
    /// <param name="groups">At least three words in all; one that is in two groups belongs to the first.</param>
    /// <returns>The map.</returns>
    /// <exception cref="KeyNotFoundException">A word has no vector.</exception>
    /// <exception cref="ArgumentException">There are fewer than three words.</exception>
    public static WordMap Of(WordVectors vectors, IEnumerable<IEnumerable<string>> groups)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        ArgumentNullException.ThrowIfNull(groups);
        (string Word, int Group)[] words = [.. groups.SelectMany((group, i) => group.Select(word => (Word: word, Group: i)))
            .DistinctBy(word => word.Word)];
        if (words.Length < 3) throw new ArgumentException($"A plane takes at least three words, not {words.Length}.", nameof(groups));
        int d = vectors.Dimensions;
        float[] values = new float[words.Length * d];
        for (int i = 0; i < words.Length; i++) vectors[words[i].Word].CopyTo(values.AsSpan(i * d, d));
        UnitVectors.Normalize(values, d);

        double[] mean = new double[d];
        for (int i = 0; i < values.Length; i++) mean[i % d] += (double)values[i] / words.Length;
        double[][] directions = PrincipalComponents.First(values, mean, 2);
        double[][] centred = [.. words.Select((_, i) => Enumerable.Range(0, d).Select(j => values[i * d + j] - mean[j]).ToArray())];
        double[] x = Along(0), y = Along(1);
        double total = centred.Sum(word => word.Sum(value => value * value));
        double kept = x.Sum(value => value * value) + y.Sum(value => value * value);
        return new([.. words.Select((word, i) => (word.Word, x[i], y[i], word.Group))], total > 0 ? kept / total : 0);

        // An eigenvector may point either way: the first word goes to the right and up.
        double[] Along(int axis)
        {
            if (axis >= directions.Length) return new double[words.Length];
            double[] places = [.. centred.Select(word => word.Zip(directions[axis], (value, direction) => value * direction).Sum())];
            return places[0] < 0 ? [.. places.Select(place => -place)] : places;
        }
    }

    /// <summary>The words with their places, for a console.</summary>
    /// <returns>Lines of text.</returns>
    public override string ToString() => Report().ToText();

    /// <summary>The same in Markdown.</summary>
    /// <returns>Lines of Markdown.</returns>
    public string ToMarkdown() => Report().ToMarkdown();

    /// <summary>The picture and a line that says how much of the variance it shows.</summary>
    /// <returns>A fragment, to be put into any page.</returns>
    public string ToHtml() => $"<figure>{ToSvg()}<figcaption>{Caption}</figcaption></figure>";

    /// <summary>The picture. Words that would cover others are only a point, with the word as its tooltip.</summary>
    /// <returns>An SVG element.</returns>
    public string ToSvg() => WordMapSvg.Write(this);

    string IPicture.Caption => Caption;

    private string Caption => string.Create(CultureInfo.InvariantCulture,
        $"{Figures.Counted(Points.Count, "word")} along their first two principal components, {ExplainedVariance:P0} of the variance");

    private Report Report()
    {
        var table = new TextTable(TableColumn.Text("word"), "x", "y");
        foreach (var point in Points)
            table.Add(point.Word, point.X.ToString("F3", CultureInfo.InvariantCulture),
                point.Y.ToString("F3", CultureInfo.InvariantCulture));
        return new Report().Line(Caption).Table(table);
    }
}
