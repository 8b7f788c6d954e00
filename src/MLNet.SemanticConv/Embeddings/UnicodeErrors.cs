namespace MLNet.SemanticConv;

/// <summary>What happens to a word whose bytes are not valid UTF-8, by the names that gensim and Python use.</summary>
public enum UnicodeErrors
{
    /// <summary>The file is refused.</summary>
    Strict,

    /// <summary>The wrong bytes are left out; a word of which nothing is left is left out with its vector.</summary>
    Ignore,

    /// <summary>U+FFFD, the replacement character, takes the place of the wrong bytes.</summary>
    Replace,
}
