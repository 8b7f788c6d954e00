using System.CommandLine;

namespace MLNet.SemanticConv.Cli;

/// <summary>Options that several commands share.</summary>
internal static class CommonOptions
{
    /// <summary>The forms of files that hold texts.</summary>
    public const string TextForms = ".txt, .tsv (up to the first tab), .jsonl, .ndjson, also with .gz; .parquet";

    private static readonly Dictionary<string, CorrelationOptions> Presets = new()
    {
        ["default"] = CorrelationOptions.Default,
        ["blog"] = CorrelationOptions.Blog,
        ["soft-cosine"] = CorrelationOptions.SoftCosine,
    };

    public static Option<bool> Json() => new("--json") { Description = "Print JSON, and nothing else, to standard output." };

    /// <summary>Labelled text, in one file or in several.</summary>
    public static Option<string[]> Labeled(bool required, string use = "") => new("--labeled")
    {
        Description = use + LabeledFile.Description + " Several files are read as one.",
        Required = required,
        AllowMultipleArgumentsPerToken = true,
        HelpName = "F.tsv",
    };

    public static Option<int> Seed() => new("--seed") { Description = "The seed of all random numbers.", DefaultValueFactory = _ => 1 };

    /// <summary>Several files of texts, which are read as one.</summary>
    public static Option<string[]> Inputs(string what, string helpName) => new("--input")
    {
        Description = $"{what}: {TextForms}.",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
        HelpName = helpName,
    };

    /// <summary>Where the text of structured files is.</summary>
    public static Option<string> Field() => new("--field")
    {
        Description = "The member of a JSON line, or the column of a Parquet file, that holds the text.",
        DefaultValueFactory = _ => "text",
    };

    public static Option<bool> NullAsEmpty() => new("--null-as-empty")
    {
        Description = "Treat rows of a Parquet file that have no text as empty texts.",
    };

    /// <summary>By default as many as there are cores.</summary>
    public static Option<int> Threads(string description) => new Option<int>("--threads")
    {
        Description = description,
        DefaultValueFactory = _ => Environment.ProcessorCount,
    }.AtLeast(1);

    public static Option<int> Word2VecThreads()
        => Threads("Threads of word2vec. Skip-gram gives the same vectors for any number, CBOW only on one.");

    public static Option<int?> MinCount() => new Option<int?>("--min-count")
    {
        Description = "How often a word must occur to get a vector; by default 1, 2 or 5, depending on the size of the text.",
        HelpName = "N",
    }.AtLeast(1);

    public static Option<string> Model() => new("--model") { Description = "The model, a .zip file.", Required = true, HelpName = "M.zip" };

    public static Option<string> TextColumn() => new("--text-column")
    {
        Description = "The column that the model reads; by default Text, or the only text column that the model was saved with.",
        HelpName = "NAME",
    };

    /// <summary>What a model learns from beside its text.</summary>
    public static Option<string> LearntFrom() => new("--encoder")
    {
        Description =
            "What else to learn from: english (vectors of English words, which come with the tool and are ignored if the text is in "
            + "another language or gains nothing from them), minilm (all-MiniLM-L6-v2), a folder with an ONNX model in the layout of "
            + "sentence-transformers, or none. Encoders are installed once, by 'semconv encoders install'.",
        DefaultValueFactory = _ => Cli.Encoder.English,
        HelpName = "english|none|minilm|DIR",
    };

    public static Option<string> Encoder(string name) => new("--encoder")
    {
        Description = "A sentence encoder: minilm (all-MiniLM-L6-v2, English), or a folder with an ONNX model in the "
            + "layout of sentence-transformers. Encoders are installed once, by 'semconv encoders install'.",
        DefaultValueFactory = _ => name,
        HelpName = "minilm|DIR",
    };

    public static Option<string> Output(string description, string helpName) => new("--out")
    {
        Description = description,
        Required = true,
        HelpName = helpName,
    };

    /// <summary>One of the names of an enumeration, in lower case.</summary>
    public static Option<string> OneOf<TEnum>(string name, string description, TEnum defaultValue) where TEnum : struct, Enum
    {
        Option<string> option = new(name) { Description = description, DefaultValueFactory = _ => Lower(defaultValue.ToString()) };
        option.AcceptOnlyFromAmong([.. Enum.GetNames<TEnum>().Select(Lower)]);
        return option;
    }

    /// <summary>What was chosen of <see cref="OneOf"/>.</summary>
    public static TEnum GetOneOf<TEnum>(this ParseResult parsed, Option<string> option) where TEnum : struct, Enum
        => Enum.Parse<TEnum>(parsed.GetRequiredValue(option), ignoreCase: true);

    public static Option<string> Preset()
    {
        Option<string> option = new("--preset")
        {
            Description = "default: centred vectors, 20 nearest words above cosine 0.4, weighted. blog: the 5 nearest above 0.5, "
                + "weight 1, a word's own count doubled. "
                + "soft-cosine: gensim's, the 100 nearest, weighted by the square of their cosine, symmetric.",
            DefaultValueFactory = _ => "default",
        };
        option.AcceptOnlyFromAmong([.. Presets.Keys]);
        return option;
    }

    /// <summary>What was chosen of <see cref="Preset"/>.</summary>
    public static CorrelationOptions GetPreset(this ParseResult parsed, Option<string> option) => Presets[parsed.GetRequiredValue(option)];

    private static string Lower(string name) => name.ToLowerInvariant();

    public static Option<string> Tokens()
    {
        Option<string> option = new("--tokens")
        {
            Description = "words: lower case, split at white space and punctuation, as train does. spaces: split at white space only, for "
                + "text that is tokenised already.",
            DefaultValueFactory = _ => "words",
        };
        option.AcceptOnlyFromAmong("words", "spaces");
        return option;
    }
}
