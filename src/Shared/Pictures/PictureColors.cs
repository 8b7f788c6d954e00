namespace MLNet.Shared;

/// <summary>Colours that the colour-blind can tell apart (Okabe and Ito, "Color universal design", 2008), legible on white.</summary>
internal static class PictureColors
{
    private static readonly string[] All = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000"];

    public static string Of(int group) => All[group % All.Length];
}
