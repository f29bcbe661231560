namespace CustomerFlow.Workflows.Feel;

/// <summary>The variables an expression can read.</summary>
public interface IFeelScope
{
    /// <summary>All names.</summary>
    IEnumerable<string> Names { get; }

    /// <summary>Gives the value of a name; false when there is none.</summary>
    /// <param name="name">The name of the variable.</param>
    /// <param name="value">Its value, or null.</param>
    bool TryGet(string name, out FeelValue value);
}

/// <summary>Scopes made of contexts.</summary>
public static class FeelScope
{
    /// <summary>The scope without variables.</summary>
    public static IFeelScope Empty { get; } = new ContextScope(FeelContext.Empty, null);

    /// <summary>The entries of a context as variables.</summary>
    /// <param name="context">The variables.</param>
    public static IFeelScope Of(FeelContext context) => new ContextScope(context, null);

    /// <summary>The entries of a context as variables, in front of those of another scope.</summary>
    /// <param name="context">The inner variables.</param>
    /// <param name="outer">Where other names are looked up.</param>
    public static IFeelScope Of(FeelContext context, IFeelScope outer) => new ContextScope(context, outer);

    private sealed class ContextScope(FeelContext context, IFeelScope? outer) : IFeelScope
    {
        public IEnumerable<string> Names => context.Entries.Select(entry => entry.Key).Union(outer?.Names ?? []);

        public bool TryGet(string name, out FeelValue value) =>
            context.TryGet(name, out value) || (outer is not null && outer.TryGet(name, out value));
    }
}
