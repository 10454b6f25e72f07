using System.Text;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;

namespace Fieldthread.Workbench.Tests.Register;

/// <summary>Registers for tests.</summary>
internal static class Registers
{
    public const string Organisations = "id,type,opened,closed\na,group,2013-04-01,2015-03-31\nb,group,2013-04-01,2015-03-31\nc,group,2015-04-01,\nd,board,,\n";
    public const string Names = "organisation,name,from,to\na,Ash,2013-04-01,2015-03-31\nb,Birch,2013-04-01,2015-03-31\nc,Cedar,2015-04-01,2018-06-30\nc,Cedar and Dell,2018-07-01,\n";
    public const string Codes = "organisation,scheme,code,from,to\na,ODS,01A,2013-04-01,2015-03-31\nc,ODS,01C,2015-04-01,\n";
    public const string Relations = "subject,relation,object,from,to\na,accountable to,d,2013-04-01,2015-03-31\nb,accountable to,d,2013-04-01,2015-03-31\nc,accountable to,d,2015-04-01,\n";
    public const string Events = "event,date,kind,organisation,role,note\ne1,2015-04-01,merged,a,before,\ne1,2015-04-01,merged,b,before,\ne1,2015-04-01,merged,c,after,\ne2,2018-07-01,renamed,c,continues,by resolution\n";

    public static ImportRegister Small(string organisations = Organisations, string names = Names, string codes = Codes, string relations = Relations, string events = Events) => new(
        [.. new[] { ("organisations.csv", organisations), ("names.csv", names), ("codes.csv", codes), ("relations.csv", relations), ("events.csv", events) }
            .Where(t => t.Item2.Length > 0).Select(t => File(t.Item1, t.Item2))]);

    public static GivenFile File(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));
}
