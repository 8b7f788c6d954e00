using System.Text;
using MLNet.Shared;
using ScottPlot;

namespace MLNet.SemanticConv.Cli;

/// <summary>Where pictures go: <c>.svg</c> or <c>.png</c>, by the name of the file.</summary>
internal static class PlotFile
{
    /// <summary>Fails before long work whose picture could not be saved, not after it.</summary>
    /// <exception cref="FormatException">The name ends in neither <c>.svg</c> nor <c>.png</c>.</exception>
    /// <exception cref="IOException">The folder is missing, or the path is a folder.</exception>
    public static void Check(string path)
    {
        if (!IsSvg(path) && !path.EndsWith(".png", StringComparison.OrdinalIgnoreCase))
            throw new FormatException($"{path} must end in .svg or .png, which says what kind of picture to draw.");
        OutputFile.CheckFolder(path);
    }

    /// <summary>Draws a plot into a file, which is replaced when it is complete.</summary>
    /// <param name="plot">What to draw.</param>
    /// <param name="path">The file.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    public static void Write(Plot plot, string path, int width = 900, int height = 600)
    {
        byte[] picture = IsSvg(path)
            ? Encoding.UTF8.GetBytes(plot.GetSvgXml(width, height))
            : plot.GetImageBytes(width, height, ImageFormat.Png);
        AtomicFile.Write(path, stream => stream.Write(picture));
    }

    /// <summary>Leaves the title and what is drawn.</summary>
    public static void HideAxes(Plot plot)
    {
        foreach (IAxis axis in plot.Axes.GetAxes()) axis.IsVisible = false;
        plot.HideGrid();
    }

    private static bool IsSvg(string path) => path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase);
}
