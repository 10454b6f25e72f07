using System.Security.Cryptography;
using System.Text;
using Fieldthread.Web.Api;

namespace Fieldthread.Web.Tests.Api;

public sealed class PublishedPolicyTests
{
    private static string Hashed(string sheet) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(sheet)));

    [Fact]
    public void A_page_published_with_an_older_sheet_keeps_its_looks()
    {
        var policy = PublishedRoutes.PolicyOf("<!DOCTYPE html><html><head><style>p{color:#123}</style></head><body><p>x</p></body></html>");
        Assert.Contains($"style-src 'sha256-{Hashed("p{color:#123}")}'", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><head></head><body><style>p{}</style></body></html>")]
    [InlineData("<style>p{}</style>")]
    [InlineData("</style><style></head>")]
    [InlineData("")]
    public void A_style_outside_the_head_is_let_in_by_nothing(string page)
    {
        Assert.Contains("style-src 'none'", PublishedRoutes.PolicyOf(page), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", PublishedRoutes.PolicyOf(page), StringComparison.Ordinal);
    }
}
