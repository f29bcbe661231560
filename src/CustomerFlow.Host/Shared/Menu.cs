using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;

namespace CustomerFlow.Host.Shared;

/// <summary>The entries of all features that a person may open, in order.</summary>
internal sealed class Menu(IEnumerable<NavigationEntry> entries, IAuthorizationService authorization)
{
    public const int PhoneBarMax = 4;
    public const string ChineseNameClaim = "name-zh";
    public const string EnglishNameClaim = "name-en";

    public async Task<IReadOnlyList<NavigationEntry>> ForAsync(ClaimsPrincipal user)
    {
        var visible = new List<NavigationEntry>();
        if (user.Identity?.IsAuthenticated != true) return visible;
        foreach (var entry in entries.OrderBy(entry => entry.Group).ThenBy(entry => entry.Order))
        {
            if (entry.Policy is null || (await authorization.AuthorizeAsync(user, entry.Policy)).Succeeded) visible.Add(entry);
        }

        return visible;
    }

    public static string DisplayName(ClaimsPrincipal user) =>
        user.FindFirstValue(Languages.Current == Language.Zh ? ChineseNameClaim : EnglishNameClaim) ?? user.Identity?.Name ?? "";
}
