using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Texts;
using NodaTime;

namespace CustomerFlow.Workflows.Forms;

/// <summary>The world around a form while it is shown or sent.</summary>
/// <param name="Variables">The variables of the process: first answers, and what conditions and texts may name.</param>
/// <param name="Environment">Its zone is the one in which people enter and read times.</param>
public sealed record FormContext(FeelContext Variables, FeelEnvironment Environment)
{
    internal DateTimeZone Zone => TextExpression.ZoneOf(Environment);

    internal LocalDate Today => Instant.FromDateTimeOffset(Environment.Now).InZone(Zone).Date;

    internal FeelValue Evaluate(FeelExpression expression, FeelContext data) => expression.Evaluate(FeelScope.Of(data), Environment).Value;

    // A condition that fails or answers something else than true does not hold, as in form-js.
    internal bool Holds(FeelExpression? condition, FeelContext data) =>
        condition is not null && Evaluate(condition, data) is FeelBoolean { Value: true };
}
