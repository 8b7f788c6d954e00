using MLNet.SemanticConv.Tests;

namespace MLNet.SemanticConv.Cli.Tests;

/// <summary>Whatever is wrong with the input: one message that says what to do, exit code 1, no stack trace, nothing written.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public BadInputTests()
    {
        _folder.Write("good.tsv", KitchenReviews.Labeled(40, seed: 1));
        _folder.Write("good.txt", KitchenReviews.Unlabeled(40, seed: 1));
        _folder.Write("good.vec", "2 2\nsoup 1 0\nbread 0.5 0.5\n");
        _folder.Write("m.card.md", "soup\tFOOD\n");
        _folder.Write("report.md", "soup\tFOOD\n");
        _folder.Write("array.jsonl", """[{"text":"soup","labels":["FOOD"]}]""");
        _folder.Write("rows.csv", "text,label\n\"soup, warm\",FOOD\n");
        _folder.Write("rows.json", """[{"text":"soup"}]""");
        _folder.Write("words.txt", "soup\nbread\n");
        _folder.Write("empty", "");
        _folder.Write("marks.tsv", "!!!\tFOOD\n...\tSERVICE\n");
        _folder.Write("one.tsv", "soup\tFOOD\n");
        _folder.Write("marks.txt", "!!!\n...\n");
        _folder.Write("notab.tsv", "soup\tFOOD\nno tab\n");
        _folder.Write("nolabels.tsv", "soup\t\nbread\t\n");
        _folder.Write("duplicate.vec", "3 2\nsoup 1 0\nbread 0.5 0.5\nsoup 0 1\n");
        _folder.Write("nan.vec", "2 2\nsoup 1 0\nbread nan 0.5\n");
        _folder.Write("short.vec", "3 2\nsoup 1 0\nbread 0.5 0.5\n");
        _folder.Write("twice.txt", "soup\nbread\nsoup\n");
        _folder.Write("blank.txt", "soup\n\nbread\n");
        File.WriteAllBytes(_folder["latin.vec"], [.. "1 2\ncaf"u8, 0xE9, .. " 1 2\n"u8]);
        File.WriteAllBytes(_folder["truncated.bin"], [.. "2 4\nsoup "u8, .. new byte[16], .. "\nbread "u8, .. new byte[7]]);
        File.WriteAllBytes(_folder["bytes"], [0xFF, 0xFE, 0x00, 0x9C, 0x0A]);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("empty is empty", "train --labeled @empty --model @m.zip")]
    [InlineData("notab.tsv, line 2 has no tab", "train --labeled @notab.tsv --model @m.zip")]
    [InlineData("no row has a label", "train --labeled @nolabels.tsv --model @m.zip")]
    [InlineData("There are no words in @marks.tsv:", "train --labeled @marks.tsv --model @m.zip")]
    [InlineData("There are no words in @marks.tsv and @marks.txt:", "train --labeled @marks.tsv --unlabeled @marks.txt --model @m.zip")]
    [InlineData("There are no words in @marks.tsv:", "train --labeled @marks.tsv --method blog --model @m.zip")]
    [InlineData("There are no words in @marks.tsv:", "train --labeled @marks.tsv --method plain --model @m.zip")]
    [InlineData("There are no words in @marks.txt:", "convolve --vectors @good.vec --input @marks.txt --out @m.mtx --vocabulary-out @w")]
    [InlineData("No word of @marks.txt has a vector", "matrix export --vectors @good.vec --vocabulary @marks.txt --out @m.mtx")]
    [InlineData("There are no words in @marks.txt:", "vectors train --input @marks.txt --out @m.bin")]
    [InlineData("There are no words in @marks.txt:", "suggest --known-labels @words.txt --unlabeled @marks.txt --out @n.tsv")]
    [InlineData("words of @good.txt: lower", "vectors train --input @good.txt --out @m.bin --min-count 100000")]
    [InlineData("marks.txt: no name has a word", "suggest --known-labels @marks.txt --unlabeled @good.txt --out @n.tsv")]
    [InlineData("one.tsv has 1 row, too few", "study --train @one.tsv --out @.")]
    [InlineData("There is no option '--jsn'", "predict --model @m.zip --jsn soup")]
    [InlineData("There is no option '--word'", "vectors neighbors --vectors @good.vec --word soup")]
    [InlineData("'--soup' has no vector", "vectors neighbors --vectors @good.vec -- --soup")]
    [InlineData("good.tsv, line 1 has a tab", "train --labeled @good.tsv --known-labels @good.tsv --model @m.zip")]
    [InlineData("good.tsv, line 1 has a tab", "suggest --known-labels @good.tsv --unlabeled @good.txt --out @n.tsv")]
    [InlineData("There is no file", "train --labeled @none.tsv --model @m.zip")]
    [InlineData("is not UTF-16", "train --labeled @bytes --model @m.zip")]
    [InlineData("would replace", "train --labeled @good.tsv --model @good.tsv")]
    [InlineData("would replace", "train --labeled @good.tsv --unlabeled @good.txt --model @good.txt")]
    [InlineData("would replace", "vectors train --input @good.txt --out @good.txt")]
    [InlineData("would replace", "vectors convert --vectors @good.vec --out @good.vec")]
    [InlineData("would replace", "matrix export --vectors @good.vec --vocabulary @words.txt --out @words.txt")]
    [InlineData("would replace", "convolve --vectors @good.vec --input @good.txt --out @m.mtx --vocabulary-out @good.txt")]
    [InlineData("would replace", "profile train --labeled @good.tsv --out @good.tsv")]
    [InlineData("would replace", "train --labeled @good.tsv --test @m.card.md --model @m.zip")]
    [InlineData("would replace", "study --train @good.tsv --test @report.md --out @.")]
    [InlineData("would be written twice", "vectors train --input @good.txt --out @m.bin --checkpoint @m.bin")]
    [InlineData("would be written twice", "convolve --vectors @good.vec --input @good.txt --out @m.mtx --vocabulary-out @./m.mtx")]
    [InlineData("would be written twice", "evaluate --model @m.zip --data @good.tsv --plot @p.svg --curves @p.svg")]
    [InlineData("would be written twice", "profile train --labeled @good.tsv --out @p.html @p.html")]
    [InlineData("already exists", "study --train @good.tsv --out @good.txt")]
    [InlineData("--min-count must be 1 or more", "train --labeled @good.tsv --model @m.zip --min-count 0")]
    [InlineData("lower --min-count", "train --labeled @good.tsv --model @m.zip --min-count 100000")]
    [InlineData("lower --min-count", "train --labeled @good.tsv --model @m.zip --method blog --min-count 100000")]
    [InlineData("lower --min-count", "profile train --labeled @good.tsv --min-count 100000")]
    [InlineData("lower --min-count", "vectors train --input @good.txt --out @m.bin --min-count 100000")]
    [InlineData("There is no folder", "train --labeled @good.tsv --model @none/m.zip")]
    [InlineData("truncated.bin", "train --labeled @good.tsv --vectors @truncated.bin --model @m.zip")]
    [InlineData("'bayes' not recognized", "train --labeled @good.tsv --model @m.zip --trainer bayes")]
    [InlineData("'--labeled' is required", "train --model @m.zip")]
    [InlineData("There is no model", "evaluate --model @none.zip --data @good.tsv")]
    [InlineData("good.txt is not a model", "evaluate --model @good.txt --data @good.tsv")]
    [InlineData("empty is not a model", "predict --model @empty soup")]
    [InlineData("'soop' has no vector", "vectors neighbors --vectors @good.vec soop")]
    [InlineData("--keep-first can pass over that", "vectors neighbors --vectors @duplicate.vec soup")]
    [InlineData("--unicode-errors can have such bytes", "vectors neighbors --vectors @latin.vec soup")]
    [InlineData("'bread'", "vectors neighbors --vectors @nan.vec soup")]
    [InlineData("short.vec", "vectors neighbors --vectors @short.vec soup")]
    [InlineData("truncated.bin", "vectors convert --vectors @truncated.bin --out @m.txt")]
    [InlineData("empty", "vectors convert --vectors @empty --out @m.txt")]
    [InlineData("empty is empty", "vectors train --input @empty --out @m.bin")]
    [InlineData("There is no folder", "vectors train --input @good.txt --out @none/m.bin")]
    [InlineData("--dim must be 1 or more", "vectors train --input @good.txt --out @m.bin --dim 0")]
    [InlineData("--sample must be a number such as 0.5, without a comma", "vectors train --input @good.txt --out @m.bin --sample 0,001")]
    [InlineData("--sample must be between", "vectors train --input @good.txt --out @m.bin --sample -1")]
    [InlineData("Cannot parse argument 'many'", "vectors train --input @good.txt --out @m.bin --window many")]
    [InlineData("'soup' is already on line 1", "matrix export --vectors @good.vec --vocabulary @twice.txt --out @m.mtx")]
    [InlineData("line 2 is blank", "matrix export --vectors @good.vec --vocabulary @blank.txt --out @m.mtx")]
    [InlineData("'best' not recognized", "matrix export --vectors @good.vec --vocabulary @words.txt --preset best --out @m.mtx")]
    [InlineData("nan.vec", "matrix export --vectors @nan.vec --vocabulary @words.txt --out @m.mtx")]
    [InlineData("empty is empty", "convolve --vectors @good.vec --input @empty --out @m.mtx --vocabulary-out @w.txt")]
    [InlineData("duplicate.vec", "convolve --vectors @duplicate.vec --input @good.txt --out @m.mtx --vocabulary-out @w.txt")]
    [InlineData("'tran'", "tran --labeled @good.tsv")]
    [InlineData(".csv is not read", "train --labeled @good.tsv --unlabeled @rows.csv --model @m.zip")]
    [InlineData(".csv is not read", "suggest --known-labels @words.txt --unlabeled @rows.csv --out @n.tsv")]
    [InlineData(".csv is not read", "study --train @good.tsv --unlabeled @rows.csv --out @s")]
    [InlineData(".json is not read", "vectors train --input @rows.json --out @m.bin")]
    [InlineData("--resume needs --input and --out", "predict --model @m.zip --resume")]
    [InlineData("Cannot parse argument 'x' for option '--seed': give a whole number.", "train --labeled @good.tsv --model @m.zip --seed x")]
    [InlineData("is a folder: name a model in it", "predict --model @. soup")]
    [InlineData("array.jsonl, line 1 is a JSON array", "train --labeled @array.jsonl --model @m.zip")]
    [InlineData("array.jsonl, line 1 is a JSON array", "vectors train --input @array.jsonl --out @m.bin")]
    public async Task A_message_exit_code_1_and_nothing_written(string message, string commandLine)
    {
        string[] before = _folder.Files;
        string[] Paths(string line) => [.. line.Split(' ').Select(word => word is ['@', .. var name] ? _folder[name] : word)];
        ToolRun run = await ToolRun.Of(Paths(commandLine));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(string.Join(' ', Paths(message)), run.Error);
        Assert.StartsWith("semconv: ", run.Error.TrimEnd().Split('\n')[^1]);
        Assert.DoesNotContain("   at ", run.Error);
        Assert.DoesNotContain("Parameter '", run.Error);
        Assert.Empty(run.Output);
        Assert.Equal(before, _folder.Files);
    }

    [UnixFact]
    public async Task A_link_to_a_file_that_is_gone_is_named_with_that_file()
    {
        File.CreateSymbolicLink(_folder["link.tsv"], _folder["gone.tsv"]);
        ToolRun run = await ToolRun.Of("train", "--labeled", _folder["link.tsv"], "--model", _folder["m.zip"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"There is no file {_folder["gone.tsv"]}, to which {_folder["link.tsv"]} is a link", run.Error);
    }

    [BashFact]
    public void A_pipe_under_a_number_is_read_as_a_file_or_told_to_be_one()
    {
        string semconv = $"dotnet '{Path.Combine(AppContext.BaseDirectory, "semconv.dll")}'";
        string Run(string command) => Shell.Run("bash", _folder.Path, "-c", $"{semconv} {command} 2>&1; true");
        Assert.Contains("is a pipe, but must be read more than once", Run("train --labeled <(cat good.tsv) --model m.zip"));
        Assert.Contains("n.tsv: 5 texts to label",
            Run("suggest --known-labels <(cat words.txt) --unlabeled good.txt --count 5 --out n.tsv"));
        Assert.Contains("is not a model but empty, a pipe", Run("predict --model <(cat good.tsv) soup"));
    }

    [Fact]
    public async Task A_damaged_model_is_said_to_be_one()
    {
        string model = _folder["model.zip"];
        (await ToolRun.Of("train", "--labeled", _folder["good.tsv"], "--method", "plain", "--model", model)).Succeeded();
        byte[] bytes = File.ReadAllBytes(model);
        File.WriteAllBytes(model, bytes[..(bytes.Length / 2)]);
        ToolRun run = await ToolRun.Of("predict", "--model", model, "soup");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("model.zip is truncated or damaged", run.Error);
    }

    [Fact]
    public async Task What_stood_at_the_path_stays_when_training_fails()
    {
        string model = _folder.Write("model.zip", "the old one");
        await ToolRun.Of("train", "--labeled", _folder["notab.tsv"], "--model", model);

        Assert.Equal("the old one", File.ReadAllText(model));
    }

    [Fact]
    public async Task Without_a_command_the_help_is_shown()
    {
        ToolRun run = await ToolRun.Of();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("evaluate", run.Output);
    }
}
