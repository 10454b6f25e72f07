using Fieldthread.Web.Api;
using Fieldthread.Web.Fieldwork;
using Fieldthread.Web.Findings;
using Fieldthread.Web.Frame;
using Fieldthread.Web.Studies;
using Fieldthread.Web.Surveys;
using Fieldthread.Workbench.Store;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace Fieldthread.Web.Hosting;

/// <summary>The pages, the forms and the data interface of every room, put upon the host.</summary>
public static class Pages
{
    private const long LargestFile = 512L << 20;

    /// <summary>Adds what pages and routes need.</summary>
    public static WebApplicationBuilder AddPages(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddRazorComponents();
        builder.Services.AddScoped<Visit>();
        builder.Services.AddScoped<IDeskData, Findings.ClaimsForDesk>();
        builder.Services.AddOpenApi(options => options.AddOperationTransformer(QuestionParameters.AddAsync).AddOperationTransformer(UploadForm.AddAsync));
        builder.Services.Configure<FormOptions>(form =>
        {
            form.MultipartBodyLengthLimit = LargestFile;
            form.ValueLengthLimit = 16 << 20;
        });
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = LargestFile);
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.UnmappedMemberHandling = Json.Options.UnmappedMemberHandling;
            json.SerializerOptions.NumberHandling = Json.Options.NumberHandling;
            json.SerializerOptions.DefaultIgnoreCondition = Json.Options.DefaultIgnoreCondition;
            foreach (var converter in Json.Options.Converters)
            {
                json.SerializerOptions.Converters.Add(converter);
            }
        });
        return builder;
    }

    /// <summary>Maps pages, forms, files, published reports and the data interface.</summary>
    public static WebApplication MapPages(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapRazorComponents<App>();
        app.MapForms();
        app.MapFiles();
        app.MapTables();
        app.MapStudies();
        app.MapTracker();
        app.MapRevisions();
        app.MapNames();
        app.MapRecruitment();
        app.MapGuides();
        app.MapChecklists();
        app.MapTranscription();
        app.MapChoices();
        app.MapCodebook();
        app.MapClassification();
        app.MapFrameworks();
        app.MapAppointments();
        app.MapPdf();
        app.MapFieldSheets();
        app.MapKept();
        app.MapMerge();
        app.MapRetrieval();
        app.MapMemos();
        app.MapMinutes();
        Register.RegisterRoutes.MapRegister(app);
        Register.IndicatorRoutes.MapIndicators(app);
        Register.CountRoutes.MapCounts(app);
        Register.ResponsibilityRoutes.MapResponsibilities(app);
        Register.MoneyRoutes.MapMoney(app);
        Register.BodyRoutes.MapBodies(app);
        Register.TypeRoutes.MapTypes(app);
        app.MapSurveys();
        app.MapPublished();
        app.MapActsAndQuestions();
        app.MapOpenApi("/api/openapi.json");
        app.MapGet("/error/{status:int}", async (HttpContext http, int status) =>
        {
            var refusal = http.Features.Get<Refused>()?.Refusal ?? Failures.InWords(status);
            // What failed inside may fail again on the way to the study's name.
            var at = http.Features.Get<IStatusCodeReExecuteFeature>() is { } asked && status < StatusCodes.Status500InternalServerError
                ? await RefusalPlace.OfPageAsync(http, asked.OriginalPath, new QueryCollection(QueryHelpers.ParseQuery(asked.OriginalQueryString)), HttpMethods.IsGet(http.Items[Failures.Method] as string ?? ""))
                : RefusalPlace.Nowhere;
            return new RazorComponentResult<ErrorPage>(new { Refusal = refusal, Heading = status == 404 ? "Not here" : status == 401 ? "Sign in first" : at.Asks ? "This cannot be shown" : "This was not done", At = at }) { StatusCode = status };
        }).AllowAnonymous().ExcludeFromDescription();
        return app;
    }
}
