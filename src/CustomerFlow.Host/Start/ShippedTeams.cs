namespace CustomerFlow.Host.Start;

/// <summary>A team that the shipped workflows give tasks to.</summary>
internal sealed record ShippedTeam(string Slug, Text Name);

/// <summary>
/// Reads <c>workflows/teams.json</c>: a new company begins with these teams, so that its first complaint finds somebody to go to.
/// </summary>
internal static class ShippedTeams
{
    private const string Name = "teams.json";

    public static IReadOnlyList<ShippedTeam> Load(string folder) =>
        [.. ShippedFile.Read<Entry>(Name, ShippedFile.Load(folder, Name), entry => entry.Slug)
            .Select(entry => new ShippedTeam(entry.Slug, entry.Name.Text))];

    private sealed record Entry(string Slug, ShippedText Name);
}
