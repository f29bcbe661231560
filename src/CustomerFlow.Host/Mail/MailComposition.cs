namespace CustomerFlow.Host.Mail;

/// <summary>A draft made into a mail, or the reason why it must not become one.</summary>
internal abstract record MailComposition
{
    private MailComposition()
    {
    }

    public sealed record Composed(MailMessage Message) : MailComposition;

    /// <summary>The draft as it stands will never be a mail; <paramref name="Field"/> is a property of <see cref="MailDraft"/>.</summary>
    public sealed record Refused(string Field, MailFlaw Flaw) : MailComposition;
}

internal enum MailFlaw
{
    /// <summary>A line break or another control character in a header: somebody may be writing headers of their own.</summary>
    ControlCharacter,

    /// <summary>Not an e-mail address.</summary>
    NotAnAddress,

    /// <summary>Not a Message-ID of the form <c>left@right</c>.</summary>
    NotAMessageId,

    /// <summary>Not a full http or https address.</summary>
    NotAWebAddress,

    /// <summary>Not a media type such as <c>text/calendar; method=REQUEST</c>.</summary>
    NotAMediaType,

    /// <summary>Needed, and empty.</summary>
    Missing,

    /// <summary>Longer than mail programs and servers take.</summary>
    TooLong,
}
