using System.Text;

namespace Fieldthread.Core.Basics;

/// <summary>Short names in addresses: lower-case ASCII letters, digits and single hyphens, at most 60.</summary>
public static class Slug
{
    private const int Longest = 60;

    /// <summary>The short name that a title gives; empty where it holds no letter or digit of ASCII.</summary>
    public static string Of(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        var slug = new StringBuilder();
        foreach (var c in title.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(c);
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString()[..Math.Min(Longest, slug.Length)].Trim('-');
    }
}
