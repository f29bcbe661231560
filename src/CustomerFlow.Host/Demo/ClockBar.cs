namespace CustomerFlow.Host.Demo;

/// <summary>The bar on every page of a demo.</summary>
internal sealed record ClockBar
{
    /// <summary>True when it is fetched alone, because the clock moved while a page was open.</summary>
    public bool IsAnswer { get; init; }
}
