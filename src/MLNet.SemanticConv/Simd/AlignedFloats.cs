using System.Runtime.CompilerServices;

namespace MLNet.SemanticConv;

/// <summary>
/// Floats that begin at a cache line and do not move, so that kernels take pointers into them and no load straddles two lines.
/// </summary>
internal sealed unsafe class AlignedFloats
{
    private const int Alignment = 64;
    private readonly float[] _memory;

    public AlignedFloats(long length)
    {
        _memory = GC.AllocateArray<float>(checked((int)(length + Alignment / sizeof(float))), pinned: true);
        nint address = (nint)Unsafe.AsPointer(ref _memory[0]);
        Pointer = (float*)((address + Alignment - 1) & -Alignment);
        Length = (int)length;
    }

    public int Length { get; }

    /// <summary>Valid as long as this object is reachable.</summary>
    public float* Pointer { get; }

    public Span<float> Span => _memory.AsSpan((int)(Pointer - (float*)Unsafe.AsPointer(ref _memory[0])), Length);
}
