namespace CustomerFlow.Host.Shared;

/// <summary>Caps on what one request may bring or ask for.</summary>
internal static class RequestLimits
{
    public const long RequestBytesMax = 4 * 1024 * 1024;
    public const int FormFieldsMax = 1000;
    public const int FormFieldBytesMax = 256 * 1024;
    public const int PageSizeMax = 200;
    public const int PageSize = 50;
    public const int SearchCharactersMax = 100;
}
