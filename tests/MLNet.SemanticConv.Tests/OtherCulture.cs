using System.Globalization;

namespace MLNet.SemanticConv.Tests;

/// <summary>A culture that writes numbers as no other: what is read by programs must not depend on it. (The tests have no data of real
/// ones.)</summary>
internal static class OtherCulture
{
    public static T Run<T>(Func<T> work)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "~";
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = culture;
        try
        {
            return work();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
