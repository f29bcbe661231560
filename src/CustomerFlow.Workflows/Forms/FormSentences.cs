using CustomerFlow.Workflows.Texts;

namespace CustomerFlow.Workflows.Forms;

/// <summary>What is wrong with one answer.</summary>
/// <param name="Name">The name under which the field is posted.</param>
/// <param name="Code">Stable name of the rule, for example <c>form.required</c>.</param>
/// <param name="Sentence">What to do, to be shown beside the field.</param>
public sealed record FieldError(string Name, string Code, BothLanguages Sentence);

/// <summary>The sentences that people read beside a field.</summary>
internal static class FormSentences
{
    public static FieldError Required(string name) => new(name, "form.required", new("请填写此项。", "Please fill in this field."));

    public static FieldError MustBeTicked(string name) => new(name, "form.required", new("请勾选此项。", "Please tick this box."));

    public static FieldError ChooseOne(string name) => new(name, "form.required", new("请选择一项。", "Please choose an option."));

    public static FieldError TooShort(string name, string length) => new(name, "form.too-short", new(
        $"请至少填写 {length} 个字符。", $"Please enter at least {length} characters."));

    public static FieldError TooLong(string name, int length) => new(name, "form.too-long", new(
        $"最多可填写 {length} 个字符。", $"Please enter at most {length} characters."));

    public static FieldError Pattern(string name) => new(name, "form.pattern", new(
        "填写的内容不符合要求的格式。", "What you entered does not have the required form."));

    public static FieldError Email(string name) => new(name, "form.email", new(
        "请填写有效的邮箱地址，例如 name@example.com。", "Please enter a mail address such as name@example.com."));

    public static FieldError Phone(string name) => new(name, "form.phone", new(
        "请填写有效的电话号码，例如 +86 138 0013 8000。", "Please enter a telephone number such as +86 138 0013 8000."));

    public static FieldError Characters(string name) => new(name, "form.characters", new(
        "填写的内容含有无法保存的字符。", "What you entered holds characters that cannot be stored."));

    public static FieldError Number(string name) => new(name, "form.number", new(
        "请填写数字，例如 6800 或 6800.50。", "Please enter a number such as 6800 or 6800.50."));

    public static FieldError Whole(string name) => new(name, "form.decimals", new("请填写整数。", "Please enter a whole number."));

    public static FieldError Decimals(string name, int decimals) => new(name, "form.decimals", new(
        $"小数最多 {decimals} 位。",
        decimals == 1 ? "Please enter at most one decimal digit." : $"Please enter at most {decimals} decimal digits."));

    public static FieldError Step(string name, string step) => new(name, "form.step", new(
        $"请填写 {step} 的整数倍。", $"Please enter a multiple of {step}."));

    public static FieldError TooSmall(string name, string least) => new(name, "form.min", new(
        $"不能小于 {least}。", $"This must be {least} or more."));

    public static FieldError TooLarge(string name, string most) => new(name, "form.max", new(
        $"不能大于 {most}。", $"This must be {most} or less."));

    public static FieldError Option(string name) => new(name, "form.option-unknown", new(
        "所选选项已不可用，请重新选择。", "This option is not available; please choose again."));

    public static FieldError Moment(string name, MomentPart part) => new(name, "form.moment", part switch
    {
        MomentPart.Date => new("请填写有效的日期，例如 2026-11-24。", "Please enter a date such as 2026-11-24."),
        MomentPart.Time => new("请填写有效的时间，例如 10:30。", "Please enter a time such as 10:30."),
        _ => new("请填写有效的日期和时间，例如 2026-11-24 10:30。", "Please enter a date and time such as 2026-11-24 10:30."),
    });

    public static FieldError Past(string name) => new(name, "form.past", new("不能早于今天。", "This must not be before today."));
}
