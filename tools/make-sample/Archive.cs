using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

/// <summary>Identifiers that are the same on every run: version 5 UUIDs (RFC 9562, 5.5) of what the thing is called.</summary>
static class Guids
{
    static readonly byte[] Namespace = new Guid("6f1de0a4-5b0e-4c0c-9c56-1f3a7d0c2b91").ToByteArray(bigEndian: true);

    public static string Of(params string[] name)
    {
        var hash = SHA1.HashData([.. Namespace, .. Encoding.UTF8.GetBytes(string.Join('\u001F', name))])[..16];
        hash[6] = (byte)(hash[6] & 0x0F | 0x50);
        hash[8] = (byte)(hash[8] & 0x3F | 0x80);
        return new Guid(hash, bigEndian: true).ToString();
    }
}

/// <summary>Zip archives without the hour of their making in them, so that the same sample gives the same bytes.</summary>
static class Archive
{
    public static void Write(string path, IEnumerable<(string Name, byte[] Content)> entries)
    {
        using var file = File.Create(path);
        using var zip = new ZipArchive(file, ZipArchiveMode.Create);
        foreach (var (name, content) in entries)
        {
            var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
            entry.LastWriteTime = new DateTimeOffset(2022, 11, 30, 12, 0, 0, TimeSpan.Zero);
            using var stream = entry.Open();
            stream.Write(content);
        }
    }

    public static byte[] Xml(XElement root)
    {
        using var buffer = new MemoryStream();
        new XDocument(new XDeclaration("1.0", "utf-8", null), root).Save(buffer, SaveOptions.DisableFormatting);
        return buffer.ToArray();
    }
}
