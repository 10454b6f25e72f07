using System.Text;
using Fieldthread.Web.Api;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Appointments;
using Fieldthread.Workbench.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Fieldwork;

/// <summary>The calendar file, out and in. What comes in is shown first; the file goes with the form and is kept nowhere between.</summary>
internal static class AppointmentRoutes
{
    private static readonly UploadForm Form = new("file", Many: false, "add");

    /// <summary>Maps the file, the form and the routes.</summary>
    public static void MapAppointments(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/studies/{study}/calendar.ics", async (HttpContext http, bool? places, bool? due, Workshop workshop, Visit visit) =>
        {
            var file = await workshop.AskAsync(await ActRoutes.StudyOfAsync(http, workshop), new CalendarFile(places ?? false, due ?? false), visit.Actor, ActRoutes.KnownOf(http), http.RequestAborted);
            return Results.File(Encoding.UTF8.GetBytes(file.Text), "text/calendar; charset=utf-8", "fieldwork.ics");
        }).WithName("calendar.ics").WithTags("Questions").WithSummary("what is planned in the field as a calendar file, under pseudonyms; places=true with addresses, due=true with days that something is due");
        routes.MapPost("/studies/{study}/appointments/import", async (HttpContext http, string study, Workshop workshop, Visit visit) =>
        {
            var here = await visit.StudyAsync(study, null);
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            var act = await ActAsync(http, form);
            if (form["step"] == "preview")
            {
                var plan = await workshop.AskAsync(here.Id, new PreviewCalendar(act.File, act.Add), visit.Actor, cancel: http.RequestAborted);
                return new RazorComponentResult<CalendarImportPage>(new { Study = study, Plan = plan, Asked = act }) { PreventStreamingRendering = true };
            }

            var done = await workshop.DoAsync(here.Id, act, visit.Actor, cancel: http.RequestAborted);
            return Results.Redirect(FormRoutes.Back($"/studies/{study}/appointments", done.Act, "import-calendar"));
        });
        routes.MapPost("/api/studies/{study}/acts/import-calendar", async (HttpContext http, Workshop workshop, Visit visit) =>
                TypedResults.Json(await workshop.DoAsync(await ActRoutes.StudyOfAsync(http, workshop), await ActAsync(http, await http.Request.ReadFormAsync(http.RequestAborted)), visit.Actor, cancel: http.RequestAborted), Json.Options))
            .TakesForm<Done<CalendarImported>>("import-calendar", "bring in a calendar file; add: true makes appointments of events that the study does not know", Form);
        routes.MapPost("/api/studies/{study}/questions/preview-calendar", async (HttpContext http, Workshop workshop, Visit visit) =>
            {
                var act = await ActAsync(http, await http.Request.ReadFormAsync(http.RequestAborted));
                return TypedResults.Json(await workshop.AskAsync(await ActRoutes.StudyOfAsync(http, workshop), new PreviewCalendar(act.File, act.Add), visit.Actor, cancel: http.RequestAborted), Json.Options);
            })
            .TakesForm<CalendarPlan>("preview-calendar", "say what a calendar file would bring, and bring in nothing", Form);
    }

    private static async Task<ImportCalendar> ActAsync(HttpContext http, IFormCollection form) =>
        new(await Uploads.GivenAsync(http, form, new Refusal("empty", "No calendar was given.", "Choose an .ics file.")), form["add"] == "true");
}
