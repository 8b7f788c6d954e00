using Microsoft.ML.Data;

namespace MLNet.PipelineProfiler;

/// <summary>Looks at how wide a value is, and how much of it is not zero.</summary>
internal abstract class VectorSize<TValue>
{
    /// <summary>Null where the values are no vectors.</summary>
    public static VectorSize<TValue>? Instance { get; } = IsVector
        ? (VectorSize<TValue>)Activator.CreateInstance(
            typeof(VectorSize<>.OfItems<>).MakeGenericType(typeof(TValue), typeof(TValue).GetGenericArguments()[0]))!
        : null;

    private static bool IsVector => typeof(TValue).IsGenericType && typeof(TValue).GetGenericTypeDefinition() == typeof(VBuffer<>);

    public abstract void Measure(in TValue value, CallNode node);

    private sealed class OfItems<TItem> : VectorSize<VBuffer<TItem>>
    {
        public override void Measure(in VBuffer<TItem> value, CallNode node)
        {
            long count = 0;
            foreach (var item in value.GetValues())
                if (!EqualityComparer<TItem>.Default.Equals(item, default)) count++;
            node.Width = Math.Max(node.Width, value.Length);
            node.Vectors++;
            node.NonZeros += count;
        }
    }
}
