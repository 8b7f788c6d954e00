namespace MLNet.Shared;

/// <summary>An object that a notebook shows as a picture.</summary>
internal interface IPicture : IShown
{
    string ToSvg();
}
