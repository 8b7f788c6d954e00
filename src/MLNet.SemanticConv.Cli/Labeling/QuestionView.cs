namespace MLNet.SemanticConv.Cli;

/// <summary>A text that is asked, as the page shows it.</summary>
/// <param name="Number">Tells it from those before and after: an answer names it.</param>
/// <param name="Text">The text.</param>
/// <param name="Why">Why it was chosen.</param>
/// <param name="Drawn">Whether it was drawn at random.</param>
/// <param name="HeldOut">Whether its answer is for measuring.</param>
/// <param name="Tags">The tags that are offered.</param>
/// <param name="Answered">The labels that it was given before that was taken back, or null.</param>
internal sealed record QuestionView(int Number, string Text, string Why, bool Drawn, bool HeldOut, SuggestedTag[] Tags, string[]? Answered);
