using System.Globalization;
using CustomerFlow.Host.Complaints;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Host.People;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Host.Allocation;

/// <summary>Somebody who was looked at.</summary>
internal sealed record ConsideredPerson(string Username, int Customers, bool IsPresent, bool IsSenior);

/// <summary>The stored answer to "why this person?", in the reader's language.</summary>
internal sealed record AssignmentWhy(string? Rule, string Team, string? Skill, string Reason, int Limit)
{
    public bool IsSeniorNeeded { get; init; }

    public required IReadOnlyList<ConsideredPerson> Considered { get; init; }

    /// <summary>What was known of the customer then, as the table was asked.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }
}

/// <summary>Reads what an assignment stored, with the rule's name from the release that decided.</summary>
internal sealed class AssignmentWhys(ReleaseReader releases, PeopleNames names)
{
    public async Task<AssignmentWhy> ReadAsync(string json, CancellationToken cancellationToken)
    {
        var why = FeelJson.ParseObject(json);
        var considered = (why.Get("considered") as FeelList)?.Items.OfType<FeelContext>().Select(person => new ConsideredPerson(
            person.Text("person") ?? "", (int)(person.Number("openCases") ?? 0), person.Flag("present"), person.Flag("senior"))) ?? [];
        var people = considered.ToList();
        await names.LoadAsync(people.Select(person => person.Username), cancellationToken);
        await names.LoadTeamsAsync(cancellationToken);
        return new AssignmentWhy(
            await RuleAsync(why, cancellationToken), why.Text("team") ?? "", why.Text("skill"),
            why.Text("reason") ?? CaseAssignment.LeastLoad, (int)(why.Number("limit") ?? 0))
        {
            IsSeniorNeeded = why.Flag("seniorNeeded"), Considered = people, Inputs = Inputs(why.Get("inputs") as FeelContext),
        };
    }

    private async Task<string?> RuleAsync(FeelContext why, CancellationToken cancellationToken)
    {
        if (why.Text("rule") is not { } rule
            || !long.TryParse(why.Text("release"), NumberStyles.None, CultureInfo.InvariantCulture, out var release)) return null;
        return (await releases.OfReleaseAsync(release, cancellationToken)).Name(rule, null);
    }

    private static IReadOnlyList<string> Inputs(FeelContext? inputs)
    {
        if (inputs is null) return [];
        var language = inputs.Text("language") == "zh" ? PeopleTexts.Chinese : PeopleTexts.English;
        return [.. new[] { Words.Tier(inputs.Text("tier") ?? ""), inputs.Text("industry"), inputs.Text("region"), language.ToString() }
            .OfType<string>().Concat((inputs.Get("needs") as FeelList)?.Items.OfType<FeelText>().Select(need => need.Value) ?? [])];
    }
}
