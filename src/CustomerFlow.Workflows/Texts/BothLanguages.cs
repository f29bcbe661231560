namespace CustomerFlow.Workflows.Texts;

/// <summary>One sentence or word written natively in Chinese and in English.</summary>
/// <param name="Zh">Simplified Chinese.</param>
/// <param name="En">English.</param>
public sealed record BothLanguages(string Zh, string En)
{
    /// <summary>Answers the text for a language tag: Chinese for <c>zh</c> and <c>zh-…</c>, else English.</summary>
    public string In(string language) => Languages.IsChinese(language) ? Zh : En;
}
