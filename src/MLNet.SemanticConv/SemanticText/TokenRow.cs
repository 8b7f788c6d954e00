namespace MLNet.SemanticConv;

/// <summary>The words of a text: a row of what the vocabulary and the document frequencies are learnt from.</summary>
internal sealed class TokenRow
{
    public ReadOnlyMemory<char>[] Tokens = [];
}
