namespace MLNet.SemanticConv;

/// <summary>A word on a <see cref="WordMap"/>.</summary>
/// <param name="Word">The word.</param>
/// <param name="X">Where it stands along the direction in which the words differ most.</param>
/// <param name="Y">Where it stands along the direction in which they differ most at a right angle to the first.</param>
/// <param name="Group">The group it was given in, from 0; each is drawn in a colour of its own.</param>
public readonly record struct WordMapPoint(string Word, double X, double Y, int Group);
