namespace MLNet.SemanticConv.Tests.Architecture;

public class LineLengthTests
{
    private const int Most = 140;

    public static TheoryData<string> Folders => ["src", "tests"];

    [Theory, MemberData(nameof(Folders))]
    public void No_line_of_code_is_longer_than_a_window_is_wide(string folder)
    {
        string root = Path.Combine(Repository.Root, folder), objects = $"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}";
        var tooLong =
            from file in Directory.GetFiles(root, "*.cs", SearchOption.AllDirectories)
            where !file.Contains(objects, StringComparison.Ordinal)
            from line in File.ReadLines(file).Select((text, i) => (Text: text, Number: i + 1))
            where line.Text.Length > Most
            select $"{Path.GetRelativePath(Repository.Root, file)}, line {line.Number}: {line.Text.Length} characters";
        Assert.Empty(tooLong);
    }
}
