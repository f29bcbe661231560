using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CustomerFlow.Workflows.Feel;

/// <summary>Values from and to JSON. Numbers keep their digits; dates, times and durations are written as ISO strings.</summary>
public static class FeelJson
{
    private const int DepthMax = 64;
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = DepthMax };
    private static readonly JsonWriterOptions WriterOptions = new()
    {
        MaxDepth = 2 * DepthMax,
        // Chinese stays readable; whoever puts the text into HTML encodes it there.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads a value.</summary>
    /// <param name="element">Any JSON.</param>
    public static FeelValue Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => FeelValue.Null,
        JsonValueKind.True => FeelValue.True,
        JsonValueKind.False => FeelValue.False,
        JsonValueKind.String => new FeelText(element.GetString()!),
        JsonValueKind.Number => FeelNumber.TryParse(element.GetRawText(), out var number)
            ? new FeelNumberValue(number)
            : throw new JsonException("The number is beyond the range."),
        JsonValueKind.Array => new FeelList([.. element.EnumerateArray().Select(Read)]),
        JsonValueKind.Object => ReadObject(element),
        _ => throw new UnreachableException(),
    };

    /// <summary>Reads a value.</summary>
    /// <exception cref="JsonException">The text is no JSON, nested deeper than 64, or has a number beyond the range.</exception>
    /// <param name="json">Any JSON.</param>
    public static FeelValue Parse(string json)
    {
        using var document = JsonDocument.Parse(json, Options);
        return Read(document.RootElement);
    }

    /// <summary>Reads an object.</summary>
    /// <exception cref="JsonException">The text is no JSON object, nested deeper than 64, or has a number beyond the range.</exception>
    /// <param name="json">A JSON object.</param>
    public static FeelContext ParseObject(string json) =>
        Parse(json) as FeelContext ?? throw new JsonException("The JSON is no object.");

    /// <summary>Reads an object.</summary>
    /// <exception cref="JsonException">The text is no JSON object, nested deeper than 64, or has a number beyond the range.</exception>
    /// <param name="json">A JSON object in UTF-8.</param>
    public static FeelContext ParseObject(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, Options);
        return Read(document.RootElement) as FeelContext ?? throw new JsonException("The JSON is no object.");
    }

    /// <summary>Writes a value; ranges and functions, which JSON does not know, as their text.</summary>
    /// <param name="writer">Where it goes.</param>
    /// <param name="value">The value.</param>
    public static void Write(Utf8JsonWriter writer, FeelValue value)
    {
        switch (value)
        {
            case FeelNull:
                writer.WriteNullValue();
                break;
            case FeelBoolean boolean:
                writer.WriteBooleanValue(boolean.Value);
                break;
            case FeelNumberValue number:
                writer.WriteRawValue(number.Value.ToString(), skipInputValidation: true);
                break;
            case FeelList list:
                writer.WriteStartArray();
                foreach (var item in list.Items) Write(writer, item);
                writer.WriteEndArray();
                break;
            case FeelContext context:
                writer.WriteStartObject();
                foreach (var (name, entry) in context.Entries)
                {
                    writer.WritePropertyName(name);
                    Write(writer, entry);
                }

                writer.WriteEndObject();
                break;
            default:
                writer.WriteStringValue(value.ToString());
                break;
        }
    }

    /// <summary>Writes a value as JSON text.</summary>
    /// <param name="value">The value.</param>
    public static string ToText(FeelValue value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            Write(writer, value);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static FeelContext ReadObject(JsonElement element) =>
        new(element.EnumerateObject().Select(property => KeyValuePair.Create(property.Name, Read(property.Value))));
}
