using CustomerFlow.Data;
using CustomerFlow.Data.People;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.People;

/// <summary>Writes user names as people read them. Loads the ones a page needs at once, so that a list costs one query.</summary>
internal sealed class PeopleNames(CustomerFlowDb db)
{
    private const int ChoicesMax = 2000;

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _teams = new(StringComparer.Ordinal);

    public async Task LoadAsync(IEnumerable<string?> usernames, CancellationToken cancellationToken)
    {
        var missing = usernames.OfType<string>().Where(name => !_names.ContainsKey(name)).Distinct().ToArray();
        if (missing.Length == 0) return;
        var found = await db.Set<Person>().AsNoTracking().Where(person => missing.Contains(person.UserName))
            .Select(person => new { person.UserName, person.NameZh, person.NameEn }).ToListAsync(cancellationToken);
        foreach (var person in found) _names[person.UserName] = new Text(person.NameZh, person.NameEn);
    }

    public async Task LoadTeamsAsync(CancellationToken cancellationToken)
    {
        if (_teams.Count > 0) return;
        var teams = await db.Set<Team>().AsNoTracking().Select(team => new { team.Slug, team.NameZh, team.NameEn })
            .ToListAsync(cancellationToken);
        foreach (var team in teams) _teams[team.Slug] = new Text(team.NameZh, team.NameEn);
    }

    /// <summary>Everybody who can take work, by name.</summary>
    public async Task<IReadOnlyList<PersonChoice>> ColleaguesAsync(CancellationToken cancellationToken)
    {
        var people = await db.Set<Person>().AsNoTracking().Where(person => person.Active)
            .Select(person => new { person.Key, person.UserName, person.NameZh, person.NameEn })
            .Take(ChoicesMax).ToListAsync(cancellationToken);
        return [.. people.Select(person => new PersonChoice(person.Key, person.UserName, new Text(person.NameZh, person.NameEn)))
            .OrderBy(person => person.Name, StringComparer.CurrentCulture)];
    }

    /// <summary>The person's name; a name that belongs to nobody here is shown as it is.</summary>
    public string Of(string username) => _names.GetValueOrDefault(username, username);

    public string OfTeam(string slug) => _teams.GetValueOrDefault(slug, slug);

    public string OfTeams(IEnumerable<string> slugs) => string.Join(PeopleTexts.ListSeparator, slugs.Select(OfTeam));
}

/// <summary>A person in a list to choose from.</summary>
internal sealed record PersonChoice(long Key, string Username, string Name);
