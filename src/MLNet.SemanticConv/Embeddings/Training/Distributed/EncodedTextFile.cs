using System.Text;

namespace MLNet.SemanticConv;

/// <summary>A part of the text as the rows of its words in the vocabulary, block by block.</summary>
internal static class EncodedTextFile
{
    /// <summary>Writes a part of the text; returns how much it has.</summary>
    public static TextPosition Write(Stream stream, ICorpus corpus, Vocabulary vocabulary, CancellationToken cancellationToken)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        using var source = new CorpusTextSource(corpus, vocabulary);
        var (text, length) = (new EncodedText(), default(TextPosition));
        while (source.Read(text))
        {
            cancellationToken.ThrowIfCancellationRequested();
            writer.Write(true);
            text.Save(writer);
            length = length.After(text);
        }
        writer.Write(false);
        return length;
    }

    /// <summary>Reads a part of the text.</summary>
    /// <returns>Its blocks, each in the place of the one before.</returns>
    public static IEnumerable<EncodedText> Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        for (EncodedText text = new(); reader.ReadBoolean();)
        {
            text.Load(reader);
            yield return text;
        }
    }
}
