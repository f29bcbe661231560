namespace CustomerFlow.Host.Imports;

/// <summary>Caps on what one import may bring.</summary>
internal static class ImportLimits
{
    public const int FileMegabytesMax = 20;
    public const int FileBytesMax = FileMegabytesMax * 1024 * 1024;

    /// <summary>The file and the few fields of its form.</summary>
    public const long RequestBytesMax = FileBytesMax + (64 * 1024);

    /// <summary>What a packed spreadsheet may unfold to.</summary>
    public const long UnpackedBytesMax = 200L * 1024 * 1024;

    public const int RowsMax = 100_000;
    public const int ColumnsMax = 60;
    public const int CellCharactersMax = 4000;
    public const int FileNameCharactersMax = 200;

    /// <summary>Lines that are read, compared and written at a time.</summary>
    public const int ChunkRows = 1000;

    /// <summary>How often an import is begun before it counts as failed.</summary>
    public const int AttemptsMax = 5;

    /// <summary>Lines shown beside the choice of columns.</summary>
    public const int SampleLines = 3;

    /// <summary>Customers that a second colleague compares with the source.</summary>
    public const int CheckedMax = 20;
    public const int CheckedMin = 5;

    /// <summary>After that many days the lines of an import that nobody finished, and those that were refused, are gone.</summary>
    public const int KeptDays = 14;

    public static readonly TimeSpan LoopPause = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan StatementMax = TimeSpan.FromMinutes(2);
}
