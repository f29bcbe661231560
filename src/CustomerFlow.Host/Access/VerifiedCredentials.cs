using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;

namespace CustomerFlow.Host.Access;

/// <summary>
/// Remembers for a minute that a credential was right, so that a busy program does not cost a password hash per call. Only a keyed
/// hash is kept, under a key that dies with the process. Other nodes forget a changed password after that minute at the latest.
/// </summary>
internal sealed class VerifiedCredentials(TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);
    private const int EntriesMax = 1000;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public ClaimsPrincipal? Find(string credential) =>
        _entries.TryGetValue(Fingerprint(credential), out var entry) && entry.Until > time.GetUtcNow() ? entry.Principal : null;

    public void Remember(string credential, long userKey, ClaimsPrincipal principal)
    {
        if (_entries.Count >= EntriesMax) Sweep();
        _entries[Fingerprint(credential)] = new Entry(userKey, principal, time.GetUtcNow() + Lifetime);
    }

    /// <summary>To be called whenever a password, a token or a role of the person changes.</summary>
    public void Forget(long userKey)
    {
        foreach (var (fingerprint, _) in _entries.Where(entry => entry.Value.UserKey == userKey)) _entries.TryRemove(fingerprint, out _);
    }

    private void Sweep()
    {
        var now = time.GetUtcNow();
        foreach (var (fingerprint, _) in _entries.Where(entry => entry.Value.Until <= now)) _entries.TryRemove(fingerprint, out _);
        if (_entries.Count >= EntriesMax) _entries.Clear();
    }

    private string Fingerprint(string credential) => Convert.ToHexString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(credential)));

    private sealed record Entry(long UserKey, ClaimsPrincipal Principal, DateTimeOffset Until);
}
