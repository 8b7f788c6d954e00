namespace MLNet.PipelineProfiler;

/// <summary>A box of an <see cref="Icicle"/>.</summary>
/// <param name="Name">What ran.</param>
/// <param name="Title">The same with its figures.</param>
/// <param name="Left">Where it begins, in percent of the whole.</param>
/// <param name="Width">What it took with all that it asked for, in percent of the whole.</param>
/// <param name="Row">How deep it is; the top row is 0.</param>
/// <param name="Color">The colour of its stage.</param>
internal readonly record struct IcicleBox(string Name, string Title, double Left, double Width, int Row, string Color);
