using System.Globalization;

namespace MLNet.Shared;

/// <summary>How figures are written: the same in every culture.</summary>
internal static class Figures
{
    public static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>Seconds in the unit that suits them.</summary>
    public static string Duration(double seconds)
        => seconds >= 1 ? FormattableString.Invariant($"{seconds:0.000} s")
        : seconds >= 1e-3 ? FormattableString.Invariant($"{seconds * 1e3:0.00} ms")
        : FormattableString.Invariant($"{seconds * 1e6:0.0} µs");

    public static string Micros(double micros) => micros.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Percent(double? share) => share is { } part ? (100 * part).ToString("0.0", CultureInfo.InvariantCulture) : "";

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>How many there are of something: "1 row", "2 rows".</summary>
    /// <param name="count">The number.</param>
    /// <param name="one">What there is, where it is one.</param>
    /// <param name="many">What there is otherwise; null where an "s" makes it.</param>
    public static string Counted(long count, string one, string? many = null) => $"{Count(count)} {(count == 1 ? one : many ?? one + "s")}";

    public static string Factor(double factor) => factor > 0 ? factor.ToString("0.##", CultureInfo.InvariantCulture) : "";

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
        return unit == 0 ? $"{size} B" : FormattableString.Invariant($"{value:0.0} {units[unit]}");
    }
}
