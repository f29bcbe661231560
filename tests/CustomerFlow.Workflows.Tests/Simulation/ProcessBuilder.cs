using System.Collections.Immutable;
using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Tests.Simulation;

/// <summary>Builds a process for a test without XML. Elements are named once, then joined: <c>.Path("start", "review", "end")</c>.</summary>
internal sealed class ProcessBuilder(string id = "process")
{
    private readonly List<Element> _elements = [];
    private readonly List<SequenceFlow> _flows = [];
    private string _scopeId = id;

    public string Id { get; } = id;

    public ProcessBuilder Add(Element element)
    {
        _elements.Add(element with { ScopeId = _scopeId });
        return this;
    }

    public ProcessBuilder Start(string id = "start", EventTrigger? trigger = null, bool interrupts = true) =>
        Add(new Element.StartEvent(trigger ?? new EventTrigger.None(), interrupts) { Id = id, ScopeId = "" });

    public ProcessBuilder End(string id = "end", EventTrigger? trigger = null) =>
        Add(new Element.EndEvent(trigger ?? new EventTrigger.None()) { Id = id, ScopeId = "" });

    public ProcessBuilder Catch(string id, EventTrigger trigger) => Add(new Element.CatchEvent(trigger) { Id = id, ScopeId = "" });

    public ProcessBuilder Throw(string id, EventTrigger trigger) => Add(new Element.ThrowEvent(trigger) { Id = id, ScopeId = "" });

    public ProcessBuilder Boundary(string id, string on, EventTrigger trigger, bool interrupts = true, string? handler = null) =>
        Add(new Element.BoundaryEvent(trigger, on, interrupts) { Id = id, ScopeId = "", CompensationHandlerId = handler });

    public ProcessBuilder UserTask(string id, UserTaskDefinition? definition = null) =>
        Add(new Element.UserTask(definition ?? A.Task()) { Id = id, ScopeId = "" });

    public ProcessBuilder UserTasks(params string[] ids) => ids.Aggregate(this, (builder, task) => builder.UserTask(task));

    public ProcessBuilder Job(string id, string type = "work") =>
        Add(new Element.JobTask(A.Job(type), JobTaskKind.Service) { Id = id, ScopeId = "" });

    public ProcessBuilder Script(string id, string feel, string result) =>
        Add(new Element.ScriptTask(A.Feel(feel), result) { Id = id, ScopeId = "" });

    public ProcessBuilder Exclusive(string id, string? defaultTo = null) =>
        Add(new Element.ExclusiveGateway(DefaultFlow(id, defaultTo)) { Id = id, ScopeId = "" });

    public ProcessBuilder Inclusive(string id, string? defaultTo = null) =>
        Add(new Element.InclusiveGateway(DefaultFlow(id, defaultTo)) { Id = id, ScopeId = "" });

    public ProcessBuilder Parallel(params string[] ids) =>
        ids.Aggregate(this, (builder, one) => builder.Add(new Element.ParallelGateway { Id = one, ScopeId = "" }));

    public ProcessBuilder Call(string id, string processId, bool passesAll = true, bool returnsAll = true) =>
        Add(new Element.CallActivity(
            new CalledProcess(A.Text(processId), ResourceBinding.Latest, null, passesAll, returnsAll))
        { Id = id, ScopeId = "" });

    public ProcessBuilder Sub(string id, Action<ProcessBuilder> inside, SubProcessKind kind = SubProcessKind.Embedded, AdHocDefinition? adHoc = null)
    {
        Add(new Element.SubProcess(kind, adHoc) { Id = id, ScopeId = "" });
        var outer = _scopeId;
        _scopeId = id;
        inside(this);
        _scopeId = outer;
        return this;
    }

    /// <summary>Changes an element that is already there: <c>.Change("task", task => task with { Inputs = ... })</c>.</summary>
    public ProcessBuilder Change<T>(string elementId, Func<T, Element> change)
        where T : Element
    {
        var place = _elements.FindIndex(element => element.Id == elementId);
        _elements[place] = change((T)_elements[place]);
        return this;
    }

    public ProcessBuilder Repeat(string elementId, LoopDefinition loop) =>
        Change<Element.Activity>(elementId, activity => activity with { Loop = loop });

    public ProcessBuilder Inputs(string elementId, params (string Source, string Target)[] mappings) =>
        Change<Element>(elementId, element => element with { Inputs = A.Mappings(mappings) });

    public ProcessBuilder Outputs(string elementId, params (string Source, string Target)[] mappings) =>
        Change<Element>(elementId, element => element with { Outputs = A.Mappings(mappings) });

    public ProcessBuilder Flow(string from, string to, string? when = null)
    {
        _flows.Add(new SequenceFlow(FlowId(from, to), null, from, to, when is null ? null : A.Feel(when)));
        return this;
    }

    public ProcessBuilder Path(params string[] ids)
    {
        for (var i = 1; i < ids.Length; i++) Flow(ids[i - 1], ids[i]);
        return this;
    }

    public ProcessDefinition Build()
    {
        var joined = _elements.Select(element => element with
        {
            Incoming = [.. _flows.Where(flow => flow.TargetId == element.Id)],
            Outgoing = [.. _flows.Where(flow => flow.SourceId == element.Id)],
        });
        return new ProcessDefinition(Id, null, null, [.. joined]);
    }

    public static string FlowId(string from, string to) => $"{from}-{to}";

    private static string? DefaultFlow(string from, string? to) => to is null ? null : FlowId(from, to);
}

/// <summary>Parts of definitions with everything that a test does not care about filled in.</summary>
internal static class A
{
    public static FeelExpression Feel(string text) => FeelExpression.Parse(text) switch
    {
        FeelParse.Parsed parsed => parsed.Expression,
        FeelParse.Refused refused => throw new ArgumentException(refused.Problem.Message, nameof(text)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>A text, or an expression behind <c>=</c>.</summary>
    public static FeelAttribute Text(string text) => FeelAttribute.Parse(text);

    public static FeelContext Variables(string json) => FeelJson.ParseObject(json);

    public static JobDefinition Job(string type = "work") => new(Text(type), Text("3"), ImmutableDictionary<string, string>.Empty);

    public static ImmutableArray<VariableMapping> Mappings(params (string Source, string Target)[] mappings) =>
        [.. mappings.Select(mapping => new VariableMapping(Text(mapping.Source), mapping.Target))];

    public static UserTaskDefinition Task(
        string? assignee = null, string? groups = null, string? dueDate = null, string? priority = null, params TaskListener[] listeners) =>
        new(
            Optional(assignee), Optional(groups), null, Optional(dueDate), null, Optional(priority), null, null,
            ImmutableDictionary<string, string>.Empty, [.. listeners]);

    public static EventTrigger.Message Message(string name, string? key = null) => new(Text(name), Optional(key), null);

    public static EventTrigger.Signal Signal(string name) => new(Text(name));

    public static EventTrigger.Error Error(string? code) => new(Optional(code));

    public static EventTrigger.Escalation Escalation(string? code) => new(Optional(code));

    public static EventTrigger.Timer Duration(string text) => new(TimerKind.Duration, Text(text));

    public static EventTrigger.Timer Cycle(string text) => new(TimerKind.Cycle, Text(text));

    public static EventTrigger.Conditional When(string feel) => new(Feel(feel), null);

    public static EventTrigger.Compensation Compensation(string? activityId = null) => new(activityId, WaitsForCompletion: true);

    public static LoopDefinition.MultiInstance ForEach(
        string collection, bool sequential = false, string? output = null, string? until = null, MultiInstanceBehavior? behavior = null) =>
        new(
            sequential, Feel(collection), "item", output is null ? null : "results", output is null ? null : Feel(output),
            until is null ? null : Feel(until), null, behavior ?? MultiInstanceBehavior.All);

    public static LoopDefinition.Standard While(string feel, bool testBefore = false, int? maximum = null) => new(testBefore, Feel(feel), maximum);

    private static FeelAttribute? Optional(string? text) => text is null ? null : Text(text);
}
