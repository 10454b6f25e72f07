using System.Text.Json;
using Fieldthread.Testing;

namespace Fieldthread.Tests;

/// <summary>The register by commands.</summary>
public sealed class RegisterCommandTests : Commands
{
    [Fact]
    public void Tables_come_in_from_a_folder_and_are_listed_as_at_a_date()
    {
        var tables = Directory.CreateDirectory(Path.Combine(Folder, "tables")).FullName;
        File.WriteAllText(Path.Combine(tables, "organisations.csv"), "id,type,opened,closed\na,group,2013-04-01,2015-03-31\nc,group,2015-04-01,\n");
        File.WriteAllText(Path.Combine(tables, "names.csv"), "organisation,name,from,to\nc,Cedar,2015-04-01,\nq,Quince,,\n");
        Assert.Equal(0, Run("study", "new", "Register").Code);
        var (code, output, _) = Run("import", "register", tables, "-s", "register");
        Assert.Equal(0, code);
        Assert.Contains("2 organisations, 1 name,", output, StringComparison.Ordinal);
        Assert.Contains("not taken  names.csv, line 3: organisations.csv has no “q”", output, StringComparison.Ordinal);
        using var then = JsonDocument.Parse(Run("register", "list", "--at", "2014", "-s", "register", "--json").Output);
        Assert.Equal(["a"], then.RootElement.EnumerateArray().Select(l => l.GetProperty("key").GetString()!));
        Assert.Contains("Cedar", Run("register", "list", "--at", "2016-01-01", "-s", "register").Output, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(tables, "organisations.csv"), "id,type,opened,closed\na,group,2013-04-01,2015-03-31\nc,group,2015-04-01,\np,practice,,\n");
        File.WriteAllText(Path.Combine(tables, "relations.csv"), "subject,relation,object,from,to\np,member of,a,2013-04-01,2015-03-31\np,member of,c,2015-04-01,\n");
        Assert.Equal(0, Run("import", "register", tables, "-s", "register").Code);
        Assert.Equal("from code,from,to code,to,members,share of from,share of to\r\n,a,,Cedar,1,1,1\r\n", Run("register", "flows", "2015-03-31", "2015-04-01", "-s", "register", "--csv").Output);
        Assert.Contains("a,Cedar,2015-04-01,succession,1,1,members,,", Run("register", "lineage", "c", "-s", "register", "--csv").Output, StringComparison.Ordinal);
        Assert.Equal("code,name,from,to\r\nc,Cedar,2015-04-01,\r\n", Run("register", "list", "--at", "2016", "--type", "group", "-s", "register", "--csv").Output);
        Assert.Contains("no organisation “z”", Run("register", "lineage", "z", "-s", "register").Error, StringComparison.Ordinal);
        Assert.Equal(1, Run("register", "list", "--at", "soon", "-s", "register").Code);
        Assert.Equal(1, Run("import", "register", Path.Combine(Folder, "nowhere.csv"), "-s", "register").Code);
        Assert.Contains("no membership file", Run("import", "register", Path.Combine(tables, "names.csv"), "--layout", "epcmem", "-s", "register").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_of_several_days_are_looked_at_brought_in_and_asked()
    {
        Assert.Equal(0, Run("study", "new", "Register").Code);
        string Write(string name, string text)
        {
            File.WriteAllText(Path.Combine(Folder, name), text);
            return Path.Combine(Folder, name);
        }

        var mapping = Write("map.json", """{ "source": "tracker", "columns": { "code": "code", "name": "name", "opened": "from", "closed": "to" }, "constants": { "type": "group" }, "whole": true }""");
        var (early, late) = (Write("early.csv", "code,name,from,to\na,Ash,2013,\nb,Birch,2013,\n"), Write("late.csv", "code,name,from,to\na,Ash,2013,2017-03-31\n"));
        Assert.Contains("Kept as the list “tracker 2015”", Run("import", "register", early, "--mapping", mapping, "--known", "2015", "-s", "register").Output, StringComparison.Ordinal);
        var preview = Run("import", "register", late, "--mapping", mapping, "--known", "2018", "--preview", "-s", "register").Output;
        Assert.Contains("Would add 0 organisations, close 1", preview, StringComparison.Ordinal);
        Assert.Contains("a, closed: open → 2017-03-31", preview, StringComparison.Ordinal);
        Assert.Equal(0, Run("import", "register", late, "--mapping", mapping, "--known", "2018", "-s", "register").Code);
        Assert.Equal("code,name,from,to\r\na,Ash,2013,\r\nb,Birch,2013,\r\n", Run("register", "list", "--at", "2020", "--known", "2016", "--csv", "-s", "register").Output);
        Assert.Equal("code,name,from,to\r\n", Run("register", "list", "--at", "2020", "--vintage", "tracker 2018", "--csv", "-s", "register").Output);
        Assert.Contains("a,closed,open,2017-03-31", Run("register", "diff", "tracker 2015", "tracker 2018", "--csv", "-s", "register").Output, StringComparison.Ordinal);
        Assert.Contains("vanished from the list,b,Birch,closed,tracker 2015: open,tracker 2018: not in the list,open", Run("register", "conflicts", "--csv", "-s", "register").Output, StringComparison.Ordinal);
        var file = Path.Combine(Folder, "out.jsonld");
        Assert.Equal(0, Run("register", "export", file, "--known", "2016", "-s", "register").Code);
        Assert.Contains("\"skosxl:literalForm\": \"Birch\"", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Contains("There are tracker 2018; tracker 2015.", Run("register", "list", "--vintage", "eccg 2016", "-s", "register").Error.Replace("tracker 2015; tracker 2018", "tracker 2018; tracker 2015", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_come_in_and_are_rolled_up_by_a_named_policy()
    {
        var file = Path.Combine(Folder, "lists.csv");
        File.WriteAllText(file, "practice,fy_start,ccg_then,patients\np1,2013-04-01,G01,100.0\np2,2013-04-01,,20\n");
        Assert.Equal(0, Run("study", "new", "Figures").Code);
        var (code, output, _) = Run("indicator", "import", file, "--measure", "lists", "--known", "2014-06", "-s", "figures");
        Assert.Equal(0, code);
        Assert.Contains("2 figures of 2 members in 1 period; 2 new, 0 revised, 0 as before", output, StringComparison.Ordinal);
        Assert.Contains("look at    lists.csv, line 1: Read as members from “practice”, periods from “fy_start”, values from “patients”, groups as published from “ccg_then”; each period is a financial year from 1 April.", output, StringComparison.Ordinal);
        Assert.Equal("measure,member,period,group,value,numerator,denominator,known,file,before,before denominator,before known\r\nlists,p1,2013-14,G01,100,,,2014-06,lists.csv,,,\r\n", Run("indicator", "series", "lists", "--organisation", "p1", "--csv", "-s", "figures").Output);
        var rolled = Run("indicator", "rollup", "lists", "--policy", "as-published", "--csv", "-s", "figures");
        Assert.Equal("measure,group,name,period,value,numerator,denominator,members,policy,basis,to,orphans,day,share by,frozen at,as known on,register\r\nlists,G01,G01,2013-14,100,,,1,as-published,published,,,last,,,,\r\n", rolled.Output);
        Assert.Contains("Every period reconciles to the last unit.", rolled.Error, StringComparison.Ordinal);
        var reconciled = Run("indicator", "rollup", "lists", "--policy", "as-published", "--reconcile", "--csv", "-s", "figures").Output;
        Assert.Contains("lists,2013-14,in,120,,2,yes,as-published", reconciled, StringComparison.Ordinal);
        Assert.Contains("lists,2013-14,unassigned: the member had no group then,20,,1,yes", reconciled, StringComparison.Ordinal);
        Assert.Contains("2013-14,p2,p2,,20,,the member had no group then", Run("indicator", "rollup", "lists", "--policy", "as-published", "--unassigned", "--csv", "-s", "figures").Output, StringComparison.Ordinal);
        Assert.StartsWith("measure,period,group", Run("indicator", "distortion", "lists", "--to", "2014", "--basis", "published", "--csv", "-s", "figures").Output, StringComparison.Ordinal);
        Assert.Contains("“best” is no policy. There are as-published", Run("indicator", "rollup", "lists", "--policy", "best", "-s", "figures").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_broken_down_come_in_and_are_printed_by_a_breakdown()
    {
        var file = Path.Combine(Folder, "by-sex.csv");
        File.WriteAllText(file, "member,period,group,value,SEX\np1,2014,G01,100,\np1,2014,G01,60,f\np1,2014,G01,40,m\n");
        Assert.Equal(0, Run("study", "new", "Parts").Code);
        Assert.Contains("There is no column “gender” for the breakdown “sex”", Run("indicator", "import", file, "--measure", "lists", "--breakdowns", "sex=gender", "-s", "parts").Error, StringComparison.Ordinal);
        Assert.Equal(0, Run("indicator", "import", file, "--measure", "lists", "--breakdowns", "sex=SEX", "--known", "2015", "-s", "parts").Code);
        Assert.Equal("measure,member,part,summed,period,group,value,numerator,denominator,known,file,before,before denominator,before known\r\nlists,p1,sex f,,2014,G01,60,,,2015,by-sex.csv,,,\r\nlists,p1,sex m,,2014,G01,40,,,2015,by-sex.csv,,,\r\n", Run("indicator", "series", "lists", "--organisation", "p1", "--by", "sex", "--csv", "-s", "parts").Output);
        var rolled = Run("indicator", "rollup", "lists", "--policy", "as-published", "--by", "sex", "--csv", "-s", "parts");
        Assert.Contains("lists,G01,G01,sex f,2014,60,", rolled.Output, StringComparison.Ordinal);
        Assert.Contains("The parts make the totals.", rolled.Error, StringComparison.Ordinal);
        Assert.Contains("lists,2014,,sum of the parts,100,,1,yes", Run("indicator", "rollup", "lists", "--policy", "as-published", "--by", "sex", "--reconcile", "--csv", "-s", "parts").Output, StringComparison.Ordinal);
        Assert.Contains("has no breakdown “age”. It has sex.", Run("indicator", "rollup", "lists", "--policy", "as-published", "--by", "age", "-s", "parts").Error.Replace("\n", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        File.WriteAllText(file, "member,period,group,value,SEX\np1,2015,G01,100,\np1,2015,G01,60,f\np1,2015,G01,39,m\n");
        Assert.Contains("p1, 2015, total: 100 is given, and its parts by sex make 99.", Run("indicator", "import", file, "--measure", "lists", "--breakdowns", "sex=SEX", "-s", "parts").Error, StringComparison.Ordinal);
        Assert.Equal(0, Run("indicator", "import", file, "--measure", "lists", "--breakdowns", "sex=SEX", "--parts-may-differ", "-s", "parts").Code);
        Assert.Contains("THE PARTS DO NOT MAKE THE TOTALS.", Run("indicator", "rollup", "lists", "--policy", "as-published", "--by", "sex", "--csv", "-s", "parts").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Published_counts_come_in_are_checked_and_tested()
    {
        Assert.Equal(0, Run("study", "new", "Printed").Code);
        var (code, output, _) = Run("counts", "import", Path.Combine(Project.Root, "samples", "published", "england-2010-2021.csv"), "-s", "printed");
        Assert.Equal(0, code);
        Assert.Contains("Brought in as act 2: 70 counts, 70 new. Take it back with: fieldthread do undo-act act=2 --study printed", output, StringComparison.Ordinal);
        Assert.StartsWith("topic,date,row,category,within,count,percent,source,known,type,words,disputed\r\nauthorisation,2012-12-10,wave 1,,,34,,Lexology,2012-12", Run("counts", "list", "--topic", "authorisation", "--csv", "-s", "printed").Output, StringComparison.Ordinal);
        var (fails, checks, _) = Run("counts", "check", "--csv", "-s", "printed");
        Assert.Equal(1, fails);
        Assert.Contains("181 of 177: 4 too many.", checks, StringComparison.Ordinal);
        Assert.Equal(0, Run("counts", "check", "--topic", "put forward for authorisation", "-s", "printed").Code);
        Assert.Contains("wave 2,19,48,7.21", Run("counts", "test", "authorisation", "--columns", "in full,the rest", "--csv", "-s", "printed").Output, StringComparison.Ordinal);
        var regions = Run("counts", "test", "co-commissioning", "--columns", "delegated,the rest", "--until", "2015-03", "--csv", "-s", "printed");
        Assert.Contains("South,8,42,12.04", regions.Output, StringComparison.Ordinal);
        Assert.Contains("found again from the percentages", regions.Error, StringComparison.Ordinal);
        Assert.Contains("There are no counts of “sizes”. There are: authorisation", Run("counts", "test", "sizes", "--columns", "a,b", "-s", "printed").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_is_recorded_by_a_command_and_shown_in_full()
    {
        Assert.Equal(0, Run("study", "new", "Events").Code);
        var tables = Directory.CreateDirectory(Path.Combine(Folder, "events")).FullName;
        File.WriteAllText(Path.Combine(tables, "organisations.csv"), "id,type,opened,closed\na,group,2013,\nb,group,,\np,practice,,\n");
        File.WriteAllText(Path.Combine(tables, "relations.csv"), "subject,relation,object,from,to\np,member of,a,2013,2014-12-31\np,member of,b,2015-01-01,\n");
        File.WriteAllText(Path.Combine(tables, "events.csv"), "event,date,kind,organisation,role,note\n");
        File.WriteAllText(Path.Combine(tables, "reforms.csv"), "id,name,kind,announced,enacted,effective,note\nr1,The Act,,2010,,2014,\n");
        Assert.Equal(0, Run("import", "register", tables, "-s", "events").Code);
        Assert.Contains("Recorded as event e1 by act", Run("register", "add-event", "2015-01-01", "renamed", "--before", "a", "--after", "b", "--attitude", "a=opposed>willing", "--share", "a=100% practices", "--cause", "money", "--reform", "r1", "-s", "events").Output, StringComparison.Ordinal);
        var (_, output, error) = Run("register", "event", "e1", "-s", "events");
        Assert.Contains("Hangs on: The Act (r1)", output, StringComparison.Ordinal);
        Assert.Contains("The event names no member; by their memberships 1 member went on its day.", error, StringComparison.Ordinal);
        Assert.Contains("e1,2015-01-01,renamed,a,a,before,opposed,willing,1/1,practices,yes,1,1,0,0,", Run("register", "event", "e1", "--csv", "-s", "events").Output, StringComparison.Ordinal);
        Assert.Equal("event,member,name,from,to,rests on\r\ne1,p,p,a,b,members\r\n", Run("register", "event", "e1", "--members", "--csv", "-s", "events").Output);
        Assert.Contains("r1,The Act,reform,2010,,2014,,e1,2015-01-01,renamed", Run("register", "reforms", "--csv", "-s", "events").Output, StringComparison.Ordinal);
        Assert.Contains("takes no part in the event", Run("register", "add-event", "2016", "merged", "--before", "b", "--attitude", "z=glad", "-s", "events").Error, StringComparison.Ordinal);
        Assert.Contains("does not say what came of it", Run("register", "add-event", "2016", "merged", "--before", "b", "-s", "events").Error, StringComparison.Ordinal);
        Assert.Contains("no change event “e9”", Run("register", "event", "e9", "-s", "events").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Responsibilities_come_in_and_are_counted()
    {
        string Write(string name, string text)
        {
            File.WriteAllText(Path.Combine(Folder, name), text);
            return Path.Combine(Folder, name);
        }

        Assert.Equal(0, Run("study", "new", "Duties").Code);
        Assert.Equal(0, Run("import", "register", Path.GetDirectoryName(Write("organisations.csv", "id,type,opened,closed\na,group,2013-04-01,2015-03-31\nb,group,2013-04-01,\n"))!, "-s", "duties").Code);
        var sheet = Write("tasks.csv", "organisation,activity,level,from,source,known\na,Budget,joint,2013-04-01,Board,2015-06\nb,Budget,full,2014-01-01,Board,2015-06\nb,Budget,joint,2014-01-01,Paper,2014\n");
        Assert.Contains("The order of the levels is not said. The file has “joint”, “full”.", Run("responsibility", "import", sheet, "-s", "duties").Error, StringComparison.Ordinal);
        var (code, output, _) = Run("responsibility", "import", sheet, "--levels", "joint, full", "-s", "duties");
        Assert.Equal(0, code);
        Assert.Contains("3 statements about 2 organisations and 1 activity; 3 new, 0 as before, 0 left out; sources disagree in 1 place.", output, StringComparison.Ordinal);
        Assert.Contains("2014-06,full,1,2,0.5,0,0,,,,,,,1,0,any,operational,,group,no,", Run("responsibility", "uptake", "--dates", "2014-06", "--csv", "-s", "duties").Output, StringComparison.Ordinal);
        Assert.Contains("2014-06,joint,2,2,1,", Run("responsibility", "uptake", "--dates", "2014-06", "--source", "Paper", "--csv", "-s", "duties").Output, StringComparison.Ordinal);
        Assert.Contains("2014-06,Budget,listed,no source says since when,1,1,0,1", Run("responsibility", "scope", "--at", "2014-06", "--csv", "-s", "duties").Output, StringComparison.Ordinal);
        Assert.Contains("2014-06,b,b,Budget,full,2,Board,yes", Run("responsibility", "scope", "--at", "2014-06", "--organisations", "--csv", "-s", "duties").Output, StringComparison.Ordinal);
        var adopted = Run("responsibility", "adoption", "--since", "2013-04-01", "--interval", "year", "--csv", "-s", "duties");
        Assert.Contains("2013-04-01,2014-03-31,2,1,0,0,0.5,0.5,0,0.5,0.5,0.5,full,any", adopted.Output, StringComparison.Ordinal);
        Assert.Contains("2014-04-01,2015-03-31,1,0,0,0,0,0.5,0,0.5,0.5,0.5,full,any", adopted.Output, StringComparison.Ordinal);
        Assert.Contains("1 still waiting on 2015-03-31", adopted.Error, StringComparison.Ordinal);
        Assert.Contains("b,b,Budget,operational,level,2014-01-01,,Board,", Run("responsibility", "conflicts", "--csv", "-s", "duties").Output, StringComparison.Ordinal);
        Assert.Equal(2, Run("responsibility", "list", "--organisation", "b", "--csv", "-s", "duties").Output.Split("\r\n").Count(l => l.StartsWith("b,", StringComparison.Ordinal)));
    }

    [Fact]
    public void Money_and_staff_come_in_and_are_divided_shared_and_deflated()
    {
        string Write(string name, string text)
        {
            File.WriteAllText(Path.Combine(Folder, name), text);
            return Path.Combine(Folder, name);
        }

        Assert.Equal(0, Run("study", "new", "Money").Code);
        Assert.Equal(0, Run("import", "register", Path.GetDirectoryName(Write("organisations.csv", "id,type,opened,closed\na,group,2013-04-01,\n"))!, "-s", "money").Code);
        Assert.Equal(0, Run("indicator", "import", Write("lists.csv", "member,period,value\na,2014,40\n"), "--measure", "lists", "-s", "money").Code);
        var (code, output, _) = Run("money", "import", Write("money.csv", "organisation,what,amount,unit,period,kind,source,known\na,costs,1000,GBP,2014,spent,Board,2015\na,costs,1010,GBP,2014,spent,Paper,2014\na,budget,4000,GBP,2014,spent,Board,2015\n"), "-s", "money");
        Assert.Equal(0, code);
        Assert.Contains("3 amounts of 1 organisation; 3 new, 0 as before, 0 left out; sources differ about 1.", output, StringComparison.Ordinal);
        Assert.Contains("“gdp”, 2 periods from 2014 to 2015", Run("money", "deflator", "import", Write("prices.csv", "period,index\n2014,100\n2015,125\n"), "--name", "gdp", "-s", "money").Output, StringComparison.Ordinal);
        Assert.Contains("a,a,costs,2014,spent,1010,GBP,exact,Paper,2014,differs,", Run("money", "list", "--what", "costs", "--csv", "-s", "money").Output, StringComparison.Ordinal);
        Assert.Contains("a,a,costs,spent,2014,1000,GBP,exact,Board,“Paper” says GBP 1\u002c010", Run("money", "per-head", "costs", "--period", "2014", "--measure", "lists", "--csv", "-s", "money").Output.Replace("\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains(",4000,GBP,0.25,exact,Board,Board", Run("money", "share", "costs", "--of", "budget", "--period", "2014", "--csv", "-s", "money").Output, StringComparison.Ordinal);
        Assert.Contains("a,a,costs,2014,1000,GBP,100,125,1250,2015,exact,gdp,", Run("money", "real", "costs", "--deflator", "gdp", "--base", "2015", "--csv", "-s", "money").Output, StringComparison.Ordinal);
        Assert.Contains("a,a,costs,2014,spent,1000,GBP,Board,", Run("money", "conflicts", "--csv", "-s", "money").Output, StringComparison.Ordinal);
        Assert.Contains("has no value for 1999", Run("money", "real", "costs", "--deflator", "gdp", "--base", "1999", "-s", "money").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Bodies_come_in_by_a_command_and_are_measured()
    {
        Assert.Equal(0, Run("study", "new", "Bodies").Code);
        Assert.Equal(0, Run("do", "add-organisation", "name=Ash", "key=a", "type=group", "-s", "bodies").Code);
        var tables = Directory.CreateDirectory(Path.Combine(Folder, "bodies")).FullName;
        File.WriteAllText(Path.Combine(tables, "bodies.csv"), "id,organisation,kind,name,parent,from,to\nb1,a,board,,,,\nb2,a,committee,Pay,b1,,\n");
        File.WriteAllText(Path.Combine(tables, "posts.csv"), "id,body,title,voting,from,to\np1,b1,chair,yes,,\np2,b2,clerk,no,,\n");
        File.WriteAllText(Path.Combine(tables, "holdings.csv"), "post,person,from,to\np1,h1,2013,\n");
        File.WriteAllText(Path.Combine(tables, "persons.csv"), "id,name,public_office\nh1,Hidden Harry,no\n");
        var (code, output, _) = Run("body", "import", tables, "-s", "bodies");
        Assert.Equal(0, code);
        Assert.Contains("2 bodies, 2 posts, 1 holding, 1 person", output, StringComparison.Ordinal);
        Assert.Contains("not taken  persons.csv, line 2: The name of person h1 was not kept", output, StringComparison.Ordinal);
        Assert.Equal("at,key,name,type,type then,layers,bodies,mean depth,posts,vacant,with a vote,persons,in several bodies\r\n2016,a,Ash,group,group,2,2,0.5,2,1,1,1,0\r\n", Run("body", "structure", "--at", "2016", "--csv", "-s", "bodies").Output);
        Assert.Equal("at,body,name,kind,depth,post,title,voting,holder,from,to\r\n2016,b1,board,board,0,p1,chair,yes,person h1,2013,\r\n2016,b2,Pay,committee,1,p2,clerk,no,vacant,,\r\n", Run("body", "list", "a", "--at", "2016", "--csv", "-s", "bodies").Output);
        Assert.Contains("h1,person h1,1,Ash,board,chair,2013,,", Run("body", "careers", "--csv", "-s", "bodies").Output, StringComparison.Ordinal);
        Assert.Contains("no person “h9”", Run("body", "careers", "h9", "-s", "bodies").Error, StringComparison.Ordinal);

        // An older list comes in later: it is what was known then, and changes nothing.
        File.WriteAllText(Path.Combine(tables, "posts.csv"), "id,body,title,voting,from,to\np1,b1,convener,yes,,\n");
        Assert.Contains("1 otherwise by a list known later. Known on 2015-12.", Run("body", "import", Path.Combine(tables, "posts.csv"), "--known", "2015-12", "-s", "bodies").Output, StringComparison.Ordinal);
        Assert.Contains("p1,chair,yes", Run("body", "list", "a", "--at", "2016", "--csv", "-s", "bodies").Output, StringComparison.Ordinal);
        Assert.Contains("“soon” is not a date", Run("body", "import", tables, "--known", "soon", "-s", "bodies").Error, StringComparison.Ordinal);
        Assert.Contains("No list of bodies was known by 2014", Run("body", "structure", "--known", "2014", "-s", "bodies").Error, StringComparison.Ordinal);
        Assert.StartsWith("known on,source,bodies,posts,holdings,files,remarks,act\r\n2015-12,,0,1,0,posts.csv,", Run("body", "lists", "--csv", "-s", "bodies").Output, StringComparison.Ordinal);
        Assert.Contains("post,p1,title,convener,chair", Run("body", "diff", "2016", "--csv", "-s", "bodies").Output, StringComparison.Ordinal);
    }

    [ReferenceFact]
    public void The_whole_membership_file_comes_in_by_one_command()
    {
        Assert.Equal(0, Run("study", "new", "Register").Code);
        var (code, output, _) = Run("import", "register", Path.Combine(Project.Reference!, "register", "data", "epcmem.csv"), "--layout", "epcmem", "-s", "register", "--json");
        Assert.Equal(0, code);
        Assert.Equal(47_822, JsonDocument.Parse(output).RootElement.GetProperty("answer").GetProperty("relations").GetInt32());
        using var listed = JsonDocument.Parse(Run("register", "list", "--at", "2018-04-01", "--type", "practice", "-s", "register", "--json").Output);
        Assert.Equal(11_977, listed.RootElement.GetArrayLength());
    }
}
