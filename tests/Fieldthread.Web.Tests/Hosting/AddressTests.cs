using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Fieldthread.Web.Tests.Hosting;

/// <summary>A page answers what is posted to its address as well; a form of ours that posts there would be answered by neither.</summary>
public sealed partial class AddressTests
{
    [Fact]
    public async Task No_address_is_answered_by_two()
    {
        await using var server = await Server.StartAsync(pages: true);
        var endpoints = server.Endpoints.OfType<RouteEndpoint>().ToList();
        Assert.True(endpoints.Count > 150, $"{endpoints.Count} addresses");
        Assert.Empty(Twice(endpoints));
    }

    [Fact]
    public void A_form_that_posts_to_a_page_is_found()
    {
        static RouteEndpoint At(string pattern, params string[] methods) => new(_ => Task.CompletedTask, RoutePatternFactory.Parse(pattern), 0, new EndpointMetadataCollection(new HttpMethodMetadata(methods)), pattern);
        Assert.Equal(["POST /studies/{}/import"], Twice([At("/studies/{Study}/import", "GET", "POST"), At("/studies/{study}/import", "POST"), At("/studies/{study}/import/tracker", "POST")]));
    }

    private static List<string> Twice(IEnumerable<RouteEndpoint> endpoints) => endpoints
        .SelectMany(e => (e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => method + " /" + Parameter().Replace(e.RoutePattern.RawText!, "{}").Trim('/')))
        .GroupBy(a => a, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key).ToList();

    [GeneratedRegex(@"\{[A-Za-z]+\}")]
    private static partial Regex Parameter();
}
