namespace MLNet.SemanticConv;

/// <summary>Values of enumerations that users give: any number can be cast to one.</summary>
internal static class EnumValues
{
    /// <summary>The value, which is one of its enumeration's.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static TEnum Defined<TEnum>(TEnum value, string name) where TEnum : struct, Enum
        => Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value,
                $"There is no such {typeof(TEnum).Name}: it is one of {string.Join(", ", Enum.GetNames<TEnum>())}.");
}
