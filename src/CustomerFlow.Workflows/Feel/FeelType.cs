using System.Collections.Immutable;
using System.Diagnostics;

namespace CustomerFlow.Workflows.Feel;

/// <summary>A type of FEEL (DMN §10.3.2.9): what values belong to it and how others are brought into it.</summary>
internal abstract record FeelType
{
    private FeelType()
    {
    }

    public static FeelType Any { get; } = new AnyType();

    /// <summary>The built-in types by name, with the spellings of older versions.</summary>
    public static FeelType? BuiltIn(string name) => name switch
    {
        "Any" or "any" => Any,
        "Null" => new SimpleType("Null"),
        "number" or "string" or "boolean" or "date" or "time" or "date and time" => new SimpleType(name),
        "days and time duration" or "years and months duration" => new SimpleType(name),
        "dateTime" => new SimpleType("date and time"),
        "dayTimeDuration" => new SimpleType("days and time duration"),
        "yearMonthDuration" => new SimpleType("years and months duration"),
        "list" => new ListType(Any),
        "context" => new ContextType([]),
        "range" => new RangeType(Any),
        "function" => new FunctionType([], Any, Open: true),
        _ => null,
    };

    /// <summary>Whether a value belongs to the type; null belongs to every type here.</summary>
    /// <param name="value">The value.</param>
    /// <param name="byTypeOnly">Whether allowed values are left aside, as <c>instance of</c> does.</param>
    public bool Accepts(FeelValue value, bool byTypeOnly = false) => value.IsNull || this switch
    {
        AnyType => true,
        SimpleType simple => value.TypeName == simple.Name,
        ListType list => value is FeelList items && items.Items.All(item => list.Item.Accepts(item, byTypeOnly)),
        ContextType context => value is FeelContext entries && context.AcceptsEntries(entries, byTypeOnly),
        RangeType range => value is FeelRange ends && range.Item.Accepts(ends.Start) && range.Item.Accepts(ends.End),
        FunctionType function => value is FeelFunction called && function.AcceptsFunction(called.Callable),
        RestrictedType restricted => restricted.Inner.Accepts(value, byTypeOnly) && (byTypeOnly || restricted.Allows(value)),
        ReferenceType reference => reference.Target().Accepts(value, byTypeOnly),
        UnknownType => false,
        _ => throw new UnreachableException(),
    };

    /// <summary>The value itself if it belongs to the type, or converted as DMN §10.3.2.9.4 says; nothing if neither.</summary>
    public FeelValue? Coerce(FeelValue value)
    {
        if (Accepts(value)) return value;
        var target = this;
        while (target is ReferenceType reference) target = reference.Target();
        if (target is ListType && value is not FeelList && new FeelList([value]) is var wrapped && Accepts(wrapped)) return wrapped;
        if (target is not ListType && value is FeelList { Items: [var single] }) return Accepts(single) ? single : null;
        if (target is SimpleType { Name: "date and time" } && value is FeelDate date)
        {
            return new FeelDateTime(date.Value.AtMidnight(), FeelZone.Of(NodaTime.Offset.Zero), date.Cycles);
        }

        return null;
    }

    /// <summary>Whether each value of the other type belongs to this one, as far as types tell (DMN §10.3.2.9.3).</summary>
    public bool Covers(FeelType other) => Covers(other, 0);

    private bool Covers(FeelType other, int depth)
    {
        const int DepthMax = 64;
        // Types may contain themselves; what agrees so far down agrees.
        if (depth > DepthMax || ReferenceEquals(this, other)) return true;
        return (this, other) switch
        {
            (ReferenceType a, ReferenceType b) when a.Name == b.Name => true,
            (ReferenceType reference, _) => reference.Target().Covers(other, depth + 1),
            (_, ReferenceType reference) => Covers(reference.Target(), depth + 1),
            (AnyType, _) or (_, SimpleType { Name: "Null" }) => true,
            (RestrictedType restricted, _) => other is RestrictedType same && restricted == same,
            (_, RestrictedType restricted) => Covers(restricted.Inner, depth + 1),
            (SimpleType a, SimpleType b) => a.Name == b.Name,
            (ListType a, ListType b) => a.Item.Covers(b.Item, depth + 1),
            (RangeType a, RangeType b) => a.Item.Covers(b.Item, depth + 1),
            (ContextType a, ContextType b) =>
                a.Entries.All(entry => b.Entries.Any(o => o.Name == entry.Name && entry.Type.Covers(o.Type, depth + 1))),
            (FunctionType a, FunctionType b) => a.Open || (!b.Open && a.CoversFunction(b, depth + 1)),
            _ => false,
        };
    }

    public sealed record AnyType : FeelType;

    public sealed record SimpleType(string Name) : FeelType;

    public sealed record ListType(FeelType Item) : FeelType;

    public sealed record RangeType(FeelType Item) : FeelType;

    public sealed record ContextType(ImmutableArray<(string Name, FeelType Type)> Entries) : FeelType
    {
        public bool AcceptsEntries(FeelContext context, bool byTypeOnly) =>
            Entries.All(entry => context.TryGet(entry.Name, out var value) && entry.Type.Accepts(value, byTypeOnly));
    }

    public sealed record FunctionType(ImmutableArray<FeelType> Parameters, FeelType Result, bool Open) : FeelType
    {
        public bool AcceptsFunction(FeelCallable callable) => Open || (callable.Type is { } type && CoversFunction(type, 0));

        public bool CoversFunction(FunctionType other, int depth) =>
            other.Parameters.Length == Parameters.Length
            && Parameters.Zip(other.Parameters).All(pair => pair.Second.Covers(pair.First, depth))
            && (other.Result is AnyType || Result.Covers(other.Result, depth));
    }

    /// <summary>A type with allowed values or another check on its values.</summary>
    public sealed record RestrictedType(FeelType Inner, Func<FeelValue, bool> Allows) : FeelType;

    /// <summary>A name that is no type; nothing belongs to it.</summary>
    public sealed record UnknownType(string Name) : FeelType;

    /// <summary>A type looked up by name when it is first needed, so that definitions may come in any order.</summary>
    public sealed record ReferenceType(string Name, Func<FeelType> Target) : FeelType;
}
