using System.Diagnostics.CodeAnalysis;

namespace Fieldthread.Formats.Hostile;

/// <summary>A file could not be read at all. The only exception that a reader throws because of what a file holds.</summary>
[SuppressMessage("Roslynator", "RCS1194", Justification = "An error without a place and a sentence would help nobody.")]
public sealed class ReadException : Exception
{
    /// <summary>Says where and what.</summary>
    /// <param name="place">Where in the file, in words: “project.qde, line 12”.</param>
    /// <param name="message">What is wrong and what to do, in plain words.</param>
    /// <param name="inner">What lay underneath, for the log.</param>
    public ReadException(string place, string message, Exception? inner = null)
        : base(message, inner) => Place = place;

    /// <summary>Where in the file, in words.</summary>
    public string Place { get; }
}
