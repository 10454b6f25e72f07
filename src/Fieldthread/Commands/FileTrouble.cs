using Fieldthread.Workbench.Acts;

namespace Fieldthread.Commands;

/// <summary>Files that cannot be read or written, in words.</summary>
internal static class FileTrouble
{
    public static Refusal InWords(Exception failure)
    {
        var path = PathIn(failure);
        return failure switch
        {
            FileNotFoundException or DirectoryNotFoundException when path.Length > 0 && Path.GetDirectoryName(path) is { Length: > 0 } folder && !Directory.Exists(folder) => new("file", $"There is no folder {folder}.", "Look whether its name is written as it is. Nothing was changed."),
            FileNotFoundException or DirectoryNotFoundException when path.Length > 0 => new("file", $"There is no file {path}.", "Look whether its name is written as it is, and whether it lies in this folder. Nothing was changed."),
            UnauthorizedAccessException when Directory.Exists(path) => new("file", $"{path} is a folder, and a file is wanted.", "Name the file inside it. Nothing was changed."),
            UnauthorizedAccessException when path.Length > 0 => new("file", $"{path} may not be read or written by you.", "Ask whoever keeps the machine, or choose another folder. Nothing was changed."),
            _ => new("file", failure.Message, "Nothing was changed."),
        };
    }

    /// <summary>The path that a failure is about; empty where it names none.</summary>
    private static string PathIn(Exception failure)
    {
        if (failure is FileNotFoundException { FileName: { Length: > 0 } name })
        {
            return name;
        }

        var quoted = failure.Message.Split('\'');
        return quoted.Length >= 3 ? string.Join('\'', quoted[1..^1]) : "";
    }
}
