namespace MLNet.Shared;

/// <summary>Brings points into a picture.</summary>
internal static class PictureScale
{
    /// <summary>The points in pixels, both axes to the same scale, y downwards, in the middle of the picture.</summary>
    /// <param name="points">At least one point.</param>
    /// <param name="width">Of the picture, in pixels.</param>
    /// <param name="height">Of the picture, in pixels.</param>
    /// <param name="border">How far from the edges they stay, in pixels.</param>
    public static IReadOnlyList<(double X, double Y)> Pixels(
        IReadOnlyList<(double X, double Y)> points, double width, double height, double border)
    {
        double left = points.Min(point => point.X), right = points.Max(point => point.X);
        double bottom = points.Min(point => point.Y), top = points.Max(point => point.Y);
        double scale = Math.Min((width - 2 * border) / Math.Max(right - left, 1e-9), (height - 2 * border) / Math.Max(top - bottom, 1e-9));
        return [.. points.Select(point =>
            (width / 2 + (point.X - (left + right) / 2) * scale, height / 2 - (point.Y - (bottom + top) / 2) * scale))];
    }
}
