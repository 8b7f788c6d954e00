namespace MLNet.SemanticConv.Profiling;

/// <summary>How figures are written.</summary>
internal static class Figures
{
    public static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000");

    public static string Micros(double micros) => micros.ToString("0.00");

    public static string Share(TimeSpan part, TimeSpan whole) => whole > TimeSpan.Zero ? (100 * (part / whole)).ToString("0.0") : "";

    public static string Count(long count) => count.ToString("N0");

    public static string Factor(double factor) => factor > 0 ? factor.ToString("0.##") : "";

    public static string Bytes(long? bytes)
    {
        if (bytes is not { } size) return "";
        double value = size;
        string[] units = ["B", "kB", "MB", "GB", "TB"];
        int unit = 0;
        while (Math.Abs(value) >= 1000 && unit < units.Length - 1)
        {
            value /= 1000;
            unit++;
        }
        return unit == 0 ? $"{size} B" : $"{value:0.0} {units[unit]}";
    }

    /// <summary>What stands above the stages of an activity.</summary>
    public static string Headline(ActivityProfile activity)
    {
        string threads = activity.ThreadTime - activity.Time > activity.Time * 0.001 ? $" ({Seconds(activity.ThreadTime)} s on all threads)" : "";
        return $"{activity.Activity}: {Seconds(activity.Time)} s{threads}, of which the profiler {Seconds(activity.Overhead)} s ({Share(activity.Overhead, activity.ThreadTime)} %)";
    }
}
