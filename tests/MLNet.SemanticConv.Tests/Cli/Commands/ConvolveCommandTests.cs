using System.Globalization;

namespace MLNet.SemanticConv.Cli.Tests;

/// <summary>The files of <c>convolve</c> and <c>matrix export</c> against the published method, written out in the plainest way.</summary>
public sealed class ConvolveCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, double[]> _vectors = [];

    public ConvolveCommandTests()
    {
        // ten words around three directions, so that cosines stand on both sides of 0.5
        Random random = new(5);
        string[] words = ["soup", "bread", "stew", "waiter", "staff", "cook", "chair", "table", "window", "lamp"];
        for (int i = 0; i < words.Length; i++)
            _vectors[words[i]] = [
                .. Enumerable.Range(0, 4).Select(axis => (axis == i % 3 ? 1 : 0) + Math.Round(random.NextDouble() - 0.5, 3))];
        string Numbers(double[] vector) => string.Join(' ', vector.Select(x => x.ToString(CultureInfo.InvariantCulture)));
        _folder.Write("v.vec", "10 4\n" + string.Concat(_vectors.Select(pair => $"{pair.Key} {Numbers(pair.Value)}\n")));
        // "cellar" has no vector, "lamp" and "cook" no place in the text; the second line has no word
        _folder.Write("t.txt", "Soup, bread and soup!\n\nThe waiter, the STAFF: table.\nwindow chair stew cellar\n");
    }

    public void Dispose() => _folder.Dispose();

    private double Cosine(string a, string b)
    {
        double[] x = _vectors[a], y = _vectors[b];
        return x.Zip(y, (p, q) => p * q).Sum() / Math.Sqrt(x.Sum(p => p * p) * y.Sum(q => q * q));
    }

    private double[,] BlogMatrix(string[] vocabulary)
    {
        double[,] matrix = new double[vocabulary.Length, vocabulary.Length];
        for (int i = 0; i < vocabulary.Length; i++)
        {
            matrix[i, i] = 1;
            if (!_vectors.ContainsKey(vocabulary[i])) continue;
            foreach (string similar in _vectors.Keys.Where(word => word != vocabulary[i])
                .OrderByDescending(word => Cosine(vocabulary[i], word)).Take(5))
                if (Cosine(vocabulary[i], similar) > 0.5 && Array.IndexOf(vocabulary, similar) is >= 0 and int j) matrix[i, j] = 1;
        }
        return matrix;
    }

    [Fact]
    public async Task The_exported_matrix_is_that_of_the_published_method()
    {
        string[] vocabulary = ["table", "soup", "cellar", "waiter", "stew", "lamp"];
        string file = _folder.Write("w.txt", string.Join('\n', vocabulary) + "\n");
        (await ToolRun.Of("matrix", "export", "--vectors", _folder["v.vec"], "--vocabulary", file, "--preset", "blog",
            "--out", _folder["c.mtx"])).Succeeded();

        Assert.Equal(BlogMatrix(vocabulary), MatrixMarketFile.Read(_folder["c.mtx"]));
    }

    [Fact]
    public async Task The_convolved_counts_are_those_of_the_published_method()
    {
        (await ToolRun.Of("convolve", "--vectors", _folder["v.vec"], "--input", _folder["t.txt"], "--preset", "blog", "--out",
            _folder["y.mtx"], "--vocabulary-out", _folder["w.txt"])).Succeeded();
        string[] vocabulary = File.ReadAllLines(_folder["w.txt"]);
        string[][] texts = [["soup", "bread", "and", "soup"], [], ["the", "waiter", "the", "staff", "table"],
            ["window", "chair", "stew", "cellar"]];
        double[,] matrix = BlogMatrix(vocabulary), expected = new double[texts.Length, vocabulary.Length];
        for (int row = 0; row < texts.Length; row++)
        {
            foreach (string word in texts[row])
            {
                int i = Array.IndexOf(vocabulary, word);
                expected[row, i] += 1;
                for (int j = 0; j < vocabulary.Length; j++) expected[row, j] += matrix[i, j];
            }
        }

        Assert.Equal(texts.SelectMany(text => text).Distinct().Order(), vocabulary.Order());
        Assert.Equal(expected, MatrixMarketFile.Read(_folder["y.mtx"]));
    }

    [Fact]
    public async Task With_the_default_preset_the_counts_are_convolved_with_the_exported_matrix()
    {
        (await ToolRun.Of("convolve", "--vectors", _folder["v.vec"], "--input", _folder["t.txt"], "--preset", "blog", "--out",
            _folder["blog.mtx"], "--vocabulary-out", _folder["w.txt"])).Succeeded();
        (await ToolRun.Of("convolve", "--vectors", _folder["v.vec"], "--input", _folder["t.txt"], "--out", _folder["y.mtx"],
            "--vocabulary-out", _folder["w.txt"])).Succeeded();
        (await ToolRun.Of("matrix", "export", "--vectors", _folder["v.vec"], "--vocabulary", _folder["w.txt"],
            "--out", _folder["c.mtx"])).Succeeded();
        string[] vocabulary = File.ReadAllLines(_folder["w.txt"]);
        double[,] matrix = MatrixMarketFile.Read(_folder["c.mtx"]), convolved = MatrixMarketFile.Read(_folder["y.mtx"]);

        Assert.NotEqual(MatrixMarketFile.Read(_folder["blog.mtx"]), convolved);
        for (int j = 0; j < vocabulary.Length; j++)
        {
            // the first line: soup twice, bread and "and" once
            string[] words = ["soup", "soup", "bread", "and"];
            double expected = words.Sum(word => (vocabulary[j] == word ? 1 : 0) + matrix[Array.IndexOf(vocabulary, word), j]);
            Assert.Equal(expected, convolved[0, j], 1e-5);
        }
    }

    [Fact]
    public async Task Tokens_split_at_spaces_keep_their_case_and_marks()
    {
        string text = _folder.Write("tokens.txt", "Soup , bread U.S.\n");
        (await ToolRun.Of("convolve", "--vectors", _folder["v.vec"], "--input", text, "--tokens", "spaces", "--out", _folder["y.mtx"],
            "--vocabulary-out", _folder["w.txt"])).Succeeded();

        Assert.Equal(["Soup", ",", "bread", "U.S."], File.ReadAllLines(_folder["w.txt"]));
    }
}
