using CustomerFlow.Workflows.Definitions;

namespace CustomerFlow.Workflows.Tests.Simulation;

/// <summary>Builds a process from a seed: blocks inside blocks, of every kind of element, joined as a person might and sometimes badly.</summary>
internal sealed class RandomProcess(int seed)
{
    private static readonly string[] Names = ["red", "green", "blue"];

    private readonly Random _random = new(seed);
    private ProcessBuilder _builder = null!;
    private int _count;

    public ProcessBuilder Build()
    {
        _builder = new ProcessBuilder().Start();
        FillScope("start", depth: 3);
        return _builder;
    }

    /// <summary>One or two paths from the start of a scope to its ends, and perhaps event sub-processes.</summary>
    private void FillScope(string start, int depth)
    {
        var last = start;
        for (var i = Between(1, 3); i > 0; i--) last = Block(last, depth);
        var end = Id("end");
        _builder.End(end, EndTrigger()).Path(last, end);
        if (depth > 1 && Chance(30)) EventSubProcess(depth - 1);
    }

    private string Block(string from, int depth)
    {
        if (depth == 0) return Step(from);
        return _random.Next(11) switch
        {
            0 => Choice(from, depth),
            1 or 2 => Fork(from, depth),
            3 => Inclusive(from, depth),
            4 or 5 => SubProcess(from, depth),
            6 => Race(from),
            7 => Circle(from, depth),
            8 => Repeated(from),
            9 => Undoable(from),
            _ => Step(from),
        };
    }

    private string Step(string from)
    {
        var id = Id("step");
        _ = _random.Next(9) switch
        {
            0 => _builder.Job(id),
            1 => _builder.Script(id, $"if n = null then 1 else n + {Between(-1, 2)}", "n"),
            2 => _builder.Throw(id, A.Signal(Name())),
            3 => _builder.Throw(id, A.Escalation(Name())),
            4 => _builder.Throw(id, A.Compensation()),
            5 => _builder.Catch(id, A.Duration($"PT{Between(1, 9)}M")),
            6 => _builder.Add(new Element.ReceiveTask(A.Message(Name(), "=\"k\""), false) { Id = id, ScopeId = "" }),
            7 => _builder.Add(new Element.ManualTask { Id = id, ScopeId = "" }),
            _ => _builder.UserTask(id),
        };
        _builder.Path(from, id);
        if (Chance(25)) Border(id);
        return id;
    }

    private string Choice(string from, int depth)
    {
        var (split, merge) = (Id("choice"), Id("merge"));
        var (a, b) = (Id("a"), Id("b"));
        // A choice without default stops now and then, for the incidents.
        _builder.Exclusive(split, Chance(80) ? b : null).Exclusive(merge).UserTasks(a, b).Path(from, split)
            .Flow(split, a, $"n > {Between(-1, 2)}").Flow(split, b, Chance(50) ? "n < 0" : null);
        _builder.Path(Block(a, depth - 1), merge).Path(b, merge);
        return merge;
    }

    private string Fork(string from, int depth)
    {
        var (fork, join) = (Id("fork"), Id("join"));
        // A parallel fork before an exclusive merge multiplies tokens, which is legal.
        _ = Chance(80) ? _builder.Parallel(fork, join) : _builder.Parallel(fork).Exclusive(join);
        _builder.Path(from, fork);
        for (var i = Between(2, 3); i > 0; i--)
        {
            var head = Id("branch");
            _builder.UserTask(head).Path(fork, head).Path(Block(head, depth - 1), join);
        }

        return join;
    }

    private string Inclusive(string from, int depth)
    {
        var (split, join, other) = (Id("split"), Id("gather"), Id("other"));
        _builder.Inclusive(split, other).UserTask(other).Path(from, split).Flow(split, other);
        if (Chance(70)) _builder.Inclusive(join);
        else _builder.Add(new Element.ComplexGateway(A.Feel("activationCount >= 1"), null) { Id = join, ScopeId = "" });
        for (var i = 2; i > 0; i--)
        {
            var head = Id("maybe");
            _builder.UserTask(head).Flow(split, head, $"n > {Between(-2, 2)}").Path(Block(head, depth - 1), join);
        }

        _builder.Path(other, join);
        return join;
    }

    private string SubProcess(string from, int depth)
    {
        var (id, start) = (Id("sub"), Id("start"));
        var kind = Chance(25) ? SubProcessKind.Transaction : SubProcessKind.Embedded;
        _builder.Sub(id, inner =>
        {
            inner.Start(start);
            FillScope(start, depth - 1);
            if (kind != SubProcessKind.Transaction) return;
            var cancel = Id("cancel");
            inner.End(cancel, new EventTrigger.Cancel()).Path(start, cancel);
        }, kind);
        if (kind == SubProcessKind.Transaction && Chance(80)) Leave(id, new EventTrigger.Cancel(), interrupts: true);
        if (Chance(50)) Border(id);
        if (Chance(20)) _builder.Repeat(id, A.ForEach("[1, 2]", sequential: Chance(50)));
        _builder.Path(from, id);
        return id;
    }

    private string Race(string from)
    {
        var (gateway, merge) = (Id("race"), Id("merge"));
        _builder.Add(new Element.EventGateway(false, false) { Id = gateway, ScopeId = "" }).Exclusive(merge).Path(from, gateway);
        foreach (var trigger in new EventTrigger[] { A.Message(Name(), "=\"k\""), A.Duration("PT5M"), A.Signal(Name()), A.When("n > 3") })
        {
            var id = Id("event");
            _builder.Catch(id, trigger).Path(gateway, id, merge);
        }

        return merge;
    }

    private string Circle(string from, int depth)
    {
        var (head, tail) = (Id("again"), Id("enough"));
        _builder.Exclusive(head).Path(from, head);
        var last = Block(head, depth - 1);
        var count = Id("count");
        _builder.Script(count, "if n = null then 0 else n + 1", "n").Exclusive(tail, null).Path(last, count, tail);
        var next = Id("on");
        _builder.UserTask(next).Flow(tail, next, "n > 1").Flow(tail, head, "not(n > 1)");
        return next;
    }

    private string Repeated(string from)
    {
        var id = Id("each");
        LoopDefinition loop = _random.Next(3) switch
        {
            0 => A.While("loopCounter < 3", testBefore: Chance(50), maximum: 5),
            1 => A.ForEach("[1, 2, 3]", output: "item", until: Chance(50) ? "numberOfCompletedInstances > 1" : null),
            _ => A.ForEach("[1, 2]", sequential: true, output: "n"),
        };
        _builder.UserTask(id).Repeat(id, loop).Path(from, id);
        if (Chance(50)) Border(id);
        return id;
    }

    private string Undoable(string from)
    {
        var (id, undo) = (Id("do"), Id("undo"));
        _builder.UserTask(id).Add(new Element.JobTask(A.Job(), JobTaskKind.Service) { Id = undo, ScopeId = "", IsForCompensation = true })
            .Boundary(Id("undone"), on: id, A.Compensation(), handler: undo).Path(from, id);
        return Step(id);
    }

    private void EventSubProcess(int depth)
    {
        var (id, start) = (Id("watch"), Id("watched"));
        _builder.Sub(id, inner =>
        {
            inner.Start(start, CaughtTrigger(), interrupts: Chance(50));
            FillScope(start, depth - 1);
        }, SubProcessKind.Event);
    }

    private void Border(string activity) => Leave(activity, CaughtTrigger(), interrupts: Chance(50));

    private void Leave(string activity, EventTrigger trigger, bool interrupts)
    {
        var (border, path, end) = (Id("border"), Id("path"), Id("end"));
        // Only activities have borders; events made by Step are left alone.
        if (activity.StartsWith("step", StringComparison.Ordinal) && !IsActivity(activity)) return;
        _builder.Boundary(border, on: activity, trigger, interrupts || trigger is EventTrigger.Error or EventTrigger.Cancel)
            .UserTask(path).End(end).Path(border, path, end);
    }

    private bool IsActivity(string id) => _builder.Build()[id] is Element.Activity;

    private EventTrigger CaughtTrigger() => _random.Next(7) switch
    {
        0 => A.Message(Name(), "=\"k\""),
        1 => A.Cycle("R2/PT3M"),
        2 => A.Signal(Name()),
        3 => A.Error(Chance(50) ? Name() : null),
        4 => A.Escalation(Chance(50) ? Name() : null),
        5 => A.When($"n > {Between(0, 4)}"),
        _ => new EventTrigger.Multiple([A.Signal(Name()), A.Message(Name(), "=\"k\"")], Chance(50)),
    };

    private EventTrigger EndTrigger() => _random.Next(12) switch
    {
        0 => A.Error(Name()),
        1 => new EventTrigger.Terminate(),
        2 => A.Signal(Name()),
        3 => A.Escalation(Name()),
        4 => A.Compensation(),
        _ => new EventTrigger.None(),
    };

    private string Id(string what) => $"{what}{++_count}";

    private string Name() => Names[_random.Next(Names.Length)];

    private bool Chance(int percent) => _random.Next(100) < percent;

    private int Between(int least, int most) => _random.Next(least, most + 1);
}
