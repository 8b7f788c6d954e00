using System.Buffers;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace MLNet.SemanticConv;

/// <summary>
/// Floats of a file as memory: the system reads a page when it is first touched, and processes that map the same file share it.
/// It is never unmapped but by <see cref="IDisposable.Dispose"/>: a span of it does not keep it alive, so the garbage collector cannot
/// know.
/// </summary>
internal sealed unsafe class MappedMatrix : MemoryManager<float>
{
    private readonly string _path;
    private readonly int _length;
    private MemoryMappedViewAccessor? _view;
    private GCHandle _root;
    private float* _values;

    /// <param name="file">The file, which may be closed afterwards.</param>
    /// <param name="offset">The byte where the floats begin, a multiple of their size.</param>
    /// <param name="length">The number of floats.</param>
    public MappedMatrix(FileStream file, long offset, int length)
    {
        (_path, _length) = (file.Name, length);
        if (length == 0) return;
        // The view keeps the mapping alive that it was made from.
        using var mapping = MemoryMappedFile.CreateFromFile(
            file, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        _view = mapping.CreateViewAccessor(offset, (long)length * sizeof(float), MemoryMappedFileAccess.Read);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _values = (float*)(start + _view.PointerOffset);
        _root = GCHandle.Alloc(this);
    }

    public override Span<float> GetSpan()
    {
        ThrowIfUnmapped();
        return new(_values, _length);
    }

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ThrowIfUnmapped();
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)_length, nameof(elementIndex));
        return new(_values + elementIndex, pinnable: this);
    }

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (Interlocked.Exchange(ref _view, null) is not { } view) return;
        _values = null;
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        _root.Free();
    }

    private void ThrowIfUnmapped()
    {
        if (_values is null && _length > 0)
            throw new ObjectDisposedException(nameof(WordVectors), $"The word vectors of '{_path}' were disposed.");
    }
}
