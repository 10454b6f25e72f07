namespace Fieldthread.Formats.Hostile;

/// <summary>The checksum of zip archives (CRC-32, polynomial 0xEDB88320), eight bytes at a step.</summary>
internal static class Checksum
{
    private static readonly uint[] Table = BuildTable();

    internal static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFF_FFFFu;
        while (bytes.Length >= 8)
        {
            crc ^= System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            crc = Table[0x700 + (crc & 0xFF)] ^ Table[0x600 + ((crc >> 8) & 0xFF)]
                ^ Table[0x500 + ((crc >> 16) & 0xFF)] ^ Table[0x400 + (crc >> 24)]
                ^ Table[0x300 + bytes[4]] ^ Table[0x200 + bytes[5]] ^ Table[0x100 + bytes[6]] ^ Table[bytes[7]];
            bytes = bytes[8..];
        }

        foreach (var b in bytes)
        {
            crc = Table[(crc ^ b) & 0xFF] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint[] BuildTable()
    {
        var table = new uint[8 * 256];
        for (var i = 0u; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB8_8320u;
            }

            table[i] = crc;
        }

        for (var i = 256; i < table.Length; i++)
        {
            table[i] = table[table[i - 256] & 0xFF] ^ (table[i - 256] >> 8);
        }

        return table;
    }
}
