using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fieldthread.Web.Hosting;

/// <summary>Puts the workbench on the web: who asks, what is refused, what every answer carries. Pages and API routes are mapped after <see cref="UseFieldthread"/>.</summary>
public static class FieldthreadHost
{
    /// <summary>Adds all that pages and routes stand on, and binds the port.</summary>
    public static WebApplicationBuilder AddFieldthread(this WebApplicationBuilder builder, WebSettings settings)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(settings);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            if (settings.Team && settings.Address is null)
            {
                kestrel.ListenAnyIP(settings.Port);
            }
            else if (settings.Team || settings.Port == 0)
            {
                kestrel.Listen(settings.Team ? settings.Address! : IPAddress.Loopback, settings.Port);
            }
            else
            {
                kestrel.ListenLocalhost(settings.Port);
            }
        });
        // The framework's own line for each request holds the address with its query, and so a link's secret.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Warning);
        WorkbenchServices.Add(builder.Services, settings);
        Sessions.Add(builder.Services);
        Limits.Add(builder.Services, settings);
        builder.Services.AddAntiforgery(options =>
        {
            options.HeaderName = FormTokens.Header;
            options.FormFieldName = FormTokens.Field;
            options.Cookie.Name = "fieldthread-forms";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.SuppressXFrameOptionsHeader = true;
        });
        builder.Services.AddDataProtection().SetApplicationName("fieldthread");
        builder.Services.Configure<KeyManagementOptions>(options => options.XmlRepository = new Keyring(settings.Database));
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            foreach (var proxy in settings.TrustedProxies)
            {
                options.KnownProxies.Add(proxy);
            }
        });
        return builder;
    }

    /// <summary>Puts the middle in place and maps signing in, joining, what gives a secret, assets, live streams and plain error pages.</summary>
    public static WebApplication UseFieldthread(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var settings = app.Services.GetRequiredService<WebSettings>();
        if (settings.Team)
        {
            app.UseForwardedHeaders();
        }

        app.UseMiddleware<Headers>();
        app.UseMiddleware<OwnHosts>();
        app.UseMiddleware<Failures>();
        app.Use((context, next) =>
        {
            // The one-time link stays ours when a page takes the place of the sign-in form.
            if (HttpMethods.IsGet(context.Request.Method) && context.Request.Path == "/sign-in" && context.Request.Query.ContainsKey("link"))
            {
                context.Request.Path = "/sign-in/link";
            }

            return next(context);
        });
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<CrossSite>();
        app.UseAntiforgery();
        app.MapSignIn();
        app.MapSecrets();
        app.MapAssets(settings.Assets);
        app.MapLive();
        return app;
    }
}
