namespace MLNet.SemanticConv;

/// <summary>The words of a labelled text, or of a label's name: a row of what a tagger learns from.</summary>
internal sealed class LabeledTokenRow
{
    public ReadOnlyMemory<char>[] Tokens = [];
    public string[] Labels = [];
    public float Weight = 1;
    public int Group;
    public bool LearnOnly;
}
