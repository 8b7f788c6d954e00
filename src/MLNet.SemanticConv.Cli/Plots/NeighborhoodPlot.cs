using MLNet.Shared;
using ScottPlot;

namespace MLNet.SemanticConv.Cli;

/// <summary>
/// A word in the middle, its neighbours around it, and a line from each of those to the two that are nearest to it: the stronger, the
/// nearer.
/// </summary>
internal static class NeighborhoodPlot
{
    private const double Reach = 1.75;
    private const int LinksOfEach = 2;

    /// <param name="word">The word in the middle.</param>
    /// <param name="neighbors">Its neighbours.</param>
    /// <param name="similarity">How near two of them are; 0 draws no line.</param>
    /// <param name="measure">What that is called.</param>
    public static Plot Of(string word, IReadOnlyList<Neighbor> neighbors, Func<string, string, double> similarity, string measure)
    {
        if (neighbors.Count == 0)
            throw new InvalidDataException($"--plot has nothing to draw: '{word}' has no neighbours. Name another word.");
        string[] circle = Arrange([.. neighbors.Select(neighbor => neighbor.Word)], similarity);
        var strengths = neighbors.ToDictionary(neighbor => neighbor.Word, neighbor => (double)neighbor.Similarity);
        double strongest = strengths.Values.Max();
        Color line = Color.FromHex(PictureColors.Of(4)), spoke = Color.FromHex(PictureColors.Of(0));
        (double X, double Y) Place(int i) => (Math.Cos(Angle(i)), Math.Sin(Angle(i)));
        double Angle(int i) => 2 * Math.PI * (i + 0.5) / circle.Length;

        Plot plot = new();
        foreach (var (i, j) in Links(circle, similarity)) Connect(Place(i), Place(j), line, similarity(circle[i], circle[j]));
        for (int i = 0; i < circle.Length; i++) Connect((0, 0), Place(i), spoke, strengths[circle[i]]);
        for (int i = 0; i < circle.Length; i++)
        {
            var (x, y) = Place(i);
            plot.Add.Marker(x, y, MarkerShape.FilledCircle, 9, spoke);
            var name = plot.Add.Text($"{circle[i]} {strengths[circle[i]]:F2}", x * 1.06, y * 1.06);
            (name.LabelAlignment, name.LabelFontSize) = (x < 0 ? Alignment.MiddleRight : Alignment.MiddleLeft, 15);
        }
        var middle = plot.Add.Text(word, 0, 0);
        (middle.LabelAlignment, middle.LabelFontSize, middle.LabelBold, middle.LabelBackgroundColor) = (Alignment.MiddleCenter, 20, true,
            Colors.White);
        (middle.LabelBorderColor, middle.LabelBorderWidth, middle.LabelPadding) = (spoke, 2, 6);
        plot.Title($"The neighbourhood of \"{word}\": {measure}", 16);
        plot.Axes.SetLimits(-Reach, Reach, -1.2, 1.2);
        PlotFile.HideAxes(plot);
        return plot;

        void Connect((double X, double Y) from, (double X, double Y) to, Color color, double near)
        {
            var drawn = plot.Add.Line(from.X, from.Y, to.X, to.Y);
            (drawn.Color, drawn.LineWidth) = (color, (float)(0.5 + 4 * Math.Min(1, near / strongest)));
        }
    }

    // All lines between neighbours would be a ball of wool.
    private static HashSet<(int, int)> Links(string[] words, Func<string, string, double> similarity)
        => [.. from i in Enumerable.Range(0, words.Length)
               from j in Enumerable.Range(0, words.Length).Where(j => j != i && similarity(words[i], words[j]) > 0)
                   .OrderByDescending(j => similarity(words[i], words[j])).Take(LinksOfEach)
               select (Math.Min(i, j), Math.Max(i, j))];

    // Round the circle, each followed by the nearest that is left, so that most lines are short.
    private static string[] Arrange(List<string> words, Func<string, string, double> similarity)
    {
        List<string> circle = [words[0]];
        words.RemoveAt(0);
        while (words.Count > 0)
        {
            string next = words.MaxBy(word => similarity(circle[^1], word))!;
            circle.Add(next);
            words.Remove(next);
        }
        return [.. circle];
    }
}
