using Fieldthread.Testing;

namespace Fieldthread.Tests;

/// <summary>What a study states of its register itself, by commands: corrections, attributes, terms, types.</summary>
public sealed class RegisterStatementCommandTests : Commands
{
    [Fact]
    public void A_type_is_judged_and_a_document_is_named_by_commands()
    {
        Assert.Equal(0, Run("study", "new", "Types").Code);
        Assert.Equal(0, Run("do", "add-organisation", "name=Ash", "key=a", "-s", "types").Code);
        Assert.Contains("Recorded by act", Run("register", "judge", "a", "governance", "open", "--evidence", "Rules, section 4.", "--from", "2013", "--analyst", "Reader", "-s", "types").Output, StringComparison.Ordinal);
        Assert.Equal("typology,at,type,organisations,disputed,judged,by two,alike\r\ngovernance,2014,open,1,0,1,0,0\r\n", Run("register", "typology", "--at", "2014", "--csv", "-s", "types").Output);
        Assert.Contains("governance,a,Ash,open,2013,,Reader,", Run("register", "typology", "governance", "--judgements", "--csv", "-s", "types").Output, StringComparison.Ordinal);
        Assert.Contains("There are governance.", Run("register", "typology", "size", "-s", "types").Error, StringComparison.Ordinal);
        Assert.Equal(0, Run("register", "document", "Rules", "Archive 1", "--organisation", "a", "--kind", "constitution", "-s", "types").Code);
        Assert.Contains("a,,Rules,constitution,,Archive 1,", Run("register", "documents", "--csv", "-s", "types").Output, StringComparison.Ordinal);
        Assert.Contains("belongs to an organisation or to an event", Run("register", "document", "Rules", "Archive 1", "-s", "types").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_study_corrects_its_register_by_commands()
    {
        Assert.Equal(0, Run("study", "new", "Corrected").Code);
        Assert.Equal(0, Run("do", "add-organisation", "name=Ash", "key=a", "code=01A", "opened=2013", "-s", "corrected").Code);
        Assert.Equal(0, Run("do", "add-organisation", "name=Board", "key=d", "-s", "corrected").Code);
        string[] why = ["--reason", "Misprint.", "--source", "Order 3", "--known", "2019", "-s", "corrected"];
        Assert.Contains("Recorded by act 4. Take it back with: fieldthread do undo-act act=4 --study corrected", Run(["register", "correct", "01A", "name", "Ash", "--value", "Ash Tree", .. why]).Output, StringComparison.Ordinal);
        Assert.Equal(0, Run(["register", "state", "a", "relation", "d", "--relation", "accountable to", "--from", "2014", .. why]).Code);
        Assert.Equal(0, Run(["register", "correct", "a", "code", "01A", "--to", "2018", .. why]).Code);
        Assert.Equal(
            ["organisation,what,of,value,from,to,by the study,track", "a,name,,Ash Tree,2013,,yes,", "a,code,,01A,2013,2018,yes,", "a,relation,accountable to,d,2014,,yes,"],
            Run("register", "facts", "a", "--csv", "-s", "corrected").Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(l => l[..l.LastIndexOf(',')]));
        Assert.Equal(0, Run(["register", "take-back", "a", "relation", "d", .. why]).Code);
        Assert.Equal(0, Run(["register", "correct-organisation", "a", "--type", "group", "--closed", "2018-12-31", .. why]).Code);
        Assert.Equal(0, Run("register", "add-event", "2015", "renamed", "--continues", "a", "--key", "e1", "-s", "corrected").Code);
        Assert.Equal(0, Run(["register", "correct-event", "e1", "--date", "2016", "--continues", "a", "--attitude", "a=opposed>willing", .. why]).Code);
        var listed = Run("register", "corrections", "--csv", "-s", "corrected").Output;
        Assert.Contains("e1,\"date, who took part\",2015; a continues,\"2016; a continues (before opposed, after willing)\",Misprint.,Order 3,2019,", listed, StringComparison.Ordinal);
        Assert.Contains("a,\"type, closed\",\"none, open\",\"group, 2018-12-31\",", listed, StringComparison.Ordinal);
        Assert.Equal(0, Run(["register", "take-back-event", "e1", .. why]).Code);
        var name = Run("register", "corrections", "--organisation", "a", "--csv", "-s", "corrected").Output.Split("\r\n").Single(l => l.StartsWith("a,name", StringComparison.Ordinal));
        Assert.Equal(0, Run("register", "withdraw", name[(name.LastIndexOf(',') + 1)..], "-s", "corrected").Code);
        Assert.Contains("a,name,,Ash,2013,,no", Run("register", "facts", "a", "--csv", "-s", "corrected").Output, StringComparison.Ordinal);
        Assert.Contains("a has no name “Oak” in the register.", Run(["register", "take-back", "a", "name", "Oak", .. why]).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Attributes_tracks_and_terms_are_stated_and_asked_by_commands()
    {
        Assert.Equal(0, Run("study", "new", "Terms").Code);
        Assert.Equal(0, Run("do", "add-organisation", "name=Ash", "key=a", "type=group", "opened=2013", "-s", "terms").Code);
        Assert.Equal(0, Run("do", "add-organisation", "name=Board", "key=d", "-s", "terms").Code);
        string[] why = ["--reason", "Known.", "--source", "Order 3", "-s", "terms"];
        Assert.Equal(0, Run(["register", "state", "a", "attribute", "in shadow", "--attribute", "status", "--from", "2013", .. why]).Code);
        Assert.Equal(0, Run(["register", "state", "a", "attribute", "whole", "--attribute", "status", "--from", "2013", "--track", "announced", .. why]).Code);
        Assert.Equal(0, Run(["register", "state", "a", "life", "--from", "2015", "--track", "legal", .. why]).Code);
        Assert.Contains("Say on which track", Run(["register", "state", "a", "life", "--from", "2015", .. why]).Error, StringComparison.Ordinal);
        Assert.Equal("at,attribute,value,organisations,of\r\n2014,status,in shadow,1,2\r\n2014,status,not told,1,2\r\n", Run("register", "attributes", "--at", "2014", "--counts", "--csv", "-s", "terms").Output);
        Assert.Contains(",status,whole,announced,2013,", Run("register", "attributes", "status", "--at", "2014", "--track", "announced", "--csv", "-s", "terms").Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Ash", Run("register", "list", "--at", "2014", "--track", "legal", "--csv", "-s", "terms").Output, StringComparison.Ordinal);
        Assert.Contains("“practice” is no track. Write inForce, announced, legal or operational.", Run("register", "list", "--track", "practice", "-s", "terms").Error, StringComparison.Ordinal);
        Assert.Contains("a was not accountable to d", Run(["register", "state-terms", "a", "d", "--direction", "up", .. why]).Error, StringComparison.Ordinal);
        Assert.Equal(0, Run(["register", "state", "a", "relation", "d", "--relation", "accountable to", "--from", "2013", .. why]).Code);
        Assert.Equal(0, Run(["register", "state-terms", "a", "d", "--direction", "up", "--form", "financial", "--weight", "2", "--basis", "seats", "--from", "2013", .. why]).Code);
        var told = Run("register", "terms", "a", "--at", "2014", "--csv", "-s", "terms").Output.Split("\r\n")[1];
        Assert.StartsWith("2014,a,Ash,accountable to,d,Board,2,seats,1,up,financial,,,2013,,", told, StringComparison.Ordinal);
        var id = told[(told.LastIndexOf(',') + 1)..];
        Assert.Equal(0, Run(["register", "correct-terms", id, "--sanction", "none", .. why]).Code);
        Assert.Contains(",financial,none,", Run("register", "terms", "--relation", "accountable-to", "--at", "2014", "--csv", "-s", "terms").Output, StringComparison.Ordinal);
        id = Run("register", "terms", "--csv", "-s", "terms").Output.Split("\r\n")[1].Split(',')[^1];
        Assert.Equal(0, Run(["register", "take-back-terms", id, .. why]).Code);
        Assert.Single(Run("register", "terms", "--csv", "-s", "terms").Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal("name,status,opened\r\nAsh,in shadow,2013\r\n", Run("sites", "candidates", "--type", "group", "--at", "2014", "--csv", "-s", "terms").Output);
    }

    [Fact]
    public void Types_are_stated_and_brought_in_by_commands_and_are_called_as_they_were()
    {
        Assert.Equal(0, Run("study", "new", "Types").Code);
        Assert.Equal(0, Run("do", "add-organisation", "name=Ash", "key=a", "type=group", "opened=2010", "-s", "types").Code);
        Assert.Equal(0, Run("register", "types", "state", "group", "label", "shadow group", "--from", "2012", "--to", "2013", "--reason", "order", "--source", "Order 3", "-s", "types").Code);
        var file = Path.Combine(Folder, "types.json");
        File.WriteAllText(file, """[{"type":"group","says":"label","value":"clinical group","from":"2014"},{"type":"group","says":"lead","value":"chair"}]""");
        Assert.Contains("no reason", Run("register", "types", "import", file, "-s", "types").Error, StringComparison.Ordinal);
        Assert.Contains("2 statements on 1 type", Run("register", "types", "import", file, "--reason", "order", "--source", "Order 4", "-s", "types").Output, StringComparison.Ordinal);
        Assert.Equal("at,type,called,organisations,of all times,members,led by,sole\r\n2012,group,shadow group,1,1,,chair,\r\n", Run("register", "types", "--at", "2012", "--csv", "-s", "types").Output);
        Assert.Contains("clinical group", Run("register", "list", "--at", "2015", "-s", "types").Output, StringComparison.Ordinal);
        Assert.Contains("It cannot be that group is called", Run("register", "types", "state", "group", "label", "other", "--reason", "order", "--source", "Order 5", "-s", "types").Error, StringComparison.Ordinal);
        Assert.StartsWith("at,organisation,name,trouble,the register,beside it", Run("register", "types", "troubles", "--csv", "-s", "types").Output, StringComparison.Ordinal);
        var statements = Run("register", "types", "statements", "--csv", "-s", "types").Output;
        var id = statements.Split("\r\n")[1].Split(',')[^1];
        Assert.Equal(0, Run("register", "types", "withdraw", id, "-s", "types").Code);
        Assert.DoesNotContain(id, Run("register", "types", "statements", "--csv", "-s", "types").Output, StringComparison.Ordinal);
    }
}
