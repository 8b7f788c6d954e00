namespace MLNet.SemanticConv.Tests;

/// <summary>As <see cref="UnixFactAttribute"/>, for several inputs.</summary>
internal sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute() => Skip = new UnixFactAttribute().Skip;
}
