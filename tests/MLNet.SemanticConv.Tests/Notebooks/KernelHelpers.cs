namespace MLNet.SemanticConv.Tests.Notebooks;

/// <summary>What the kernel gives a cell beside C# itself. Public, as the cells are an assembly of their own.</summary>
public static class KernelHelpers
{
    /// <summary>Shows a value in the forms that its formatter prefers.</summary>
    public static void Display(this object value, params string[] mimeTypes) => NotebookKernel.Show(new(NotebookKernel.Format(value, mimeTypes), IsResult: false));

    /// <summary>Shows a text as what it is, such as a picture.</summary>
    public static void DisplayAs(this string value, string mimeType)
        => NotebookKernel.Show(new(new Dictionary<string, string> { [mimeType] = value }, IsResult: false));
}
