using CustomerFlow.Data.Workflows;

namespace CustomerFlow.Host.Mail;

/// <summary>Says where a mail stands and why, for people who know nothing of mail servers.</summary>
internal static class MailWords
{
    /// <summary>Begins the answer of a mail that a person settled; the username follows.</summary>
    public const string ByHand = "By hand: ";

    private static readonly Dictionary<string, Text> Sentences = new(StringComparer.Ordinal)
    {
        ["No address."] = MailboxTexts.NoAddress,
        ["The recipient was erased."] = MailboxTexts.Erased,
        ["The recipient wants no mail."] = MailboxTexts.WantsNone,
        ["The address or a header is not valid."] = MailboxTexts.NotValid,
        ["The sender stopped at the final dot."] = MailboxTexts.SenderStopped,
    };

    public static string State(OutgoingMailRow mail) => IsDeferred(mail) ? MailboxTexts.Deferred : Words.MailState(mail.State.ToString());

    public static bool IsDeferred(OutgoingMailRow mail) => mail is { State: MailState.Queued, Attempts: > 0 };

    public static string Tone(OutgoingMailRow mail) => mail.State switch
    {
        MailState.Sent => "is-good",
        MailState.Failed or MailState.Bounced => "is-bad",
        MailState.Unknown => "is-warn",
        _ => IsDeferred(mail) ? "is-warn" : "",
    };

    /// <summary>The username of who settled it by hand; null when nobody did.</summary>
    public static string? Decider(OutgoingMailRow mail) =>
        mail.Answer is { } answer && answer.StartsWith(ByHand, StringComparison.Ordinal) ? answer[ByHand.Length..] : null;

    /// <summary>Null when there is nothing to explain.</summary>
    public static string? Reason(OutgoingMailRow mail, Func<string, string> nameOf)
    {
        if (mail.Answer is not { } answer) return null;
        if (Decider(mail) is { } decider) return MailboxTexts.SaidBy.With(nameOf(decider));
        if (Sentences.TryGetValue(answer, out var sentence)) return sentence;
        if (mail.State == MailState.Unknown) return MailboxTexts.NoAnswer;
        var end = answer.IndexOf(' ', StringComparison.Ordinal);
        var (phase, codes) = end > 0 ? (answer[..end], answer[(end + 1)..]) : (answer, "");
        if (!Enum.TryParse<MailPhase>(phase, out var known)) return answer;
        return codes.Length == 0 ? MailboxTexts.Phase(known) : MailboxTexts.WithCodes.With(MailboxTexts.Phase(known), codes);
    }
}
