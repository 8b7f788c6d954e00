using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace MLNet.SemanticConv.Cli;

/// <summary>What the commands have in common.</summary>
internal static class CommandExtensions
{
    /// <summary>Has a command do synchronous work on another thread, so that Ctrl-C is heard meanwhile.</summary>
    /// <param name="command">The command.</param>
    /// <param name="run">The work.</param>
    /// <param name="writes">
    /// The options that name files to write: one that another option names, to be read or to be written, is refused before the work.
    /// </param>
    public static void OnRun(this Command command, Action<ParseResult, CancellationToken> run, params Option<string>[] writes)
        => command.SetAction((parsed, cancellationToken) => Task.Run(
            () =>
            {
                OutputFile.CheckApart(parsed.Inputs(writes), [.. writes.Select(option => parsed.GetValue(option)).OfType<string>()]);
                run(parsed, cancellationToken);
            },
            CancellationToken.None));

    /// <summary>What the options of a command say that may name a file to read.</summary>
    public static IEnumerable<string> Inputs(this ParseResult parsed, params Option<string>[] writes)
        => parsed.CommandResult.Command.Options.Except(writes).SelectMany(parsed.Values);

    /// <summary>What an option of one text or several says.</summary>
    public static IEnumerable<string> Values(this ParseResult parsed, Option option) => option switch
    {
        Option<string> one => parsed.GetValue(one) is { } value ? [value] : [],
        Option<string[]> several => parsed.GetValue(several) ?? [],
        _ => [],
    };

    /// <summary>The command line, as it would be typed again.</summary>
    public static string CommandLine(this ParseResult parsed)
        => string.Join(' ', parsed.Tokens.Select(token => Quoted(token.Value)).Prepend("semconv"));

    private static string Quoted(string word) => word.Any(char.IsWhiteSpace) ? $"'{word.Replace("'", "'\\''")}'" : word;

    /// <summary>Rejects smaller values.</summary>
    public static Option<T> AtLeast<T>(this Option<T> option, int minimum)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out int value) && value < minimum)
                result.AddError($"{option.Name} must be {minimum} or more, not {value}.");
        });
        return option;
    }

    /// <summary>Rejects values outside of a range.</summary>
    public static Option<T> Between<T>(this Option<T> option, T minimum, T maximum) where T : INumber<T>
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count != 1) return;
            string token = result.Tokens[0].Value;
            // which .NET would pass over, so that 0,5 were 5
            if (token.Contains(',')) result.AddError($"{option.Name} must be a number such as 0.5, without a comma, not {token}.");
            else if (T.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out T? value)
                && !(value >= minimum && value <= maximum))
                result.AddError($"{option.Name} must be between {minimum} and {maximum}, not {value}.");
        });
        return option;
    }
}
