using System.Text.Json;
using MLNet.SemanticConv.Tests;

namespace MLNet.SemanticConv.Cli.Tests;

public sealed class PredictCommandTests(TrainedModels models) : IClassFixture<TrainedModels>
{
    private const string Soup = "the soup and the bread had no taste", Waiter = "a rude waiter and unfriendly staff";

    [Fact]
    public async Task A_line_of_standard_input_becomes_a_line_of_output()
    {
        ToolRun run = (await ToolRun.WithInput($"{Soup}\n{Waiter}\n", "predict", "--model", models.Model)).Succeeded();

        Assert.Equal([$"{Soup}\tFOOD", $"{Waiter}\tSERVICE"], run.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task JSON_is_one_object_a_line()
    {
        ToolRun run = (await ToolRun.Of("predict", "--model", models.Model, "--json", Soup, Waiter)).Succeeded();

        Assert.Equal(2, run.JsonLines.Length);
        JsonElement soup = run.JsonLines[0];
        Assert.Equal(Soup, soup.GetProperty("text").GetString());
        Assert.Equal("FOOD", soup.GetProperty("labels")[0].GetProperty("label").GetString());
        Assert.InRange(soup.GetProperty("labels")[0].GetProperty("probability").GetDouble(), 0.3, 1);
        Assert.Equal(3, soup.GetProperty("best").GetArrayLength());
    }

    [Fact]
    public async Task Explanations_name_the_words_behind_each_label()
    {
        ToolRun text = (await ToolRun.Of("predict", "--model", models.Model, "--explain", Soup)).Succeeded();
        Assert.Matches("FOOD: probability .*\n +\\+.* '(soup|bread|taste)' counted", text.Output);

        ToolRun json = (await ToolRun.Of("predict", "--model", models.Model, "--explain", "--json", Soup, Waiter)).Succeeded();
        Assert.Equal(["FOOD", "SERVICE"], json.JsonLines.Select(line => line.GetProperty("labels")[0].GetProperty("label").GetString()));
    }

    [Fact]
    public async Task Arguments_and_standard_input_give_the_same()
        => Assert.Equal(
            (await ToolRun.Of("predict", "--model", models.Model, "--json", Soup)).Output,
            (await ToolRun.WithInput(Soup, "predict", "--model", models.Model, "--json")).Output);

    [Fact]
    public async Task A_text_that_begins_with_an_at_sign_is_a_text_and_no_file()
    {
        ToolRun run = (await ToolRun.Of("predict", "--model", models.Model, $"@{models.Unlabeled}", "@cook the soup")).Succeeded();
        Assert.Equal([$"@{models.Unlabeled}", "@cook the soup"],
            run.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[0]));
    }

    [Fact]
    public async Task A_text_without_known_words_is_no_error()
        => (await ToolRun.WithInput("\nxyzzy\n", "predict", "--model", models.Model)).Succeeded();

    [BashFact]
    public void As_a_part_of_a_shell_pipe_it_hands_on_each_line_at_once_and_ends_when_nobody_reads_any_more()
    {
        // As Spark's rdd.pipe runs it. The first pipe never ends: only a tool that notices that head is gone does.
        string predict = $"dotnet '{Path.Combine(AppContext.BaseDirectory, "semconv.dll")}' predict --model '{models.Model}'";
        string output = Shell.Run("bash", Path.GetTempPath(), "-c", $"yes '{Soup}' | {predict} 2>&1 | head -1; echo ${{PIPESTATUS[1]}}");
        Assert.Equal($"{Soup}\tFOOD\n141\n", output);

        // A line is there before the next one comes.
        output = Shell.Run("bash", Path.GetTempPath(), "-c",
            $"coproc {{ {predict}; }}; for text in '{Soup}' '{Waiter}'; do echo \"$text\" >&${{COPROC[1]}}; read -r line "
            + $"<&${{COPROC[0]}}; echo \"$line\"; done; "
            + "pid=$COPROC_PID; exec {COPROC[1]}>&-; wait $pid; echo $?");
        Assert.Equal($"{Soup}\tFOOD\n{Waiter}\tSERVICE\n0\n", output);
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task Who_has_to_type_is_told_so(bool inputIsTerminal)
    {
        using StringWriter output = new(), error = new();
        ToolConsole console = new(Stream.Null, output, error, inputIsTerminal: inputIsTerminal);
        Assert.Equal(0, await Tool.RunAsync(["predict", "--model", models.Model], console));
        Assert.Equal(inputIsTerminal, error.ToString().StartsWith("Type a text and press Enter", StringComparison.Ordinal));
        Assert.Equal(0, await Tool.RunAsync(["predict", "--model", models.Model, Soup], console));
        Assert.Equal(inputIsTerminal ? 1 : 0, error.ToString().Count(character => character == '\n'));
    }

    [BashFact]
    public void Where_standard_input_is_closed_it_says_so_and_ends()
    {
        string predict = $"dotnet '{Path.Combine(AppContext.BaseDirectory, "semconv.dll")}' predict --model '{models.Model}'";
        string output = Shell.Run("bash", Path.GetTempPath(), "-c", $"{predict} 2>&1 <&-; echo $?; {predict} 2>&1 </dev/null; echo $?");
        Assert.Equal("semconv: Standard input is closed: give the texts as arguments, or by a pipe or a file.\n1\n0\n", output);
    }

    [BashFact]
    public void Where_standard_output_is_closed_it_says_so_before_the_work()
    {
        string semconv = $"dotnet '{Path.Combine(AppContext.BaseDirectory, "semconv.dll")}'";
        string output = Shell.Run("bash", Path.GetTempPath(), "-c",
            $"exec 3>&1; {semconv} predict --model gone.zip 2>&3 >&-; echo $?; {semconv} --help 2>&3 >&-; echo $?");
        const string Said
            = "semconv: Standard output is closed: send it to a file or a pipe, or to /dev/null if you do not want it.\n1\n";
        Assert.Equal(Said + Said, output);
    }

    [BashFact]
    public void A_closed_error_stream_only_loses_what_would_be_told_there()
    {
        string predict = $"dotnet '{Path.Combine(AppContext.BaseDirectory, "semconv.dll")}' predict --model";
        string output = Shell.Run("bash", Path.GetTempPath(), "-c",
            $"{predict} '{models.Model}' '{Soup}' 2>&-; echo $?; {predict} gone.zip '{Soup}' 2>&-; echo $?; "
            + $"{predict} gone.zip '{Soup}' 2</dev/null; echo $?");
        Assert.Equal($"{Soup}\tFOOD\n0\n1\n1\n", output);
    }
}
