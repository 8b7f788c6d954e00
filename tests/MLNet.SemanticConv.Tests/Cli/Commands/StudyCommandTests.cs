namespace MLNet.SemanticConv.Cli.Tests;

public sealed class StudyCommandTests(TrainedModels models) : IClassFixture<TrainedModels>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("food", null, "in some, but not all, of the 9 rows to test on, which are 30 % of them. Give more rows, or --test with ")]
    [InlineData("", null, "No label can be judged")]
    [InlineData("food", "soup\troom\nbread\t\n", "of the 2 rows to test on in ")]
    public async Task Rows_by_which_no_label_can_be_judged_are_refused_and_leave_no_folder(string label, string? test, string said)
    {
        using TemporaryFolder inputs = new();
        string train = inputs.Write("rows.tsv", string.Concat(Enumerable.Range(0, 30).Select(i => $"soup and bread {i}\t{label}\n")));
        string[] more = test is null ? [] : ["--test", inputs.Write("test.tsv", test)];
        ToolRun run = await ToolRun.Of(["study", "--train", train, "--out", _folder["study"], "--methods", "plain", .. more]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(said, run.Error);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task What_the_library_warns_of_is_told_once_however_many_runs_meet_it()
    {
        using TemporaryFolder inputs = new();
        string train = inputs.Write("rows.tsv",
            string.Concat(Enumerable.Range(0, 30).Select(i => $"soup and bread {i}\tfood{(i % 2 == 0 ? "" : ",room")}\n")));
        ToolRun run = (await ToolRun.Of("study", "--train", train, "--out", _folder["study"], "--methods", "plain,blog",
            "--budgets", "100%", "--seeds", "2")).Succeeded();

        Assert.Single(run.Error.Split('\n'), "The label 'food' is in all of the 21 rows: its score is the same for every text.");
    }

    [Theory]
    [InlineData("a/b"), InlineData("../b"), InlineData("b/")]
    public async Task A_name_that_leads_out_of_the_folder_is_refused(string name)
    {
        ToolRun run = await ToolRun.Of([.. Arguments("plain", 1).Select(argument => argument == "kitchen" ? name : argument)]);
        Assert.Contains($"--name {name}: files in", run.Error);
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public async Task Rows_that_keep_no_label_are_told_with_their_budget()
    {
        using TemporaryFolder inputs = new();
        string train = inputs.Write("rows.tsv", string.Concat(Enumerable.Repeat("soup and bread\t\n", 60)) + "soup\tFOOD\n");
        string test = inputs.Write("test.tsv", "soup\tFOOD\nbread\t\n");
        ToolRun run = await ToolRun.Of("study", "--train", train, "--test", test, "--out", _folder["study"], "--methods", "plain",
            "--budgets", "2%", "--seeds", "1");
        Assert.Contains("With --budgets 2%, 1 row drawn by seed 1 had no label", run.Error);
    }

    [Fact]
    public async Task It_compares_every_method_writes_tables_and_pictures_and_goes_on_where_it_was()
    {
        string first = (await Study("plain,default", 1)).Succeeded().Output;
        Assert.Contains("| 50% (40) | plain | 1 |", first);
        Assert.Contains("`default` with 50% of the labels", first);
        string[] lines = File.ReadAllLines(_folder["results.jsonl"]);
        Assert.Equal(4, lines.Length);

        var second = (await Study("plain,default,blog,mean,both", 2)).Succeeded();
        Assert.DoesNotContain("plain, seed 1", second.Error);
        Assert.Contains("plain, seed 2", second.Error);
        Assert.Equal(lines, File.ReadAllLines(_folder["results.jsonl"])[..4]);
        Assert.Equal(20, File.ReadAllLines(_folder["results.jsonl"]).Length);
        Assert.Equal(second.Output, File.ReadAllText(_folder["report.md"]));
        Assert.Contains("<svg", File.ReadAllText(_folder["kitchen.svg"]));
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(_folder["kitchen.png"])[..4]);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_made()
    {
        string folder = _folder[Path.Combine("new", "study")];
        (await ToolRun.Of([.. Arguments("plain", 1).Select((argument, i) => i == 2 ? folder : argument)])).Succeeded();
        Assert.True(File.Exists(Path.Combine(folder, "report.md")));
    }

    [Fact]
    public async Task Ways_of_choosing_begin_with_the_same_rows_and_go_on_where_they_were()
    {
        string[] arguments = [.. Arguments("default", 1).Select(argument => argument == "50%,100%" ? "20%,40%,60%" : argument)];
        string first = (await ToolRun.Of([.. arguments, "--select", "random"])).Succeeded().Output;
        Assert.Contains("| 40% (32) | default | random | 1 |", first);
        string[] lines = File.ReadAllLines(_folder["results.jsonl"]);
        File.WriteAllLines(_folder["results.jsonl"], lines[..2]);   // a run that was ended

        string both = (await ToolRun.Of([.. arguments, "--select", "random,balanced"])).Succeeded().Output;
        Assert.Equal(both, File.ReadAllText(_folder["report.md"]));
        StudyResult[] results = [.. new StudyFile(_folder["results.jsonl"]).Results];
        Assert.Equal(6, results.Length);
        Assert.Equal(File.ReadAllLines(_folder["results.jsonl"])[2].Split("\"trainSeconds")[0], lines[2].Split("\"trainSeconds")[0]);
        Assert.Equal(results[0].MacroAveragePrecision, results[3].MacroAveragePrecision);
        Assert.Equal([16, 32, 48, 16, 32, 48], results.Select(result => result.Rows));
    }

    [Fact]
    public async Task Rows_are_chosen_for_any_method_and_without_one_for_the_default()
    {
        string[] arguments = [.. Arguments("", 1).Select(argument => argument == "50%,100%" ? "20%,40%" : argument)
            .Where(argument => argument is not ("" or "--methods"))];
        (await ToolRun.Of([.. arguments, "--select", "random"])).Succeeded();
        string output = (await ToolRun.Of([.. arguments, "--select", "random,balanced", "--methods", "plain,convolution"]))
            .Succeeded().Output;
        Assert.Contains("| default needs | plain needs | convolution needs |", output);
        Assert.Equal(
            ["default, random", "plain, random", "plain, balanced", "convolution, random", "convolution, balanced"],
            new StudyFile(_folder["results.jsonl"]).Results.Select(result => $"{result.Method}, {result.Chosen}").Distinct());
        (await ToolRun.Of([.. arguments, "--methods", "plain"])).Succeeded();
        StudyResult[] plain = [.. new StudyFile(_folder["results.jsonl"]).Results.Where(
            result => result is { Method: "plain", Budget: "40%", Chosen: null or "random" })];
        Assert.Equal(2, plain.Length);
        Assert.Equal(plain[0].MacroAveragePrecision, plain[1].MacroAveragePrecision);   // of the same rows
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Budgets_are_filled_in_batches_of_any_size(int batch)
    {
        string[] arguments = [.. Arguments("default", 1).Select(argument => argument == "50%,100%" ? "20%,30%" : argument)];
        (await ToolRun.Of([.. arguments, "--select", "balanced", "--batch", $"{batch}"])).Succeeded();
        Assert.Equal([16, 24], new StudyFile(_folder["results.jsonl"]).Results.Select(result => result.Rows));
    }

    [Theory]
    [InlineData("magic", "50%,100%", "'magic'")]
    [InlineData("random", "100%,50%", "rising shares")]
    [InlineData("random", "8x", "rising shares")]
    public async Task What_cannot_be_chosen_is_refused(string select, string budgets, string said)
    {
        var run = await ToolRun.Of([.. Arguments("default", 1).Select(argument => argument == "50%,100%" ? budgets : argument),
            "--select", select]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(said, run.Error);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_figures()
    {
        string Figures() => string.Join('\n', new StudyFile(_folder["results.jsonl"]).Results.Select(
            result => $"{result.Key} {result.MicroF1} {result.MacroAveragePrecision}"));
        (await Study("default", 1)).Succeeded();
        string once = Figures();
        File.Delete(_folder["results.jsonl"]);
        File.Delete(_folder["kitchen-1.wv"]);
        (await Study("default", 1)).Succeeded();
        Assert.Equal(once, Figures());
    }

    [Fact]
    public async Task Ctrl_C_keeps_the_results_that_are_there()
    {
        ToolRun run = await ToolRun.CancelledAt("100%, plain, seed 1", Arguments("plain", 1));
        Assert.Equal(130, run.ExitCode);
        Assert.Single(File.ReadAllLines(_folder["results.jsonl"]));
        Assert.Contains("1 result is kept in", run.Error);
        Assert.DoesNotContain("50%, plain", (await Study("plain", 1)).Succeeded().Error);
    }

    [Fact]
    public Task Results_of_other_data_of_the_same_name_are_not_taken_for_these()
    {
        File.WriteAllText(_folder["kitchen.sha256"], "of other data");
        return Refused("plain", "other data that are also named kitchen", "--name");
    }

    [Fact]
    public Task A_method_that_does_not_exist_is_named_with_those_that_do()
        => Refused("plain,magic", "'magic'", "plain, blog, default, mean, both");

    [Fact]
    public Task A_damaged_file_of_results_is_named_with_its_line()
    {
        File.WriteAllText(_folder["results.jsonl"], "no JSON\n");
        return Refused("plain", "results.jsonl, line 1");
    }

    private async Task Refused(string methods, params string[] said)
    {
        var run = await Study(methods, 1);
        Assert.Equal(1, run.ExitCode);
        Assert.All(said, text => Assert.Contains(text, run.Error));
    }

    private Task<ToolRun> Study(string methods, int seeds) => ToolRun.Of(Arguments(methods, seeds));

    private string[] Arguments(string methods, int seeds) =>
    [
        "study", "--out", Path.GetDirectoryName(_folder["x"])!, "--name", "kitchen", "--train", models.Train, "--test", models.Test,
            "--unlabeled", models.Unlabeled,
        "--budgets", "50%,100%", "--methods", methods, "--seeds", $"{seeds}",
    ];
}
