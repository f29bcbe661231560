using System.Globalization;

namespace CustomerFlow.Host.Shared;

/// <summary>
/// A sentence in both languages. Written into a page it appears in the language of the current request, so that a page says
/// <c>@TaskTexts.Inbox</c> and nothing else.
/// </summary>
public readonly record struct Text(string Zh, string En)
{
    public string In(Language language) => language == Language.Zh ? Zh : En;

    /// <summary>Fills <c>{0}</c>, <c>{1}</c>, … with values already written for the current reader.</summary>
    public string With(params ReadOnlySpan<object?> arguments) => string.Format(CultureInfo.CurrentCulture, ToString(), arguments);

    public override string ToString() => In(Languages.Current);

    public static implicit operator string(Text text) => text.ToString();
}

/// <summary>The languages that every text exists in.</summary>
public enum Language
{
    Zh,
    En,
}
