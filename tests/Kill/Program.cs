using Fieldthread.Kill;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;

// Fieldthread.Kill CONNECTION STUDY ACCOUNT SEED COUNT [fill]
// Does random acts and says each one on the standard output only after its commit: “ack ACT NAME”.
// With “fill”, writes large texts until the disk is full and says how that was refused.
if (args.Length < 5)
{
    Console.Error.WriteLine("Fieldthread.Kill CONNECTION STUDY ACCOUNT SEED COUNT [fill]");
    return 2;
}

await using var database = await Database.OpenAsync(args[0]);
var study = int.Parse(args[1]);
var actor = new Actor(Guid.Parse(args[2]), "Somebody", Steward: false);
var workshop = new Workshop(database);
using var output = Console.OpenStandardOutput();
void Say(string line)
{
    output.Write(System.Text.Encoding.UTF8.GetBytes(line + "\n"));
    output.Flush();
}

Say("ready");
if (args.Length > 5)
{
    for (var n = 0; n < 10_000; n++)
    {
        try
        {
            Say($"ack {(await workshop.DoAsync(study, new FillText($"text {n}", 2_000), actor)).Act} fill-text");
        }
        catch (RefusedException refused)
        {
            Say($"refused {refused.Refusal.Code}: {refused.Message}");
            return 0;
        }
    }

    return 1;
}

var acts = new RandomActs(workshop, study, actor, new Random(int.Parse(args[3])));
for (var done = 0; done < int.Parse(args[4]);)
{
    if (await acts.NextAsync() is var (act, name))
    {
        Say($"ack {act} {name}");
        done++;
    }
}

return 0;
