using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.Access;

/// <summary>What a person changes about the own sign-in: password, second step, tokens.</summary>
internal sealed class AccountModel(
    UserManager<IdentityUser<long>> users, SignInManager<IdentityUser<long>> signIn, PersonalTokens tokens, VerifiedCredentials verified)
    : PageModel
{
    private const int PasswordCharactersMax = 256;

    public bool HasTwoSteps { get; private set; }

    /// <summary>The key to type into an app, in groups of four; null while nothing is being set up.</summary>
    public string? NewKey { get; private set; }

    public string? NewKeyLink { get; private set; }

    public string? NewToken { get; private set; }

    public IReadOnlyList<TokenLine> Tokens { get; private set; } = [];

    [TempData]
    public string? Done { get; set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(await MeAsync(), cancellationToken);

    public async Task<IActionResult> OnPostPasswordAsync(
        [MaxLength(PasswordCharactersMax)] string? current, [MaxLength(PasswordCharactersMax)] string? fresh,
        [MaxLength(PasswordCharactersMax)] string? repeated, CancellationToken cancellationToken)
    {
        var me = await MeAsync();
        if ((fresh ?? "").Length < AccessFeature.PasswordCharactersMin)
            ModelState.AddModelError(nameof(fresh), AccessTexts.PasswordTooShort.With(AccessFeature.PasswordCharactersMin));
        if (fresh != repeated) ModelState.AddModelError(nameof(repeated), AccessTexts.PasswordsDiffer);
        if (!ModelState.IsValid) return await AgainAsync(me, cancellationToken);
        var result = await users.ChangePasswordAsync(me, current ?? "", fresh!);
        if (!result.Succeeded)
        {
            var isWrong = result.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.PasswordMismatch));
            ModelState.AddModelError(nameof(current), isWrong ? AccessTexts.CurrentPasswordWrong : AccessTexts.PasswordNotChanged);
            return await AgainAsync(me, cancellationToken);
        }

        verified.Forget(me.Id);
        // The stamp changed with the password; this session goes on, all others end at their next check.
        await signIn.RefreshSignInAsync(me);
        return Finish(AccessTexts.PasswordChanged);
    }

    public async Task<IActionResult> OnPostSetUpCodeAsync(CancellationToken cancellationToken)
    {
        var me = await MeAsync();
        if (me.TwoFactorEnabled) return RedirectToPage();
        await users.ResetAuthenticatorKeyAsync(me);
        await signIn.RefreshSignInAsync(me);
        await ShowKeyAsync(me);
        return await AgainAsync(me, cancellationToken);
    }

    public async Task<IActionResult> OnPostConfirmCodeAsync([MaxLength(20)] string? code, CancellationToken cancellationToken)
    {
        var me = await MeAsync();
        var isRight = await users.VerifyTwoFactorTokenAsync(me, TokenOptions.DefaultAuthenticatorProvider, OneTimeCode.Digits(code));
        if (!isRight)
        {
            ModelState.AddModelError(nameof(code), AccessTexts.WrongCode);
            await ShowKeyAsync(me);
            return await AgainAsync(me, cancellationToken);
        }

        await users.SetTwoFactorEnabledAsync(me, true);
        verified.Forget(me.Id);
        await signIn.RefreshSignInAsync(me);
        return Finish(AccessTexts.TwoStepsOn);
    }

    public async Task<IActionResult> OnPostStopCodeAsync(
        [MaxLength(PasswordCharactersMax)] string? current, CancellationToken cancellationToken)
    {
        var me = await MeAsync();
        if (!await users.CheckPasswordAsync(me, current ?? ""))
        {
            ModelState.AddModelError("stop", AccessTexts.CurrentPasswordWrong);
            return await AgainAsync(me, cancellationToken);
        }

        await users.SetTwoFactorEnabledAsync(me, false);
        await users.ResetAuthenticatorKeyAsync(me);
        await signIn.RefreshSignInAsync(me);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostCreateTokenAsync(string? name, CancellationToken cancellationToken)
    {
        var me = await MeAsync();
        name = name?.Trim();
        if (string.IsNullOrEmpty(name) || name.Length > PersonalTokens.NameCharactersMax)
            ModelState.AddModelError(nameof(name), AccessTexts.TokenNameMissing);
        else if ((await tokens.OfAsync(me.Id, cancellationToken)).Count >= PersonalTokens.PerPersonMax)
            ModelState.AddModelError(nameof(name), AccessTexts.TokenTooMany.With(PersonalTokens.PerPersonMax));
        else
            NewToken = await tokens.CreateAsync(me.Id, name, cancellationToken);
        return await AgainAsync(me, cancellationToken);
    }

    public async Task<IActionResult> OnPostRevokeTokenAsync(long key, CancellationToken cancellationToken)
    {
        await tokens.RevokeAsync(User.PersonKey(), key, cancellationToken);
        return RedirectToPage();
    }

    private async Task<IdentityUser<long>> MeAsync() =>
        await users.GetUserAsync(User) ?? throw new BadHttpRequestException("The account is gone.", StatusCodes.Status403Forbidden);

    private async Task LoadAsync(IdentityUser<long> me, CancellationToken cancellationToken)
    {
        HasTwoSteps = me.TwoFactorEnabled;
        Tokens = await tokens.OfAsync(me.Id, cancellationToken);
    }

    private async Task<PageResult> AgainAsync(IdentityUser<long> me, CancellationToken cancellationToken)
    {
        await LoadAsync(me, cancellationToken);
        return Page();
    }

    private RedirectToPageResult Finish(Text done)
    {
        Done = done;
        return RedirectToPage();
    }

    private async Task ShowKeyAsync(IdentityUser<long> me)
    {
        var key = await users.GetAuthenticatorKeyAsync(me) ?? "";
        NewKey = string.Join(' ', key.Chunk(4).Select(group => new string(group)));
        NewKeyLink = $"otpauth://totp/CustomerFlow:{Uri.EscapeDataString(me.UserName!)}?secret={key}&issuer=CustomerFlow";
    }
}
