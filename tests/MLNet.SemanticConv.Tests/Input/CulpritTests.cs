extern alias library;

using System.Reflection;
using Culprit = library::MLNet.Shared.Culprit;

namespace MLNet.SemanticConv.Tests.Input;

public sealed class CulpritTests
{
    [Fact]
    public void What_says_what_is_wrong_with_a_file_is_told_and_not_what_wraps_it_or_what_it_wraps()
    {
        FormatException culprit = new("in.tsv, line 2: there is no tab", new FormatException("no tab"));
        Assert.Same(culprit, Culprit.Of(new InvalidOperationException("Splitter failed", new AggregateException(culprit))));
        Assert.Same(culprit, Culprit.Of(culprit));
    }

    [Fact]
    public void Without_a_file_what_is_no_wrapping_is_told()
    {
        InvalidOperationException inner = new("inner"), culprit = new("culprit", inner);
        Assert.Same(culprit, Culprit.Of(new TargetInvocationException(new AggregateException(culprit))));
        AggregateException empty = new("nothing within");
        Assert.Same(empty, Culprit.Of(new TargetInvocationException(empty)));
    }

    [Fact]
    public void Names_of_parameters_are_left_out()
        => Assert.Equal("It is empty.", Culprit.Message(new TargetInvocationException(new ArgumentException("It is empty.", "text"))));
}
