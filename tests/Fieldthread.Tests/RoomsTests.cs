using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Fieldthread.Tests;

/// <summary>Rooms stand in the order in which evidence flows; a room may use those to its left, never to its right. Read from the compiled assemblies, method bodies included.</summary>
public sealed class RoomsTests
{
    private static readonly string[] Rooms = ["Studies", "Register", "Surveys", "Fieldwork", "Analysis", "Findings", "Publishing"];
    private static readonly string[] Projects = ["Fieldthread.Core", "Fieldthread.Charts", "Fieldthread.Formats", "Fieldthread.Workbench", "Fieldthread.Web"];

    /// <summary>What serves every room may know none. The store and the running of acts are upon the study itself, so they know Studies.</summary>
    private static readonly Dictionary<string, int> Serving = new(StringComparer.Ordinal) { ["Basics"] = -1, ["Hostile"] = -1, ["Store"] = 0, ["Acts"] = 0 };

    [Fact]
    public void No_room_uses_one_to_its_right()
    {
        var violations = Projects.SelectMany(p => Violations(Read(p))).ToList();
        Assert.True(violations.Count == 0, string.Join('\n', violations));
    }

    [Fact]
    public void Projects_point_one_way() => Assert.Empty(Projects.SelectMany(project => Read(project).MainModule.AssemblyReferences
        .Where(reference => Projects.Contains(reference.Name) && Array.IndexOf(Projects, reference.Name) > Array.IndexOf(Projects, project))
        .Select(reference => $"{project} → {reference.Name}")));

    [Fact]
    public void A_planted_violation_in_a_method_body_is_caught()
    {
        var core = Read("Fieldthread.Core");
        var left = core.MainModule.Types.First(t => t.Namespace == "Fieldthread.Core.Studies" && t.IsClass && !t.IsAbstract);
        var right = core.MainModule.Types.First(t => t.Namespace == "Fieldthread.Core.Findings");
        var planted = new MethodDefinition("Planted", MethodAttributes.Private | MethodAttributes.Static, core.MainModule.TypeSystem.Void);
        planted.Body.GetILProcessor().Append(Instruction.Create(OpCodes.Ldtoken, right));
        planted.Body.GetILProcessor().Append(Instruction.Create(OpCodes.Pop));
        planted.Body.GetILProcessor().Append(Instruction.Create(OpCodes.Ret));
        left.Methods.Add(planted);
        using var written = new MemoryStream();
        core.Write(written);
        written.Position = 0;
        Assert.Contains(Violations(AssemblyDefinition.ReadAssembly(written)), v => v.Contains(left.Name, StringComparison.Ordinal) && v.Contains(right.Name, StringComparison.Ordinal));
    }

    private static AssemblyDefinition Read(string name) => AssemblyDefinition.ReadAssembly(Path.Combine(AppContext.BaseDirectory, name + ".dll"));

    private static IEnumerable<string> Violations(AssemblyDefinition assembly) => assembly.MainModule.GetTypes()
        .Select(type => (Type: type, Room: RoomOf(type)))
        .Where(x => x.Room is not null)
        .SelectMany(x => Used(x.Type).Select(used => (Used: used, Room: RoomOf(used))).Where(u => u.Room > x.Room).Select(u => $"{x.Type.FullName} uses {u.Used.FullName}"))
        .Distinct(StringComparer.Ordinal);

    /// <summary>The room of a type, by its namespace: Fieldthread.Project.Room; null outside our projects, or where no rule holds.</summary>
    private static int? RoomOf(TypeReference type)
    {
        while (type.DeclaringType is not null)
        {
            type = type.DeclaringType;
        }

        var parts = type.Namespace.Split('.');
        if (parts.Length < 3 || parts[0] != "Fieldthread")
        {
            return null;
        }

        return Serving.TryGetValue(parts[2], out var serves) ? serves : Array.IndexOf(Rooms, parts[2]) is >= 0 and var room ? room : null;
    }

    private static IEnumerable<TypeReference> Used(TypeDefinition type)
    {
        var direct = new List<TypeReference?> { type.BaseType };
        direct.AddRange(type.Interfaces.Select(i => i.InterfaceType));
        direct.AddRange(type.CustomAttributes.SelectMany(Of));
        direct.AddRange(type.Fields.Select(f => f.FieldType));
        direct.AddRange(type.Properties.SelectMany(p => p.CustomAttributes).SelectMany(Of));
        foreach (var method in type.Methods)
        {
            direct.Add(method.ReturnType);
            direct.AddRange(method.Parameters.Select(p => p.ParameterType));
            direct.AddRange(method.CustomAttributes.SelectMany(Of));
            if (method.HasBody)
            {
                direct.AddRange(method.Body.Variables.Select(v => v.VariableType));
                direct.AddRange(method.Body.Instructions.SelectMany(i => i.Operand switch
                {
                    TypeReference t => [t],
                    MethodReference m => new[] { m.DeclaringType, m.ReturnType }.Concat(m.Parameters.Select(p => p.ParameterType)).Concat(m is GenericInstanceMethod g ? g.GenericArguments : []),
                    FieldReference f => [f.DeclaringType, f.FieldType],
                    _ => Enumerable.Empty<TypeReference>(),
                }));
            }
        }

        return direct.OfType<TypeReference>().SelectMany(Unfold);
    }

    private static IEnumerable<TypeReference> Of(CustomAttribute attribute) =>
        attribute.ConstructorArguments.Select(a => a.Value).OfType<TypeReference>().Append(attribute.AttributeType);

    private static IEnumerable<TypeReference> Unfold(TypeReference type) => type switch
    {
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Unfold).Append(generic.ElementType),
        TypeSpecification specification => Unfold(specification.ElementType),
        _ => [type],
    };
}
