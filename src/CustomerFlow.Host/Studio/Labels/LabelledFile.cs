using System.Text.Json;
using System.Xml;

namespace CustomerFlow.Host.Studio.Labels;

/// <summary>A file whose labels can be read and replaced while everything else stays as it is.</summary>
internal abstract class LabelledFile
{
    public abstract IReadOnlyList<FileLabel> Labels { get; }

    /// <summary>Null for kinds without labels, and for a file that cannot be read; the check says what is wrong with it.</summary>
    public static LabelledFile? Open(string name, string text)
    {
        try
        {
            return PackFile.KindOf(name) switch
            {
                PackFileKind.Flow => new XmlLabels(text, FlowLabels.Of),
                PackFileKind.Table => new XmlLabels(text, TableLabels.Of),
                PackFileKind.Form => new FormLabels(text),
                _ => null,
            };
        }
        catch (Exception exception) when (exception is XmlException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    public abstract string Write();

    /// <summary>Whether the other file says the same, however it is laid out as text.</summary>
    public abstract bool SaysTheSameAs(LabelledFile other);
}
