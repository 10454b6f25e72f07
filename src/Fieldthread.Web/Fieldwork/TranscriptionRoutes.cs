using Fieldthread.Web.Api;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Transcription;
using Fieldthread.Workbench.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Fieldthread.Web.Fieldwork;

/// <summary>Recordings in and out.</summary>
public static class TranscriptionRoutes
{
    /// <summary>Maps them.</summary>
    public static void MapTranscription(this IEndpointRouteBuilder routes)
    {
        routes.MapUpload(
            "add-recording", "transcription", "transcription", "keep the sound of an encounter; encounter: its id; length: 1:15 or hours; transcriber: id of a person; due: a day",
            (files, form) => files.Count == 1
                ? new AddRecording(new GivenFile(files[0].Name, files[0].Bytes), IdOf(form, "encounter") ?? Guid.Empty, form["length"].ToString(), IdOf(form, "transcriber"), form["due"].ToString())
                : throw new RefusedException(new Refusal("empty", "One recording is kept at a time.", "Choose one sound file.")),
            "encounter", "length", "transcriber", "due");
        routes.MapGet("/studies/{study}/recordings/{recording:guid}/sound", (HttpContext http, Guid recording, Workshop workshop, Visit visit) => SoundAsync(http, recording, workshop, visit, named: false)).DisableRequestTimeout().ExcludeFromDescription();
        routes.MapGet("/api/studies/{study}/recordings/{recording:guid}/sound", (HttpContext http, Guid recording, Workshop workshop, Visit visit) => SoundAsync(http, recording, workshop, visit, named: true))
            .DisableRequestTimeout().WithName("recording-sound-file").WithTags("Questions").WithSummary("the sound of a recording, whole or in part by ranges");
    }

    /// <summary>The sound, in ranges, so that a player can be put anywhere; no browser and nothing between keeps it (the frame’s headers say no-store).</summary>
    private static async Task<IResult> SoundAsync(HttpContext http, Guid recording, Workshop workshop, Visit visit, bool named)
    {
        var study = await ActRoutes.StudyOfAsync(http, workshop);
        var sound = await workshop.AskAsync(study, new RecordingSound(recording), visit.Actor, cancel: http.RequestAborted);
        if (!sound.IsNoted)
        {
            await workshop.DoAsync(study, new NoteListening(recording), visit.Actor, cancel: http.RequestAborted);
        }

        http.Response.Headers.CacheControl = "private, no-store";
        return Results.Stream(new BlobStream(workshop.Database, study, sound.Blob, sound.Size), sound.MediaType, named ? sound.FileName : null, entityTag: new EntityTagHeaderValue($"\"{sound.Sha256}\""), enableRangeProcessing: true);
    }

    private static Guid? IdOf(IFormCollection form, string name) => Guid.TryParse(form[name].ToString(), out var id) ? id : null;
}
