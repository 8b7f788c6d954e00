namespace MLNet.Shared;

/// <summary>A column of a <see cref="TextTable"/>: numbers, as a mere header makes it, or text.</summary>
internal readonly record struct TableColumn(string Header, bool IsText = false)
{
    public static TableColumn Text(string header) => new(header, IsText: true);

    public static implicit operator TableColumn(string header) => new(header);
}
