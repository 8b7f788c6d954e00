namespace MLNet.SemanticConv;

/// <summary>What the training of the default method is busy with, in the order of the steps.</summary>
internal static class SemanticTextSteps
{
    public const string ReadingText = "Reading the text", TrainingVectors = "Training word2vec", Distilling = "Learning from the encoder";
    public const string LearningFeatures = "Learning the features", TrainingLabels = "Training the labels";
}
