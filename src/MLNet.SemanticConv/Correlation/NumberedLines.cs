using MLNet.Shared;

namespace MLNet.SemanticConv;

/// <summary>The lines of a text file, plain or gzip, with messages that name file and line.</summary>
internal sealed class NumberedLines(string path) : IDisposable
{
    private readonly StreamReader _reader = new(InputFile.OpenText(path));
    private int _line;

    public string Next(string expected)
    {
        _line++;
        return _reader.ReadLine() ?? throw Bad($"The file ends where {expected} should be.");
    }

    public string NextAfterComments(string expected)
    {
        string line;
        do line = Next(expected);
        while (line.StartsWith('%') || line.AsSpan().IsWhiteSpace());
        return line;
    }

    /// <exception cref="FormatException">Something but white space follows.</exception>
    public void ExpectEnd(int count)
    {
        while (_reader.ReadLine() is { } line)
        {
            _line++;
            if (!string.IsNullOrWhiteSpace(line)) throw Bad($"The file goes on after the {count} entries that its sizes name.");
        }
    }

    public FormatException Bad(string message) => new($"'{path}', line {_line}: {message}");

    public void Dispose() => _reader.Dispose();
}
