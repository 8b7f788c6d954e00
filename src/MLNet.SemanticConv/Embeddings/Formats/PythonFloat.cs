using System.Globalization;

namespace MLNet.SemanticConv;

/// <summary>
/// Writes a float as Python does (<c>repr(numpy.float32(x))</c>), so that text files equal gensim's byte for byte: the shortest digits
/// that lead back to the same bits, with a point always, and with an exponent only below 1e-4 and from 1e16.
/// </summary>
internal static class PythonFloat
{
    public const int MaxLength = 32;

    /// <summary>Writes a finite <paramref name="value"/>.</summary>
    /// <returns>The number of bytes written.</returns>
    public static int Format(float value, Span<byte> destination)
    {
        Span<byte> digits = stackalloc byte[MaxLength];
        (int count, int exponent) = ShortestDigits(value, digits);
        digits = digits[..count];
        int n = 0;
        if (float.IsNegative(value)) destination[n++] = (byte)'-';
        // Decided by the value, not by its digits: the float nearest to 1e-4 lies below it.
        if (value != 0 && Math.Abs((double)value) is < 1e-4 or >= 1e16)
        {
            destination[n++] = digits[0];
            if (count > 1)
            {
                destination[n++] = (byte)'.';
                digits[1..].CopyTo(destination[n..]);
                n += count - 1;
            }
            destination[n++] = (byte)'e';
            destination[n++] = (byte)(exponent < 0 ? '-' : '+');
            int.Abs(exponent).TryFormat(destination[n..], out int written, "00", CultureInfo.InvariantCulture);
            return n + written;
        }
        // The digits go from the place 10^exponent downwards; zeros fill what lies between them and the point.
        for (int place = Math.Max(exponent, 0); place >= Math.Min(exponent - count + 1, -1); place--)
        {
            if (place == -1) destination[n++] = (byte)'.';
            int digit = exponent - place;
            destination[n++] = digit >= 0 && digit < count ? digits[digit] : (byte)'0';
        }
        return n;
    }

    /// <summary>The digits of d.ddd × 10^exponent.</summary>
    private static (int Count, int Exponent) ShortestDigits(float value, Span<byte> digits)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        // .NET's shortest form; which of its two notations it takes does not matter here.
        Math.Abs(value).TryFormat(text, out int length, "R", CultureInfo.InvariantCulture);
        text = text[..length];
        int exponent = 0;
        if (text.IndexOf((byte)'E') is >= 0 and int e)
        {
            exponent = int.Parse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = text[..e];
        }
        int point = text.IndexOf((byte)'.');
        exponent += (point < 0 ? text.Length : point) - 1;
        int count = 0;
        foreach (byte c in text)
        {
            if (c == '.') continue;
            if (c == '0' && count == 0) exponent--;
            else digits[count++] = c;
        }
        while (count > 0 && digits[count - 1] == '0') count--;
        if (count > 0) return (count, exponent);
        digits[0] = (byte)'0';
        return (1, 0);
    }
}
