using System.Text.Json.Serialization;

namespace MLNet.SemanticConv;

/// <summary>
/// A piece of a run that one machine does by itself. It makes files of files, and the same of the same whoever does it and however often:
/// so a step whose machine is lost is done again.
/// </summary>
[JsonDerivedType(typeof(Count), nameof(Count))]
[JsonDerivedType(typeof(BuildVocabulary), nameof(BuildVocabulary))]
[JsonDerivedType(typeof(Encode), nameof(Encode))]
[JsonDerivedType(typeof(Sort), nameof(Sort))]
[JsonDerivedType(typeof(Train), nameof(Train))]
[JsonDerivedType(typeof(Collect), nameof(Collect))]
internal abstract record TrainingStep
{
    /// <summary>The file that it makes, or the first of two: no two steps of a run make the same.</summary>
    [JsonIgnore]
    public abstract string Output { get; }

    /// <summary>Counts the words of a part of the text.</summary>
    public sealed record Count(int TextPart) : TrainingStep
    {
        public override string Output => TrainingFileNames.Counts(TextPart);
    }

    /// <summary>Makes the vocabulary of all counts.</summary>
    public sealed record BuildVocabulary(int TextParts) : TrainingStep
    {
        public override string Output => TrainingFileNames.Vocabulary;
    }

    /// <summary>Writes a part of the text as the numbers of its words.</summary>
    public sealed record Encode(int TextPart) : TrainingStep
    {
        public override string Output => TrainingFileNames.Text(TextPart);
    }

    /// <summary>Sorts the pairs of a stretch that are in a part of the text into buckets.</summary>
    /// <param name="Epoch">The epoch, from 1.</param>
    /// <param name="Stretch">The number of the stretch in the epoch, from 0.</param>
    /// <param name="TextPart">The part of the text.</param>
    /// <param name="Start">What the text has before it.</param>
    public sealed record Sort(int Epoch, long Stretch, int TextPart, TextPosition Start) : TrainingStep
    {
        public override string Output => TrainingFileNames.Pairs(Epoch, Stretch, TextPart);
    }

    /// <summary>Trains two parts of the vectors on a bucket.</summary>
    /// <param name="Epoch">The epoch, from 1.</param>
    /// <param name="Stretch">The number of the stretch in the epoch, from 0.</param>
    /// <param name="InputPart">The part of the input words.</param>
    /// <param name="OutputPart">The part of the output words.</param>
    /// <param name="Round">How many buckets of the run have trained either part before.</param>
    /// <param name="FirstText">The first part of the text that has words of the stretch.</param>
    /// <param name="LastText">The last one.</param>
    public sealed record Train(
        int Epoch, long Stretch, int InputPart, int OutputPart, long Round, int FirstText, int LastText) : TrainingStep
    {
        public override string Output => TrainingFileNames.Inputs(InputPart, Round + 1);
    }

    /// <summary>Puts the word vectors together.</summary>
    /// <param name="Rounds">How many buckets of the run have trained each part.</param>
    public sealed record Collect(long Rounds) : TrainingStep
    {
        public override string Output => TrainingFileNames.Vectors;
    }
}
