namespace MLNet.SemanticConv.Cluster;

/// <summary>Writes the trained vectors in the format that the name of the output asks for.</summary>
internal static class VectorsOutput
{
    public static void Write(WordVectorsWork work, ISharedStorage storage)
    {
        // the library reads and writes vectors as files of this machine
        string copy = Path.Combine(Path.GetTempPath(), $"semconv-{Guid.NewGuid():N}.wv"), output = copy + Path.GetExtension(work.Output);
        try
        {
            using (Stream vectors = storage.OpenRead(Path.Combine(work.Folder, TrainingFileNames.Vectors)))
            using (FileStream file = File.Create(copy)) vectors.CopyTo(file);
            using (WordVectors vectors = WordVectors.Load(copy)) vectors.Save(output);
            using FileStream written = File.OpenRead(output);
            storage.Write(work.Output, written.CopyTo);
        }
        finally
        {
            File.Delete(copy);
            File.Delete(output);
        }
    }
}
