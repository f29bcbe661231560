using System.Collections.Immutable;

namespace CustomerFlow.Workflows.Feel;

/// <summary>What an evaluation may spend; beyond it the result is null and a problem says which limit was met.</summary>
public sealed record FeelLimits
{
    /// <summary>The limits used where nothing else is said.</summary>
    public static FeelLimits Default { get; } = new();

    /// <summary>Nodes evaluated and items touched.</summary>
    public int StepsMax { get; init; } = 1_000_000;

    /// <summary>Levels of nested evaluation.</summary>
    public int DepthMax { get; init; } = 1_200;

    /// <summary>Items of one list.</summary>
    public int ListItemsMax { get; init; } = 100_000;

    /// <summary>UTF-16 units of one string.</summary>
    public int TextLengthMax { get; init; } = 1_000_000;

    /// <summary>Problems recorded; later ones are not kept.</summary>
    public int ProblemsMax { get; init; } = 50;
}

/// <summary>The world around an evaluation. Two evaluations in one environment give the same result.</summary>
/// <param name="Now">What <c>now()</c> and <c>today()</c> answer.</param>
/// <param name="TimeZoneId">The IANA zone of the business, for <c>now()</c> and <c>today()</c>.</param>
/// <param name="Limits">What the evaluation may spend.</param>
/// <param name="Functions">Functions registered from outside.</param>
public sealed record FeelEnvironment(DateTimeOffset Now, string TimeZoneId, FeelLimits Limits, FeelFunctions Functions)
{
    /// <summary>An environment with default limits and no further functions.</summary>
    /// <param name="now">What <c>now()</c> answers.</param>
    /// <param name="timeZoneId">The IANA zone of the business.</param>
    public static FeelEnvironment At(DateTimeOffset now, string timeZoneId = "UTC") =>
        new(now, timeZoneId, FeelLimits.Default, FeelFunctions.Empty);
}

/// <summary>The body of a function registered from outside: pure, total; null (a FEEL null) where it has no result.</summary>
/// <param name="arguments">One value per parameter, null values for those not given.</param>
/// <param name="environment">The environment of the evaluation.</param>
public delegate FeelValue FeelFunctionBody(ImmutableArray<FeelValue> arguments, FeelEnvironment environment);

/// <summary>Functions that an expression can call by name besides the built-in ones. Immutable.</summary>
public sealed class FeelFunctions
{
    private readonly ImmutableDictionary<string, FeelFunction> _functions;

    private FeelFunctions(ImmutableDictionary<string, FeelFunction> functions) => _functions = functions;

    /// <summary>No further functions.</summary>
    public static FeelFunctions Empty { get; } = new(ImmutableDictionary<string, FeelFunction>.Empty);

    /// <summary>The names, for <see cref="FeelParseOptions.KnownNames"/>.</summary>
    public IEnumerable<string> Names => _functions.Keys;

    /// <summary>The same functions and one more.</summary>
    /// <param name="name">Its name; it may contain spaces.</param>
    /// <param name="parameterNames">Its parameters; one ending in <c>?</c> may be left out.</param>
    /// <param name="body">What it does.</param>
    public FeelFunctions With(string name, ImmutableArray<string> parameterNames, FeelFunctionBody body) =>
        new(_functions.SetItem(name, new FeelFunction(name, new ForeignFunction(name, parameterNames, body))));

    internal bool TryGet(string name, out FeelFunction? function) => _functions.TryGetValue(name, out function);
}
