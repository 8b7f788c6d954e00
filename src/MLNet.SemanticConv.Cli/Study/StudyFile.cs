using System.Text.Json;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary>The results of a study, a line of JSON each, in the order of the runs. A study that was stopped goes on where it was.</summary>
internal sealed class StudyFile
{
    private readonly string _path;
    private readonly List<StudyResult> _results = [];

    /// <exception cref="FormatException">The file holds something else.</exception>
    public StudyFile(string path)
    {
        _path = path;
        if (!File.Exists(path)) return;
        string[] lines = File.ReadAllLines(path);
        for (int line = 0; line < lines.Length; line++) _results.Add(Parse(lines[line], line + 1));
    }

    public IReadOnlyList<StudyResult> Results => _results;

    public bool Has((string, string, string, string?, int) key) => _results.Any(result => result.Key == key);

    /// <summary>Adds a run; the file is replaced as a whole, so that it never ends within a line.</summary>
    public void Add(StudyResult result)
    {
        _results.Add(result);
        AtomicFile.Write(_path, stream =>
        {
            using StreamWriter writer = new(stream, leaveOpen: true) { NewLine = "\n" };
            foreach (StudyResult each in _results) writer.WriteLine(JsonSerializer.Serialize(each, JsonFormat.Options));
        });
    }

    private StudyResult Parse(string line, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<StudyResult>(line, JsonFormat.Options) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new FormatException($"{_path}, line {number} is not a result of a study: give another folder, or remove the file.");
        }
    }
}
