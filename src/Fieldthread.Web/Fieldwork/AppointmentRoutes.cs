using System.Text;
using Fieldthread.Web.Api;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Appointments;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
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
        routes.MapPreviewed<ImportCalendar, CalendarImported, CalendarPlan, CalendarImportPage>(
            "appointments/import", ("import-calendar", "bring in a calendar file; add: true makes appointments of events that the study does not know"), ("preview-calendar", "say what a calendar file would bring, and bring in nothing"),
            new PreviewedUpload<ImportCalendar, CalendarImported, CalendarPlan>(Form, ActAsync, act => new PreviewCalendar(act.File, act.Add), (act, plan) => new() { ["Plan"] = plan, ["Asked"] = act }, (_, _) => "appointments"));
    }

    private static async Task<ImportCalendar> ActAsync(HttpContext http, IFormCollection form) =>
        new(await Uploads.GivenAsync(http, form, new Refusal("empty", "No calendar was given.", "Choose an .ics file.")), form["add"] == "true");
}
