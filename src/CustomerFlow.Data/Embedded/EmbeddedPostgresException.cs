namespace CustomerFlow.Data.Embedded;

/// <summary>The private PostgreSQL cannot serve; the message says in English and Chinese what to do about it.</summary>
public sealed class EmbeddedPostgresException : Exception
{
    /// <summary>Keeps both sentences and the technical cause.</summary>
    /// <param name="english">What is wrong and what to do, in English.</param>
    /// <param name="chinese">The same in Chinese.</param>
    /// <param name="cause">The error underneath, if there is one.</param>
    public EmbeddedPostgresException(string english, string chinese, Exception? cause = null)
        : base($"{english}\n{chinese}", cause)
    {
        English = english;
        Chinese = chinese;
    }

    /// <summary>The sentence for an English-speaking operator.</summary>
    public string English { get; }

    /// <summary>The sentence for a Chinese-speaking operator.</summary>
    public string Chinese { get; }
}
