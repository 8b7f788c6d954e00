namespace MLNet.SemanticConv.Internal;

/// <summary>An object that a notebook shows as a picture.</summary>
internal interface IPicture : IShown
{
    string ToSvg();
}
