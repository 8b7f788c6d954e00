using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.ML;

namespace MLNet.PipelineProfiler.Interactive;

/// <summary>The calls in a cell's code that fit a pipeline or transform with a model.</summary>
internal static class PipelineCalls
{
    /// <summary>The code with each call <c>pipeline.Fit(data)</c> and <c>model.Transform(data)</c> made one of
    /// <see cref="CellPipelines"/>.</summary>
    public static string Profile(Script before, string code)
    {
        var compilation = before.ContinueWith(code).GetCompilation();
        var tree = compilation.SyntaxTrees.Single();
        return new Rewriter(compilation.GetSemanticModel(tree)).Visit(tree.GetRoot()).ToFullString();
    }

    private sealed class Rewriter(SemanticModel model) : CSharpSyntaxRewriter
    {
        public override SyntaxNode? VisitInvocationExpression(InvocationExpressionSyntax node)
        {
            string? name = NameOf(node);
            var visited = (InvocationExpressionSyntax)base.VisitInvocationExpression(node)!;
            if (name is null) return visited;
            var receiver = ((MemberAccessExpressionSyntax)visited.Expression).Expression;
            return SyntaxFactory.ParseExpression(
                $"global::{typeof(CellPipelines).FullName}.{name}({receiver}, {visited.ArgumentList.Arguments})")
                .WithTriviaFrom(visited);
        }

        private string? NameOf(InvocationExpressionSyntax node)
        {
            if (node.Expression is not MemberAccessExpressionSyntax { Name: IdentifierNameSyntax name } call) return null;
            if (node.ArgumentList.Arguments.Count != 1) return null;
            return name.Identifier.Text switch
            {
                "Fit" when Is(call.Expression, typeof(IEstimator<>)) => nameof(CellPipelines.Fit),
                "Transform" when Is(call.Expression, typeof(ITransformer)) => nameof(CellPipelines.Transform),
                _ => null,
            };
        }

        private bool Is(ExpressionSyntax expression, Type type) => model.GetTypeInfo(expression).Type is { } actual
            && actual.AllInterfaces.Append(actual)
                .Any(each => each.MetadataName == type.Name && each.ContainingNamespace?.ToString() == type.Namespace);
    }
}
