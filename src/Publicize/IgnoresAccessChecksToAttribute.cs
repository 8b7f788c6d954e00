namespace System.Runtime.CompilerServices;

// The runtime looks for this attribute by its full name, in whichever assembly declares it.
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class IgnoresAccessChecksToAttribute(string assemblyName) : Attribute
{
    public string AssemblyName { get; } = assemblyName;
}
