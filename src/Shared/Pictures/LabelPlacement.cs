namespace MLNet.Shared;

/// <summary>Puts names beside points on a picture so that none covers another or a point.</summary>
internal static class LabelPlacement
{
    /// <summary>The mean width of a letter, in heights of the font: for fonts without serifs.</summary>
    public const double LetterWidth = 0.64;

    private const double Margin = 2;

    // To the right, to the left, above, below, then the corners; as steps of the label's half width and height.
    private static readonly (double X, double Y)[] Sides = [(1, 0), (-1, 0), (0, -1), (0, 1), (1, -0.7), (-1, -0.7), (1, 0.7), (-1, 0.7)];

    /// <summary>Finds a place for each label, the first ones first.</summary>
    /// <param name="points">Where the points are, in pixels, y downwards.</param>
    /// <param name="labels">Their names.</param>
    /// <param name="fontSize">The height of a line, in pixels.</param>
    /// <param name="radius">That of a point, in pixels.</param>
    /// <param name="width">Of the picture, in pixels.</param>
    /// <param name="height">Of the picture, in pixels.</param>
    /// <returns>The middle of each label; null where there is no room for it.</returns>
    public static (double X, double Y)?[] Place(
        IReadOnlyList<(double X, double Y)> points,
        IReadOnlyList<string> labels,
        double fontSize,
        double radius,
        double width,
        double height)
    {
        List<Box> taken = [.. points.Select(point => new Box(point.X, point.Y, radius, radius))];
        var places = new (double X, double Y)?[points.Count];
        for (int i = 0; i < places.Length; i++)
        {
            double halfWidth = labels[i].Length * fontSize * LetterWidth / 2, halfHeight = fontSize / 2;
            foreach (var (x, y) in Sides)
            {
                var box = new Box(points[i].X + x * (halfWidth + radius + Margin),
                    points[i].Y + y * (halfHeight + radius + Margin), halfWidth, halfHeight);
                if (!box.IsWithin(width, height) || taken.Any(box.Overlaps)) continue;
                taken.Add(box);
                places[i] = (box.X, box.Y);
                break;
            }
        }
        return places;
    }

    private readonly record struct Box(double X, double Y, double HalfWidth, double HalfHeight)
    {
        public bool Overlaps(Box other) => Math.Abs(X - other.X) < HalfWidth + other.HalfWidth
            && Math.Abs(Y - other.Y) < HalfHeight + other.HalfHeight;

        public bool IsWithin(double width, double height)
            => X >= HalfWidth && X <= width - HalfWidth && Y >= HalfHeight && Y <= height - HalfHeight;
    }
}
