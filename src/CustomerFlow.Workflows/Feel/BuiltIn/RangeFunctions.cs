using System.Collections.Immutable;

namespace CustomerFlow.Workflows.Feel;

/// <summary>Relations between points and ranges (DMN §10.3.4.8, after Allen). A point counts as the range of itself.</summary>
internal static class RangeFunctions
{
    public static ImmutableArray<BuiltInFunction> All { get; } =
    [
        OfAny("before", (a, b) => a.EndsBefore(b)),
        OfAny("after", (a, b) => b.EndsBefore(a)),
        OfRanges("meets", (a, b) => a.EndIn && b.StartIn && a.EndToStart(b) == 0),
        OfRanges("met by", (a, b) => b.EndIn && a.StartIn && b.EndToStart(a) == 0),
        OfRanges("overlaps", (a, b) => !a.EndsBefore(b) && !b.EndsBefore(a)),
        OfRanges("overlaps before", (a, b) => a.StartsBefore(b) && !a.EndsBefore(b) && a.EndsNoLater(b)),
        OfRanges("overlaps after", (a, b) => b.StartsBefore(a) && !b.EndsBefore(a) && b.EndsNoLater(a)),
        WithPoint("finishes", pointFirst: true, (a, b) => a.Ends(b) && b.StartsNoLater(a)),
        WithPoint("finished by", pointFirst: false, (a, b) => b.Ends(a) && a.StartsNoLater(b)),
        WithPoint("includes", pointFirst: false, (a, b) => a.StartsNoLater(b) && b.EndsNoLater(a)),
        WithPoint("during", pointFirst: true, (a, b) => b.StartsNoLater(a) && a.EndsNoLater(b)),
        WithPoint("starts", pointFirst: true, (a, b) => a.Starts(b) && a.EndsNoLater(b)),
        WithPoint("started by", pointFirst: false, (a, b) => b.Starts(a) && b.EndsNoLater(a)),
        OfAny("coincides", (a, b) => a.Starts(b) && a.Ends(b)),
    ];

    private static BuiltInFunction OfAny(string name, Func<Span, Span, bool> relation) => new(
        name,
        Overload("point1, point2", relation, needsFirst: false, needsSecond: false),
        Overload("point, range", relation, needsFirst: false, needsSecond: true),
        Overload("range, point", relation, needsFirst: true, needsSecond: false),
        Overload("range1, range2", relation, needsFirst: true, needsSecond: true));

    private static BuiltInFunction OfRanges(string name, Func<Span, Span, bool> relation) =>
        new(name, Overload("range1, range2", relation, needsFirst: true, needsSecond: true));

    private static BuiltInFunction WithPoint(string name, bool pointFirst, Func<Span, Span, bool> relation) => new(
        name,
        Overload(pointFirst ? "point, range" : "range, point", relation, needsFirst: !pointFirst, needsSecond: pointFirst),
        Overload("range1, range2", relation, needsFirst: !pointFirst, needsSecond: pointFirst));

    private static BuiltInOverload Overload(
        string signature, Func<Span, Span, bool> relation, bool needsFirst, bool needsSecond) => new(signature, call =>
    {
        if ((needsFirst && call.Single(0) is not FeelRange) || (needsSecond && call.Single(1) is not FeelRange)) return null;
        if (Span.Of(call.Single(0)) is not { } first || Span.Of(call.Single(1)) is not { } second) return null;
        return first.IsComparableWith(second) ? FeelValue.Of(relation(first, second)) : null;
    });

    /// <summary>A stretch of values; open ends lie at infinity.</summary>
    private readonly record struct Span(FeelValue Start, bool StartIn, FeelValue End, bool EndIn)
    {
        public static Span? Of(FeelValue value) => value switch
        {
            FeelRange range => new Span(range.Start, range.StartIncluded, range.End, range.EndIncluded),
            FeelNull or FeelList or FeelContext or FeelFunction or FeelBoolean => null,
            _ => new Span(value, true, value, true),
        };

        public bool IsComparableWith(Span other)
        {
            var ends = new[] { Start, End, other.Start, other.End }.Where(end => !end.IsNull).ToArray();
            return ends.All(end => FeelOrder.Compare(end, ends[0]) is not null);
        }

        public int EndToStart(Span other) => End.IsNull || other.Start.IsNull ? 1 : FeelOrder.Compare(End, other.Start) ?? 1;

        public bool EndsBefore(Span other) => EndToStart(other) is var order && (order < 0 || (order == 0 && !(EndIn && other.StartIn)));

        public bool StartsBefore(Span other) => StartOrder(other) < 0;

        public bool StartsNoLater(Span other) => StartOrder(other) <= 0;

        public bool EndsNoLater(Span other) => EndOrder(other) <= 0;

        public bool Starts(Span other) => StartOrder(other) == 0;

        public bool Ends(Span other) => EndOrder(other) == 0;

        private int StartOrder(Span other)
        {
            if (Start.IsNull || other.Start.IsNull) return (Start.IsNull ? 0 : 1) - (other.Start.IsNull ? 0 : 1);
            var order = FeelOrder.Compare(Start, other.Start) ?? 0;
            return order != 0 ? order : (StartIn ? 0 : 1) - (other.StartIn ? 0 : 1);
        }

        private int EndOrder(Span other)
        {
            if (End.IsNull || other.End.IsNull) return (End.IsNull ? 1 : 0) - (other.End.IsNull ? 1 : 0);
            var order = FeelOrder.Compare(End, other.End) ?? 0;
            return order != 0 ? order : (EndIn ? 1 : 0) - (other.EndIn ? 1 : 0);
        }
    }
}
