using System.Xml.Linq;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Definitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace CustomerFlow.Host.Instances;

/// <summary>
/// BPMN files with their names in the reader's language. A published definition never changes, so each is named once per language.
/// </summary>
internal sealed class FlowFiles(DbPool pool, ReleaseReader releases) : IDisposable
{
    private const long BytesMax = 32 * 1024 * 1024;
    private const string BpmnModel = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    // Definitions are nobody's rows: whether a reader may see this one is decided by the case.
    private static readonly AccessScope Scope = AccessScope.System("definitions");

    private readonly MemoryCache _named = new(new MemoryCacheOptions { SizeLimit = BytesMax });

    /// <summary>Null when there is no such definition.</summary>
    public async Task<byte[]?> FindAsync(long processDefinitionKey, CancellationToken cancellationToken)
    {
        var key = (processDefinitionKey, Languages.Current);
        if (_named.TryGetValue(key, out byte[]? known)) return known;
        await using var db = pool.Open(Scope);
        var content = await db.Set<ProcessDefinitionRow>().Where(row => row.Key == processDefinitionKey)
            .Join(db.Set<ResourceRow>(), row => row.ResourceKey, file => file.Key, (_, file) => file.Content)
            .SingleOrDefaultAsync(cancellationToken);
        if (content is null) return null;
        var pages = await releases.OfDefinitionAsync(processDefinitionKey, cancellationToken);
        var named = InReadersLanguage(content, pages);
        return _named.Set(key, named, new MemoryCacheEntryOptions { Size = named.Length });
    }

    public void Dispose() => _named.Dispose();

    // What has no text of its own keeps the name that it has in the file.
    private static byte[] InReadersLanguage(byte[] content, ReleasePages pages)
    {
        using var stream = new MemoryStream(content);
        var document = XDocument.Load(stream);
        foreach (var element in document.Descendants().Where(element => element.Name.NamespaceName == BpmnModel))
        {
            if (element.Attribute("id") is { } id && element.Attribute("name") is { } name) name.Value = pages.Name(id.Value, name.Value);
        }

        using var renamed = new MemoryStream();
        document.Save(renamed);
        return renamed.ToArray();
    }
}
