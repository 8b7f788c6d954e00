using System.Text.RegularExpressions;
using MLNet.SemanticConv.Tests;

namespace MLNet.SemanticConv.Cli.Tests;

public sealed class StepsTests : IDisposable
{
    private const string CursorIsBack = "\u001b[?25h";

    private static readonly string s_train
        = $"dotnet '{Path.Combine(AppContext.BaseDirectory, "semconv.dll")}' vectors train --input text.txt --out v.bin";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [BashFact]
    public void On_a_terminal_each_step_has_a_bar_and_in_a_file_a_line()
    {
        _folder.Write("text.txt", KitchenReviews.Unlabeled(50, seed: 1));
        Assert.Matches($"(?s)Training word2vec.*100%.*{Regex.Escape(CursorIsBack)}[0-9]+ words", OnTerminal());
        Assert.Matches("^Training word2vec … [0-9.]+ s\n[0-9]+ words", Run($"{s_train} 2>&1"));
    }

    [BashFact]
    public void On_a_terminal_an_error_begins_a_line_of_its_own_below_the_bars()
    {
        _folder.Write("text.txt", "!!!\n");
        Assert.Contains($"\n{CursorIsBack}semconv: There are no words in text.txt", OnTerminal());
    }

    private string OnTerminal() => Run($"script -qec \"{s_train}\" /dev/null; true");

    // without the variables of build servers, where there are no bars
    private string Run(string command)
        => Shell.Run("env", _folder.Path, "-i", $"PATH={Environment.GetEnvironmentVariable("PATH")}", $"HOME={_folder.Path}",
            $"DOTNET_ROOT={Environment.GetEnvironmentVariable("DOTNET_ROOT")}", "LANG=C.UTF-8", "TERM=xterm", "bash", "-c", command);
}
