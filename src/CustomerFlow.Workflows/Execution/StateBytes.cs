using System.Collections.Immutable;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Execution;

/// <summary>An instance's state as bytes: what the store keeps.</summary>
/// <remarks>
/// Shape, version 1: the version byte, then the members in the order of <see cref="Write(InstanceState)"/>. Whole numbers are
/// variable-length (7 bits a byte, low first, zigzag); a list is its count and its items; a text is 0 and its UTF-8 with length when
/// it is new, else the number (from 1) of the earlier text, so that ids and variable names cost one byte when they come again. A value
/// is a tag and its content. Counters that follow from the rest are not stored. A later version may add members at the end and must
/// read all earlier ones.
/// </remarks>
public static class StateBytes
{
    private const byte Version = 1;

    /// <summary>Writes a state.</summary>
    public static byte[] Write(InstanceState state)
    {
        Lifecycle.Check(state);
        var writer = new StateByteWriter();
        writer.Byte(Version);
        writer.Number(state.Key);
        writer.Text(state.ProcessId);
        writer.Byte((byte)state.Status);
        writer.Flag(state.Caller is not null);
        if (state.Caller is { } caller) writer.Numbers(caller.InstanceKey, caller.CallKey, caller.Depth);
        // While it lives, the process's variables are those of its first element.
        if (state.Status != InstanceStatus.Active) writer.Value(state.RootVariables);
        writer.List(state.Elements, Write);
        writer.List(state.Waits, Write);
        writer.List(state.Incidents, Write);
        writer.List(state.Joins, Write);
        writer.List(state.Compensations, Write);
        writer.List(state.Postponed, (to, step) =>
        {
            to.Number(step.Key);
            to.OptionalText(step.FlowId);
        });
        return writer.ToArray();
    }

    /// <summary>Reads a state.</summary>
    /// <exception cref="InvalidDataException">The bytes are no state, or one that contradicts itself.</exception>
    public static InstanceState Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new StateByteReader(bytes);
        if (reader.Byte() is var version && version != Version)
            throw new InvalidDataException($"State of version {version} cannot be read.");
        var (key, processId, status) = (reader.Number(), reader.Text(), (InstanceStatus)reader.Case((int)InstanceStatus.Failed));
        var caller = reader.Flag() ? new Caller(reader.Number(), reader.Number(), reader.Int()) : null;
        var variables = status == InstanceStatus.Active ? FeelContext.Empty : reader.Context();
        var elements = new List<ElementInstance>();
        for (var i = reader.Count(); i > 0; i--) elements.Add(ReadElement(ref reader));
        var waits = new List<Wait>();
        for (var i = reader.Count(); i > 0; i--) waits.Add(ReadWait(ref reader));
        var incidents = new List<Incident>();
        for (var i = reader.Count(); i > 0; i--) incidents.Add(ReadIncident(ref reader));
        var joins = new List<Join>();
        for (var i = reader.Count(); i > 0; i--)
            joins.Add(new Join(reader.Number(), reader.Text(), reader.Texts(), reader.Flag(), reader.Texts()));
        var compensations = ReadRecords(ref reader);
        var postponed = new List<Step>();
        for (var i = reader.Count(); i > 0; i--) postponed.Add(new Step(reader.Number(), reader.OptionalText()));
        reader.ExpectEnd();

        var state = new InstanceState(key, processId)
        {
            Status = status,
            Caller = caller,
            RootVariables = elements.Count > 0 ? elements[0].Variables : variables,
            Elements = elements,
            Waits = waits,
            Incidents = incidents,
            Joins = joins,
            Compensations = compensations,
            Postponed = postponed,
        };
        Lifecycle.Check(state);
        CountAlive(state);
        return state;
    }

    private static void CountAlive(InstanceState state)
    {
        var byKey = state.Elements.ToDictionary(element => element.Key);
        foreach (var element in state.Elements)
        {
            if (element.ScopeKey != 0) byKey[element.ScopeKey].Alive++;
        }

        foreach (var join in state.Joins) byKey[join.ScopeKey].Alive += join.Arrivals.Length;
        foreach (var step in state.Postponed)
        {
            if (step.FlowId is not null && byKey.TryGetValue(step.Key, out var scope)) scope.Alive++;
        }
    }

    private static void Write(StateByteWriter to, ElementInstance element)
    {
        to.Numbers(element.Key, element.ScopeKey);
        to.Text(element.ElementId);
        to.Byte((byte)element.Role);
        to.Byte((byte)element.Phase);
        to.Value(element.Variables);
        to.Optional(element.Result, static (writer, result) => writer.Value(result));
        to.Number(element.PartsDone);
        to.Flag(element.IsTriggered);
        to.Flag(element.IsInterrupted);
        to.Number(element.CompensatesFor);
        to.OptionalText(element.CompletedBy);
        to.List(element.ToStart, static (writer, id) => writer.Text(id));
        to.Optional(element.Loop, static (writer, loop) =>
        {
            writer.Value(new FeelList(loop.Items));
            writer.Numbers(loop.Total, loop.Begun, loop.Completed);
            writer.Flag(loop.Thrown);
        });
        to.Flag(element.ToCompensate is not null);
        if (element.ToCompensate is { } records) to.List(records, Write);
    }

    private static ElementInstance ReadElement(ref StateByteReader from)
    {
        var (key, scopeKey, elementId) = (from.Number(), from.Number(), from.Text());
        var element = new ElementInstance(key, scopeKey, elementId, (ElementRole)from.Case((int)ElementRole.CompensationScope));
        element.Restore((Phase)from.Case((int)Phase.Leaving));
        element.Variables = from.Context();
        element.Result = from.Flag() ? from.Context() : null;
        element.PartsDone = from.Int();
        element.IsTriggered = from.Flag();
        element.IsInterrupted = from.Flag();
        element.CompensatesFor = from.Number();
        element.CompletedBy = from.OptionalText();
        element.ToStart = from.Texts();
        element.Loop = from.Flag() ? new LoopProgress(from.Items(), from.Int(), from.Int(), from.Int(), from.Flag()) : null;
        element.ToCompensate = from.Flag() ? ReadRecords(ref from) : null;
        return element;
    }

    private static void Write(StateByteWriter to, Wait wait)
    {
        to.Number(wait.Key);
        to.Byte((byte)wait.Kind);
        to.Number(wait.OwnerKey);
        to.Text(wait.ElementId);
        to.Number(wait.TriggerIndex);
        to.Text(wait.Name);
        to.Numbers(wait.DueAt.UtcTicks, wait.Repetitions, wait.ChildKey);
        to.Flag(wait.WasTrue);
    }

    private static Wait ReadWait(ref StateByteReader from) =>
        new(from.Number(), (WaitKind)from.Case((int)WaitKind.Condition), from.Number(), from.Text())
        {
            TriggerIndex = from.Int(),
            Name = from.Text(),
            DueAt = from.Time(),
            Repetitions = from.Int(),
            ChildKey = from.Number(),
            WasTrue = from.Flag(),
        };

    private static void Write(StateByteWriter to, Incident incident)
    {
        to.Numbers(incident.Key, incident.ElementInstanceKey);
        to.Byte((byte)incident.Kind);
        to.Number(incident.JobKey ?? 0);
        to.Text(incident.Message);
    }

    private static Incident ReadIncident(ref StateByteReader from)
    {
        var (key, elementKey) = (from.Number(), from.Number());
        var (kind, jobKey) = ((IncidentKind)from.Case((int)IncidentKind.Unknown), from.Number());
        return new Incident(key, elementKey, kind, jobKey == 0 ? null : jobKey, from.Text());
    }

    private static void Write(StateByteWriter to, Join join)
    {
        to.Number(join.ScopeKey);
        to.Text(join.ElementId);
        to.List(join.Arrivals, static (writer, flow) => writer.Text(flow));
        to.Flag(join.HasFired);
        to.List(join.Taken, static (writer, flow) => writer.Text(flow));
    }

    private static void Write(StateByteWriter to, CompensationRecord record)
    {
        to.Number(record.ScopeKey);
        to.Text(record.ElementId);
        to.Value(record.Variables);
        to.List(record.Inner, Write);
    }

    private static ImmutableArray<CompensationRecord> ReadRecords(ref StateByteReader from)
    {
        var records = ImmutableArray.CreateBuilder<CompensationRecord>();
        for (var i = from.Count(); i > 0; i--)
            records.Add(new CompensationRecord(from.Number(), from.Text(), from.Context(), ReadRecords(ref from)));
        return records.ToImmutable();
    }
}
