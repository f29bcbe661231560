using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Execution;

/// <summary>Events as JSON: the turn log, and events between instances.</summary>
/// <remarks>
/// An object with <c>type</c> (the case's name in camel case) and the members of the case in camel case. Variables are an object of JSON
/// values; members that are null are left out. Keys are numbers.
/// </remarks>
public static class ProcessEventJson
{
    /// <summary>Writes an event.</summary>
    public static string Write(ProcessEvent happened)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            WriteMembers(writer, happened);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads an event.</summary>
    /// <exception cref="JsonException">The text is no event.</exception>
    public static ProcessEvent Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var from = new Members(document.RootElement);
        return from.Text("type") switch
        {
            "started" => new ProcessEvent.Started(from.OptionalText("startElementId"), from.Variables(), from.Caller()),
            "userTaskCompleted" => new ProcessEvent.UserTaskCompleted(
                from.Key("taskKey"), from.Variables(), from.OptionalText("completedBy")),
            "jobCompleted" => new ProcessEvent.JobCompleted(from.Key("jobKey"), from.Variables()),
            "jobFailed" => new ProcessEvent.JobFailed(from.Key("jobKey"), from.Int("retriesLeft"), from.Text("message"), from.Variables()),
            "jobErrorThrown" => new ProcessEvent.JobErrorThrown(
                from.Key("jobKey"), from.Text("errorCode"), from.OptionalText("message"), from.Variables()),
            "decisionAnswered" => new ProcessEvent.DecisionAnswered(from.Key("jobKey"), from.Value("value"), from.OptionalText("failure")),
            "timerFired" => new ProcessEvent.TimerFired(from.Key("timerKey")),
            "messageReceived" => new ProcessEvent.MessageReceived(from.Key("subscriptionKey"), from.Key("messageKey"), from.Variables()),
            "signalReceived" => new ProcessEvent.SignalReceived(from.Key("subscriptionKey"), from.Variables()),
            "callCompleted" => new ProcessEvent.CallCompleted(from.Key("callKey"), from.Variables()),
            "callFailed" => new ProcessEvent.CallFailed(
                from.Key("callKey"), from.Text("errorCode"), from.OptionalText("message"), from.Variables()),
            "callEscalated" => new ProcessEvent.CallEscalated(from.Key("callKey"), from.Text("escalationCode"), from.Variables()),
            "callRefused" => new ProcessEvent.CallRefused(from.Key("callKey"), from.Text("message")),
            "incidentResolved" => new ProcessEvent.IncidentResolved(from.Key("incidentKey")),
            "variablesSet" => new ProcessEvent.VariablesSet(from.Key("scopeKey"), from.Variables(), from.Flag("local")),
            "cancelRequested" => new ProcessEvent.CancelRequested(from.OptionalText("requestedBy")),
            var type => throw new JsonException($"There is no event of type \"{type}\"."),
        };
    }

    private static void WriteMembers(Utf8JsonWriter to, ProcessEvent happened)
    {
        switch (happened)
        {
            case ProcessEvent.Started started:
                Write(to, "started", [], started.Variables, ("startElementId", started.StartElementId));
                Write(to, started.Caller);
                break;
            case ProcessEvent.UserTaskCompleted completed:
                Write(
                    to, "userTaskCompleted", [("taskKey", completed.TaskKey)], completed.Variables, ("completedBy", completed.CompletedBy));
                break;
            case ProcessEvent.JobCompleted completed:
                Write(to, "jobCompleted", [("jobKey", completed.JobKey)], completed.Variables);
                break;
            case ProcessEvent.JobFailed failed:
                Write(
                    to, "jobFailed", [("jobKey", failed.JobKey), ("retriesLeft", failed.RetriesLeft)],
                    failed.Variables, ("message", failed.Message));
                break;
            case ProcessEvent.JobErrorThrown thrown:
                Write(
                    to, "jobErrorThrown", [("jobKey", thrown.JobKey)], thrown.Variables,
                    ("errorCode", thrown.ErrorCode), ("message", thrown.Message));
                break;
            case ProcessEvent.DecisionAnswered answered:
                Write(to, "decisionAnswered", [("jobKey", answered.JobKey)], null, ("failure", answered.Failure));
                to.WritePropertyName("value");
                FeelJson.Write(to, answered.Value);
                break;
            case ProcessEvent.TimerFired fired:
                Write(to, "timerFired", [("timerKey", fired.TimerKey)], null);
                break;
            case ProcessEvent.MessageReceived received:
                Write(
                    to, "messageReceived", [("subscriptionKey", received.SubscriptionKey), ("messageKey", received.MessageKey)],
                    received.Variables);
                break;
            case ProcessEvent.SignalReceived received:
                Write(to, "signalReceived", [("subscriptionKey", received.SubscriptionKey)], received.Variables);
                break;
            default:
                WriteMembersOfRest(to, happened);
                break;
        }
    }

    private static void WriteMembersOfRest(Utf8JsonWriter to, ProcessEvent happened)
    {
        switch (happened)
        {
            case ProcessEvent.CallCompleted completed:
                Write(to, "callCompleted", [("callKey", completed.CallKey)], completed.Variables);
                break;
            case ProcessEvent.CallFailed failed:
                Write(
                    to, "callFailed", [("callKey", failed.CallKey)],
                    failed.Variables, ("errorCode", failed.ErrorCode), ("message", failed.Message));
                break;
            case ProcessEvent.CallEscalated escalated:
                Write(
                    to, "callEscalated", [("callKey", escalated.CallKey)], escalated.Variables,
                    ("escalationCode", escalated.EscalationCode));
                break;
            case ProcessEvent.CallRefused refused:
                Write(to, "callRefused", [("callKey", refused.CallKey)], null, ("message", refused.Message));
                break;
            case ProcessEvent.IncidentResolved resolved:
                Write(to, "incidentResolved", [("incidentKey", resolved.IncidentKey)], null);
                break;
            case ProcessEvent.VariablesSet set:
                Write(to, "variablesSet", [("scopeKey", set.ScopeKey)], set.Variables);
                to.WriteBoolean("local", set.Local);
                break;
            case ProcessEvent.CancelRequested requested:
                Write(to, "cancelRequested", [], null, ("requestedBy", requested.RequestedBy));
                break;
            default:
                throw new UnreachableException();
        }
    }

    private static void Write(
        Utf8JsonWriter to, string type, ReadOnlySpan<(string Name, long Value)> keys, FeelContext? variables,
        params ReadOnlySpan<(string Name, string? Text)> texts)
    {
        to.WriteString("type", type);
        foreach (var (name, value) in keys) to.WriteNumber(name, value);
        foreach (var (name, text) in texts)
        {
            if (text is not null) to.WriteString(name, text);
        }

        if (variables is null) return;
        to.WritePropertyName("variables");
        FeelJson.Write(to, variables);
    }

    private static void Write(Utf8JsonWriter to, Caller? caller)
    {
        if (caller is null) return;
        to.WriteStartObject("caller");
        to.WriteNumber("instanceKey", caller.InstanceKey);
        to.WriteNumber("callKey", caller.CallKey);
        to.WriteNumber("depth", caller.Depth);
        to.WriteEndObject();
    }

    private readonly struct Members(JsonElement element)
    {
        public string Text(string name) => OptionalText(name) ?? throw new JsonException($"The event has no \"{name}\".");

        public string? OptionalText(string name) => Find(name) switch
        {
            null => null,
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            _ => throw new JsonException($"The event's \"{name}\" is no text."),
        };

        public long Key(string name) =>
            Find(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var key)
                ? key
                : throw new JsonException($"The event has no whole number \"{name}\".");

        public int Int(string name) => checked((int)Key(name));

        public bool Flag(string name) => Find(name) is { ValueKind: JsonValueKind.True };

        public FeelValue Value(string name) => Find(name) is { } value ? FeelJson.Read(value) : FeelValue.Null;

        public FeelContext Variables() =>
            Value("variables") as FeelContext ?? throw new JsonException("The event has no object \"variables\".");

        public Caller? Caller()
        {
            if (Find("caller") is not { } found) return null;
            var caller = new Members(found);
            return new Caller(caller.Key("instanceKey"), caller.Key("callKey"), caller.Int("depth"));
        }

        private JsonElement? Find(string name) =>
            element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var found) ? found : null;
    }
}
