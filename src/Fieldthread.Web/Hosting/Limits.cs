using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace Fieldthread.Web.Hosting;

/// <summary>How often one address may knock: <c>.RequireRateLimiting(Limits.PublicPost)</c>.</summary>
public static class Limits
{
    /// <summary>Posts of sign-in and invitation forms.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Posts by people who are not signed in, as survey answers.</summary>
    public const string PublicPost = "public-post";

    internal static void Add(IServiceCollection services, WebSettings settings) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after)
                ? Math.Ceiling(after.TotalSeconds).ToString(CultureInfo.InvariantCulture) : "60";
            return ValueTask.CompletedTask;
        };
        options.AddPolicy(SignIn, context => Window("s" + From(context), settings.SignInsPerMinute));
        options.AddPolicy(PublicPost, context => Window("p" + From(context), settings.PublicPostsPerMinute));
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            BearerTokens.Of(context) is null ? RateLimitPartition.GetNoLimiter("") : Window("t" + From(context), settings.TokenRequestsPerMinute));
    });

    private static RateLimitPartition<string> Window(string key, int permits) =>
        RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 });

    /// <summary>The address a request comes from; of IPv6 the network, for one household has as many addresses as it likes.</summary>
    private static string From(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }
}
