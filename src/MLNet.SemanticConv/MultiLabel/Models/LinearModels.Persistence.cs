namespace MLNet.SemanticConv;

internal sealed partial class LinearModels
{
    public void Write(BinaryWriter writer)
    {
        writer.Write(_biases.Length);
        writer.Write(_rowOfFeature.Length);
        writer.Write(_weights.Length);
        writer.WriteArray<float>(_biases);
        writer.WriteArray<int>(_rowOfFeature);
        foreach (float[] row in _weights) writer.WriteArray<float>(row);
    }

    /// <exception cref="InvalidDataException">The data contradict themselves.</exception>
    public static LinearModels Read(BinaryReader reader)
    {
        int models = reader.ReadInt32(), features = reader.ReadInt32(), rows = reader.ReadInt32();
        float[] biases = reader.ReadArray<float>(models);
        int[] rowOfFeature = reader.ReadArray<int>(features);
        if (rows < 0 || rows > rowOfFeature.Length || rowOfFeature.Any(row => row < -1 || row >= rows))
            throw new InvalidDataException(
                "The model file is damaged: its table of features points outside its weights. Train and save the model again.");
        float[][] weights = new float[rows][];
        for (int row = 0; row < rows; row++) weights[row] = reader.ReadArray<float>(biases.Length);
        return new(rowOfFeature, weights, biases);
    }
}
