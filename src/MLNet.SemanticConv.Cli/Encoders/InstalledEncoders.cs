using System.Reflection;

namespace MLNet.SemanticConv.Cli;

/// <summary>The package MLNet.SemanticConv.Encoders where <c>semconv encoders install</c> puts it.</summary>
internal static class InstalledEncoders
{
    public const string Package = "MLNet.SemanticConv.Encoders";

    /// <summary>An environment variable that names another folder.</summary>
    public const string FolderVariable = "SEMCONV_ENCODERS";

    /// <summary>The version of the package that belongs to this tool: the tool's own.</summary>
    public static string Version { get; } =
        typeof(InstalledEncoders).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Where the package is, or would be.</summary>
    /// <exception cref="DirectoryNotFoundException">The user has no folder for such data, and the variable names none.</exception>
    public static string Folder()
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } named) return Path.GetFullPath(named);
        string data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData,
            Environment.SpecialFolderOption.DoNotVerify);
        return data.Length > 0
            ? Path.Combine(data, "semconv", "encoders", Version)
            : throw new DirectoryNotFoundException(
                $"This user has no folder for application data: set {FolderVariable} to a folder for the encoders.");
    }

    /// <summary>Loads the package: from beside the tool if it is there, or else from its folder.</summary>
    /// <exception cref="FileNotFoundException">It is not installed.</exception>
    public static Assembly Load()
    {
        try
        {
            return Assembly.Load(Package);
        }
        catch (FileNotFoundException)
        {
            string path = Path.Combine(Folder(), $"{Package}.dll");
            if (!File.Exists(path))
                throw new FileNotFoundException(
                    "No sentence encoder is installed (the tool comes without those 100 MB). Run this "
                        + "once: semconv encoders install");
            // what it needs itself is found beside it
            return Assembly.LoadFrom(path);
        }
    }
}
