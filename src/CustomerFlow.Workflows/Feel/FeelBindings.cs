namespace CustomerFlow.Workflows.Feel;

/// <summary>Tells the names an expression binds itself from those it reads from outside.</summary>
internal sealed class FeelBindings
{
    private readonly List<string> _bound = [];
    private readonly HashSet<string> _free = new(StringComparer.Ordinal);
    private string _last = "";
    private bool _lastIsNew;

    public IReadOnlySet<string> Free => _free;

    /// <summary>How often the input of a unary test was read.</summary>
    public int InputReads { get; private set; }

    /// <summary>How often the results of a loop so far were read.</summary>
    public int PartialReads { get; private set; }

    public Scope Open() => new(this, _bound.Count);

    public Scope Bind(string name)
    {
        var scope = Open();
        Declare(name);
        return scope;
    }

    public void Declare(string name) => _bound.Add(name);

    public void Read(string name)
    {
        if (name == TestsNode.InputName) InputReads++;
        if (name == "partial") PartialReads++;
        _last = name;
        _lastIsNew = name != TestsNode.InputName && !_bound.Contains(name) && _free.Add(name);
    }

    /// <summary>A built-in function that is called is no variable.</summary>
    public void Called(string name)
    {
        if (_lastIsNew && _last == name && BuiltIns.Find(name) is not null) _free.Remove(name);
    }

    /// <summary>Forgets, at its end, the names bound in it.</summary>
    public readonly struct Scope(FeelBindings bindings, int count) : IDisposable
    {
        public void Dispose() => bindings._bound.RemoveRange(count, bindings._bound.Count - count);
    }
}
