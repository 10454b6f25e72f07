using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Studies;

public sealed class UndoTests
{
    [Theory]
    [OnBoth]
    public async Task A_coding_does_not_come_back_upon_a_code_that_is_gone(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var study = await place.StudyAsync();
        var coder = await place.MemberAsync(study, Role.Lead);
        await place.Do(study, new ImportDocuments([new DocumentFile("a.txt", "Nobody asked us."u8.ToArray())]));
        var source = (await place.Ask(study, new SourceList())).Single().Id;
        var revision = (await place.Ask(study, new SourceText(source))).Revision;
        var code = (await place.Do(study, new AddCode("Asked"))).Answer.Id;
        var coding = (await place.Do(study, new AddCoding(revision, 0, 6, code), coder)).Answer.Id;
        var removed = (await place.Do(study, new RemoveCoding(coding), coder)).Act;
        var gone = (await place.Do(study, new RemoveCode(code))).Act;
        var refusal = await Place.RefusedAsync(() => place.Do(study, new UndoAct(removed)));
        Assert.Equal("changed-since", refusal.Code);
        await place.Do(study, new UndoAct(gone));
        await place.Do(study, new UndoAct(removed));
        Assert.Single((await place.Ask(study, new CodingsOfSource(revision))).Codings);
    }
}
