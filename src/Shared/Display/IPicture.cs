namespace MLNet.Shared;

/// <summary>An object that a notebook shows as a picture.</summary>
internal interface IPicture : IShown
{
    /// <summary>What the picture shows, in a line.</summary>
    string Caption { get; }

    string ToSvg();
}
