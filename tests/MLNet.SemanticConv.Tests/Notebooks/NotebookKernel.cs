namespace MLNet.SemanticConv.Tests.Notebooks;

/// <summary>What the .NET kernel gives a cell beside C# itself. Public, as the cells are an assembly of their own.</summary>
public sealed class NotebookKernel
{
    internal List<object?> Displayed { get; } = [];

#pragma warning disable IDE1006 // the kernel's own spelling
    public void display(object? value) => Displayed.Add(value);
#pragma warning restore IDE1006
}
