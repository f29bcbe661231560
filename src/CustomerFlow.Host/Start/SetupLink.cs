using System.Security.Cryptography;
using System.Text;

namespace CustomerFlow.Host.Start;

/// <summary>The secret in the link that makes the first administrator of an empty installation; it dies with the process.</summary>
internal sealed class SetupLink
{
    private const int TokenBytes = 16;

    private readonly string _token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));

    /// <summary>Whether nobody can sign in yet, so that the link is offered.</summary>
    public bool IsOpen { get; private set; }

    public string Path => $"/setup/{_token}";

    public void Open() => IsOpen = true;

    public void Close() => IsOpen = false;

    public bool Accepts(string? token) =>
        IsOpen && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token ?? ""), Encoding.UTF8.GetBytes(_token));
}
