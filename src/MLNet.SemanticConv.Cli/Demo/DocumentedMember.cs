namespace MLNet.SemanticConv.Cli;

/// <summary>A type, method, property, field or event and the text of its documentation.</summary>
/// <param name="Type">The full name of the type, or of the type that declares the member.</param>
/// <param name="Namespace">The namespace of the type.</param>
/// <param name="Text">Summary, returns, parameters and remarks, on one line.</param>
internal sealed record DocumentedMember(string Type, string Namespace, string Text);
