namespace CustomerFlow.Workflows.Texts;

/// <summary>The two languages that every text exists in.</summary>
public static class Languages
{
    /// <summary>Simplified Chinese.</summary>
    public const string Chinese = "zh";

    /// <summary>English.</summary>
    public const string English = "en";

    /// <summary>Tells whether a language tag such as <c>zh</c>, <c>zh-CN</c> or <c>en-GB</c> asks for Chinese.</summary>
    public static bool IsChinese(string language) =>
        language.Equals(Chinese, StringComparison.OrdinalIgnoreCase) || language.StartsWith("zh-", StringComparison.OrdinalIgnoreCase);
}
