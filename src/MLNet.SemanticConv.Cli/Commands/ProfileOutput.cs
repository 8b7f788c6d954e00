using System.CommandLine;
using MLNet.PipelineProfiler;
using Spectre.Console;

namespace MLNet.SemanticConv.Cli;

/// <summary>How the profile commands show what they found, and the options for it.</summary>
internal sealed class ProfileOutput
{
    private readonly Option<string[]> _out = new("--out")
    {
        Description = "Files to write; the ending tells the format: .html, .json, .md, .txt, .speedscope.json, .callgrind.",
        HelpName = "P.html",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> _sort = new("--sort")
    {
        Description = "What the stages are sorted by: their place, own time, time with what they asked for, calls, time a call, or memory.",
        DefaultValueFactory = _ => "tottime",
    };

    private readonly Option<string> _against = new("--against")
    {
        Description = "An earlier profile, as --out P.json wrote it: shows what changed.",
        HelpName = "P.json",
    };

    private readonly Option<bool> _json = CommonOptions.Json();

    public void AddTo(Command command)
    {
        _sort.AcceptOnlyFromAmong("stage", "tottime", "cumtime", "ncalls", "percall", "memory");
        foreach (Option option in new Option[] { _out, _sort, _against, _json }) command.Add(option);
    }

    /// <summary>Fails before the work where its result could not be written.</summary>
    public void Check(ParseResult parsed)
    {
        string[] paths = parsed.GetValue(_out) ?? [];
        OutputFile.CheckApart(parsed.Inputs(), paths);
        foreach (string path in paths)
        {
            OutputFile.CheckFolder(path);
            PipelineProfile.CheckFormat(path);
        }
        if (parsed.GetValue(_against) is { } earlier) Read(earlier);
    }

    public void Write(ParseResult parsed, ToolConsole console, PipelineProfile profile)
    {
        foreach (string path in parsed.GetValue(_out) ?? []) profile.Save(path);
        if (parsed.GetValue(_json))
        {
            console.Output.WriteLine(profile.ToJson());
            return;
        }
        foreach (ActivityProfile activity in profile.Activities)
            console.Tables.Write(ProfileTable.Of(activity, Sort(parsed.GetValue(_sort)!), console.Tables.Profile.Width));
        foreach (ProfileAdvice advice in profile.Advice)
            console.Tables.MarkupLineInterpolated($"[yellow]{advice.Activity}: {advice.Message}[/]");
        if (parsed.GetValue(_against) is { } earlier)
            console.Output.WriteLine(profile.Diff(Read(earlier)).ToTable());
    }

    private static PipelineProfile Read(string path)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no profile {path}: make one with --out {path}.", path);
        try
        {
            return PipelineProfile.FromJson(File.ReadAllText(path));
        }
        catch (FormatException exception)
        {
            throw new FormatException($"{path} is not a profile: --against takes what --out P.json wrote.", exception);
        }
    }

    private static ProfileSort Sort(string name) => name switch
    {
        "stage" => ProfileSort.Stage,
        "cumtime" => ProfileSort.CumulativeTime,
        "ncalls" => ProfileSort.Calls,
        "percall" => ProfileSort.PerCall,
        "memory" => ProfileSort.AllocatedBytes,
        _ => ProfileSort.OwnTime,
    };
}
