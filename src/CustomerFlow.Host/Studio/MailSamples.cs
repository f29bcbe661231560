using System.Text.Json.Nodes;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Texts;

namespace CustomerFlow.Host.Studio;

/// <summary>An invented case to fill a mail with, so that its owner sees how it will look.</summary>
internal static class MailSamples
{
    private const string Chinese =
        """
        {
          "case": { "number": "C-2026-000412" },
          "contact": { "name": "陈晓雯" },
          "complaint": { "subject": "收到的咖啡机漏水", "category": "product", "description": "第一次使用就从底部漏水。" },
          "customer": { "name": "晨光咖啡馆" },
          "task": { "name": "制定处理方案", "due": "11月26日 周四 17:00", "assignee": "王敏" },
          "remedyName": "退款", "remedy": "refund", "cost": 680,
          "reasons": "检查确认密封圈在出厂时安装不当，责任在我们。",
          "question": "请告知机器底部标签上的序列号。",
          "finalPosition": "我们已经退款并承担运费，无法再提供其他补偿。",
          "resolutionDue": "12月1日 周二 18:00", "firstResponseDue": "11月25日 周三 12:00"
        }
        """;

    private const string English =
        """
        {
          "case": { "number": "C-2026-000412" },
          "contact": { "name": "Chen Xiaowen" },
          "complaint": { "subject": "The coffee machine leaks", "category": "product",
              "description": "It leaked from the bottom on first use." },
          "customer": { "name": "Morning Light Café" },
          "task": { "name": "Decide remedy", "due": "Thu 26 Nov 17:00", "assignee": "Wang Min" },
          "remedyName": "Refund", "remedy": "refund", "cost": 680,
          "reasons": "We found that a seal was fitted badly in the factory; the fault is ours.",
          "question": "Please tell us the serial number on the label under the machine.",
          "finalPosition": "We have refunded the price and the postage and cannot offer more.",
          "resolutionDue": "Tue 1 Dec 18:00", "firstResponseDue": "Wed 25 Nov 12:00"
        }
        """;

    private const string LinkRoot = "links";
    private const string SampleLink = "https://service.example/";

    /// <summary>The sample, with something to see for every plain placeholder of the mail that it does not know.</summary>
    public static FeelContext For(Language language, MailText mail)
    {
        var sample = JsonNode.Parse(language == Language.Zh ? Chinese : English)!.AsObject();
        foreach (var placeholder in mail.Subject.Placeholders.Concat(mail.Body.Placeholders)) Complete(sample, placeholder.Source);
        return FeelJson.ParseObject(sample.ToJsonString());
    }

    private static void Complete(JsonObject sample, string source)
    {
        var parts = source.Split('.');
        if (parts.Any(part => part.Length == 0 || !part.All(letter => char.IsLetterOrDigit(letter) || letter == '_'))) return;
        var holder = sample;
        foreach (var part in parts[..^1])
        {
            if (!holder.ContainsKey(part)) holder[part] = new JsonObject();
            if (holder[part] is not JsonObject inner) return;
            holder = inner;
        }

        if (!holder.ContainsKey(parts[^1])) holder[parts[^1]] = parts[0] == LinkRoot ? SampleLink + parts[^1] : $"[{source}]";
    }
}
