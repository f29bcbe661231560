using System.Text.Json;
using CustomerFlow.Data.Protection;
using CustomerFlow.Workflows.Runtime;

namespace CustomerFlow.Data.Workflows.Mail;

/// <summary>
/// Seals what a mail says: for a customer under the contact's own key, so that erasing the contact erases waiting mail too; for staff
/// under the installation's.
/// </summary>
public sealed class MailVault(FieldProtector protector, SubjectKeys keys)
{
    private const string Column = "outgoing_mail.content";

    /// <summary>Seals the text of a mail to be queued.</summary>
    public async Task<byte[]?> SealAsync(
        CustomerFlowDb db, bool toCustomer, long recipientKey, MailText text, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.Serialize(text);
        if (!toCustomer) return protector.SealForInstallation(Column, json);
        var key = await keys.OpenAsync(db, recipientKey, cancellationToken);
        return key.IsErased ? null : FieldProtector.Seal(key, Column, json);
    }

    /// <summary>Opens it again; null when the contact was erased or the text was cleared after sending.</summary>
    public async Task<MailText?> OpenAsync(
        CustomerFlowDb db, MailAudience audience, long recipientKey, byte[]? content, CancellationToken cancellationToken)
    {
        if (content is null) return null;
        var json = audience == MailAudience.Staff
            ? protector.OpenForInstallation(Column, content)
            : FieldProtector.Open(await keys.OpenAsync(db, recipientKey, cancellationToken), Column, content);
        return json is null ? null : JsonSerializer.Deserialize<MailText>(json);
    }
}
