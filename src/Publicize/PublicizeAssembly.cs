// Compiled and run by MSBuild (see Publicize.targets), hence written against netstandard 2.0.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>Copies referenced assemblies, making internal types, fields and methods of the copies public.</summary>
public sealed class PublicizeAssembly : Task
{
    [Required] public ITaskItem[] References { get; set; }
    [Required] public ITaskItem[] Names { get; set; }
    [Required] public string Folder { get; set; }
    [Output] public ITaskItem[] Originals { get; private set; }
    [Output] public ITaskItem[] Copies { get; private set; }

    public override bool Execute()
    {
        Originals = Names.Select(name => References.FirstOrDefault(r => Path.GetFileNameWithoutExtension(r.ItemSpec) == name.ItemSpec))
            .ToArray();
        if (Array.IndexOf(Originals, null) is int missing && missing >= 0)
        {
            Log.LogError("Publicize: '{0}' is not among the references of this project.", Names[missing].ItemSpec);
            return false;
        }
        Directory.CreateDirectory(Folder);
        Copies = Array.ConvertAll(Originals, Copy);
        return true;
    }

    private ITaskItem Copy(ITaskItem original)
    {
        byte[] image = File.ReadAllBytes(original.ItemSpec);
        new MetadataTables(image).MakeInternalsPublic();
        string target = Path.Combine(Folder, Path.GetFileName(original.ItemSpec));
        // an unchanged file keeps its time, so that nothing is recompiled
        if (!File.Exists(target) || !File.ReadAllBytes(target).SequenceEqual(image))
            File.WriteAllBytes(target, image);
        return new TaskItem(target);
    }

    /// <summary>The "#~" stream of a PE image: ECMA-335, partition II, 24.2.6, with the tables of 22.</summary>
    private sealed class MetadataTables
    {
        private const int Module = 0x00, TypeRef = 0x01, TypeDef = 0x02, FieldPtr = 0x03, Field = 0x04, MethodPtr = 0x05, MethodDef = 0x06,
            Param = 0x08, ModuleRef = 0x1A, TypeSpec = 0x1B, AssemblyRef = 0x23;

        private readonly byte[] _image;
        private readonly uint[] _rows = new uint[64];
        private readonly int _first, _strings, _guids, _blobs;

        public MetadataTables(byte[] image)
        {
            _image = image;
            int stream = FindTableStream();
            int heapSizes = image[stream + 6];
            _strings = (heapSizes & 1) == 0 ? 2 : 4;
            _guids = (heapSizes & 2) == 0 ? 2 : 4;
            _blobs = (heapSizes & 4) == 0 ? 2 : 4;

            ulong present = BitConverter.ToUInt64(image, stream + 8);
            _first = stream + 24;
            for (int table = 0; table < 64; table++)
            {
                if ((present >> table & 1) == 0) continue;
                _rows[table] = BitConverter.ToUInt32(image, _first);
                _first += 4;
            }
            if (_rows[FieldPtr] + _rows[MethodPtr] != 0)
                throw new BadImageFormatException("Edit-and-continue metadata has no fixed layout.");
        }

        public void MakeInternalsPublic()
        {
            int resolutionScope = Coded(2, Module, ModuleRef, AssemblyRef, TypeRef), extends = Coded(2, TypeDef, TypeRef, TypeSpec);
            int moduleSize = 2 + _strings + 3 * _guids;
            int typeRefSize = resolutionScope + 2 * _strings;
            int typeDefSize = 4 + 2 * _strings + extends + Simple(Field) + Simple(MethodDef);
            int fieldSize = 2 + _strings + _blobs;
            int methodSize = 4 + 2 + 2 + _strings + _blobs + Simple(Param);

            int typeDefs = _first + Bytes(Module, moduleSize) + Bytes(TypeRef, typeRefSize);
            int fields = typeDefs + Bytes(TypeDef, typeDefSize);
            int methods = fields + Bytes(Field, fieldSize);

            // Values of the visibility bits, II.23.1.15, 23.1.5 and 23.1.10; protected stays protected, private stays private.
            var ofType = new Dictionary<int, int> { [0] = 1 /* top level */, [5] = 2 /* nested */, [6] = 4 /* private protected */ };
            var ofMember = new Dictionary<int, int> { [3] = 6 /* internal */, [2] = 4 /* private protected */ };
            Widen(typeDefs, TypeDef, typeDefSize, 0, ofType);
            Widen(fields, Field, fieldSize, 0, ofMember);
            Widen(methods, MethodDef, methodSize, 6, ofMember);
        }

        private void Widen(int start, int table, int rowSize, int flags, Dictionary<int, int> visibility)
        {
            for (int row = 0; row < _rows[table]; row++)
            {
                ref byte cell = ref _image[start + row * rowSize + flags];
                if (visibility.TryGetValue(cell & 7, out int wider)) cell = (byte)(cell & ~7 | wider);
            }
        }

        private int Bytes(int table, int rowSize) => (int)_rows[table] * rowSize;
        private int Simple(int table) => _rows[table] <= ushort.MaxValue ? 2 : 4;
        private int Coded(int tagBits, params int[] tables) => tables.Max(t => _rows[t]) < 1u << (16 - tagBits) ? 2 : 4;

        private int FindTableStream()
        {
            int coff = BitConverter.ToInt32(_image, 0x3C) + 4, optional = coff + 20;
            int directories = optional + (BitConverter.ToUInt16(_image, optional) == 0x20B ? 112 : 96);
            int sections = optional + BitConverter.ToUInt16(_image, coff + 16), sectionCount = BitConverter.ToUInt16(_image, coff + 2);

            int FileOffset(int address)
            {
                for (int s = sections; s < sections + sectionCount * 40; s += 40)
                {
                    int from = BitConverter.ToInt32(_image, s + 12), size = BitConverter.ToInt32(_image, s + 16);
                    if (address >= from && address < from + size) return address - from + BitConverter.ToInt32(_image, s + 20);
                }
                throw new BadImageFormatException("An address lies in no section.");
            }

            int cliHeader = FileOffset(BitConverter.ToInt32(_image, directories + 14 * 8));
            int metadata = FileOffset(BitConverter.ToInt32(_image, cliHeader + 8));
            int versionLength = BitConverter.ToInt32(_image, metadata + 12);
            int streamCount = BitConverter.ToUInt16(_image, metadata + 16 + versionLength + 2);
            for (int header = metadata + 16 + versionLength + 4; streamCount-- > 0;)
            {
                int length = Array.IndexOf(_image, (byte)0, header + 8) - (header + 8);
                if (Encoding.ASCII.GetString(_image, header + 8, length) == "#~") return metadata + BitConverter.ToInt32(_image, header);
                header += 8 + (length / 4 + 1) * 4;
            }
            throw new BadImageFormatException("There is no compressed metadata.");
        }
    }
}
