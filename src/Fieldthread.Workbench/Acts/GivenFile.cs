using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace Fieldthread.Workbench.Acts;

/// <summary>A file as it was given to an act. The log holds its digest, never its bytes.</summary>
/// <param name="Name">Name of the file.</param>
/// <param name="Bytes">Its bytes.</param>
public sealed record GivenFile(string Name, [property: JsonIgnore] ReadOnlyMemory<byte> Bytes)
{
    /// <summary>SHA-256 of the file, in hexadecimal.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Bytes.Span));
}
