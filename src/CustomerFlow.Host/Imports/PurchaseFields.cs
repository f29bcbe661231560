using CustomerFlow.Data.Customers;
using CustomerFlow.Host.Customers;

namespace CustomerFlow.Host.Imports;

/// <summary>A purchase as a file or a program tells it.</summary>
internal sealed record PurchaseFields(
    string? Reference, DateOnly? BoughtOn, string? Product, decimal? Quantity, decimal? Amount, string? Currency);

/// <summary>What must hold of a purchase; the same from import and API.</summary>
internal static class PurchaseRules
{
    public const int ReferenceCharactersMax = 60;
    public const int ProductCharactersMax = 200;
    private const decimal NumberMax = 999_999_999_999m;
    private const int CurrencyLetters = 3;
    private static readonly DateOnly Earliest = new(1970, 1, 1);

    public static readonly Text ReferenceMissing = new("请填写订单行号。", "Enter the order line.");
    public static readonly Text DateOutOfRange = new("日期不能早于 1970 年，也不能在将来。", "The date is before 1970 or still to come.");
    public static readonly Text ProductMissing = new("请填写产品。", "Enter the product.");
    public static readonly Text QuantityNotValid = new("数量必须大于 0，最多三位小数。", "The quantity is above 0 with at most three decimals.");
    public static readonly Text AmountNotValid = new("请填写金额，最多两位小数。", "Enter the amount, with at most two decimals.");
    public static readonly Text CurrencyNotValid = new("币种是三个字母，例如 CNY。", "The currency is three letters, such as CNY.");

    public static IReadOnlyList<FieldProblem> Problems(PurchaseFields fields, DateOnly today)
    {
        var problems = new List<FieldProblem>();
        CheckText(nameof(fields.Reference), fields.Reference, ReferenceCharactersMax, ReferenceMissing, problems);
        CheckText(nameof(fields.Product), fields.Product, ProductCharactersMax, ProductMissing, problems);
        if (fields.BoughtOn is not { } day || day < Earliest || day > today) problems.Add(new(nameof(fields.BoughtOn), DateOutOfRange));
        if (fields.Quantity is { } quantity && (quantity <= 0 || quantity > NumberMax || decimal.Round(quantity, 3) != quantity))
            problems.Add(new(nameof(fields.Quantity), QuantityNotValid));
        if (fields.Amount is not { } amount || Math.Abs(amount) > NumberMax || decimal.Round(amount, 2) != amount)
            problems.Add(new(nameof(fields.Amount), AmountNotValid));
        if (fields.Currency is { } currency && (currency.Length != CurrencyLetters || !currency.All(char.IsAsciiLetterUpper)))
            problems.Add(new(nameof(fields.Currency), CurrencyNotValid));
        return problems;
    }

    public static Purchase Row(long key, long customerKey, string source, PurchaseFields fields, long? batchKey) => new()
    {
        Key = key,
        CustomerKey = customerKey,
        BoughtOn = fields.BoughtOn!.Value,
        Product = fields.Product!.Trim(),
        Quantity = fields.Quantity ?? 1,
        Amount = fields.Amount!.Value,
        Currency = fields.Currency ?? "CNY",
        Reference = fields.Reference!.Trim(),
        Source = source,
        ImportBatchKey = batchKey,
    };

    /// <summary>Whether a purchase on file says the same.</summary>
    public static bool IsSame(Purchase known, Purchase other) =>
        (known.CustomerKey, known.BoughtOn, known.Product, known.Quantity, known.Amount, known.Currency)
            == (other.CustomerKey, other.BoughtOn, other.Product, other.Quantity, other.Amount, other.Currency);

    private static void CheckText(string field, string? text, int charactersMax, Text missing, List<FieldProblem> problems)
    {
        if (CustomerRules.Given(text) is not { } said) problems.Add(new(field, missing));
        else if (said.Length > charactersMax) problems.Add(new(field, CustomerTexts.TooLong(charactersMax)));
    }
}
