using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using CustomerFlow.Host.Mail;

namespace CustomerFlow.Host.Tests.Mail;

/// <summary>What a reader that others wrote makes of our mail: the e-mail library of Python.</summary>
public sealed class OtherReaderTests
{
    private const string Reader =
        """
        import email, email.policy, json, sys
        mail = email.message_from_binary_file(sys.stdin.buffer, policy=email.policy.default)
        parts = [part for part in mail.walk() if not part.is_multipart()]
        print(json.dumps({
            "subject": mail["Subject"],
            "from": [mail["From"].addresses[0].display_name, mail["From"].addresses[0].addr_spec],
            "to": [mail["To"].addresses[0].display_name, mail["To"].addresses[0].addr_spec],
            "date": mail["Date"].datetime.isoformat(),
            "structure": [part.get_content_type() for part in mail.walk()],
            "plain": mail.get_body(("plain",)).get_content().replace("\r\n", "\n"),
            "shown": mail.get_body(("html", "plain")).get_content().replace("\r\n", "\n"),
            "file": [parts[-1].get_filename(), parts[-1].get_param("method"), parts[-1].get_payload(decode=True).decode()],
            "oneClick": [mail["List-Unsubscribe"], mail["List-Unsubscribe-Post"]],
            "answers": [mail["In-Reply-To"], mail["References"]],
            "defects": [str(d) for part in mail.walk() for d in part.defects] + [str(d) for v in mail.values() for d in v.defects],
        }))
        """;

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [PythonFact]
    public async Task Another_reader_shows_the_mail_as_it_was_written()
    {
        var draft = PostfixTests.ChineseDraft();

        var shown = await ReadAsync(SampleMail.Message(draft));

        Assert.Equal("[]", shown["defects"]);
        Assert.Equal(draft.Subject, shown["subject"]);
        Assert.Equal("""["客户服务部","service@flow.example"]""", shown["from"]);
        Assert.Equal("""["王芳（客户）","wang@customer.example"]""", shown["to"]);
        Assert.Equal("2026-03-05T09:07:01+08:00", shown["date"]);
        Assert.Equal("""["multipart/mixed","multipart/alternative","text/plain","text/html","text/calendar"]""", shown["structure"]);
        Assert.Equal(draft.PlainText, shown["plain"]);
        Assert.Equal(draft.Html + "\n", shown["shown"]);
        Assert.Equal("""["回访.ics","REQUEST","BEGIN:VCALENDAR"]""", shown["file"]);
        Assert.Equal("""["<https://flow.example/u/9f3a>","List-Unsubscribe=One-Click"]""", shown["oneClick"]);
        Assert.Equal("""["<mail.4700.received@flow.example>","<mail.4700.received@flow.example>"]""", shown["answers"]);
    }

    [PythonFact]
    public async Task Names_with_quotes_and_texts_with_odd_spaces_come_through()
    {
        var draft = SampleMail.Draft() with
        {
            From = new MailParty("Smith, \"Jo\" \\ Partners", "service@flow.example"),
            To = new MailParty("=?utf-8?B?no?=", "ann@customer.example"),
            Subject = "two  spaces, =?utf-8?Q?not_decoded?= and é",
            PlainText = "trailing \ttabs\t \n=3D stays, Größe too\n\n" + new string('x', 200) + " \n",
            Attachments = [new MailAttachment("a b.txt", "text/plain; method=x", "file"u8.ToArray())],
            References = ["a@b.example"],
            Unsubscribe = new Uri("https://flow.example/u/1"),
        };

        var shown = await ReadAsync(SampleMail.Message(draft));

        Assert.Equal("[]", shown["defects"]);
        Assert.Equal(draft.Subject, shown["subject"]);
        Assert.Equal(JsonSerializer.Serialize(new[] { draft.From.Name, draft.From.Address }, Relaxed), shown["from"]);
        Assert.Equal(JsonSerializer.Serialize(new[] { draft.To.Name, draft.To.Address }, Relaxed), shown["to"]);
        Assert.Equal(draft.PlainText, shown["plain"]);
        Assert.Equal("""["a b.txt","x","file"]""", shown["file"]);
    }

    // Strings as they are, everything else as JSON text.
    private static async Task<Dictionary<string, string>> ReadAsync(MailMessage message)
    {
        using var python = Process.Start(new ProcessStartInfo("python3", ["-c", Reader])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        await python.StandardInput.BaseStream.WriteAsync(message.Bytes);
        python.StandardInput.Close();
        using var answer = await JsonDocument.ParseAsync(python.StandardOutput.BaseStream);
        await python.WaitForExitAsync();
        return answer.RootElement.EnumerateObject().ToDictionary(
            field => field.Name,
            field => field.Value.ValueKind is JsonValueKind.String ? field.Value.GetString()! : JsonSerializer.Serialize(field.Value, Relaxed));
    }
}

/// <summary>A test that says so on a developer's machine without Python, and fails there in continuous integration.</summary>
internal sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        var found = folders.Any(folder => File.Exists(Path.Combine(folder, "python3")));
        if (!found && Environment.GetEnvironmentVariable("CI") != "true") Skip = "Python is not installed: apt-get install python3.";
    }
}
