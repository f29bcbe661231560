namespace CustomerFlow.Host.OrchestrationApi.Search;

internal static class SearchTexts
{
    public static readonly Text FilterNotAnObject = new("filter 必须是一个对象。", "filter has to be an object.");
    public static readonly Text FilterUnknown = new(
        "不支持按“{0}”筛选。可用的字段：{1}。", "Filtering by \"{0}\" is not supported. The fields are: {1}.");
    public static readonly Text OperatorMissing = new("“{0}”的筛选条件为空。", "The condition for \"{0}\" is empty.");
    public static readonly Text OperatorUnknown = new(
        "字段“{0}”不支持运算符“{1}”。可用的运算符：{2}。", "The field \"{0}\" does not know the operator \"{1}\". The operators are: {2}.");
    public static readonly Text ValueNotValid = new("字段“{0}”的值无效。", "The value for \"{0}\" is not valid.");
    public static readonly Text ListNotValid = new(
        "字段“{0}”需要一个列表，最多 {1} 个值。", "\"{0}\" takes a list of at most {1} values.");
    public static readonly Text OrNotAList = new(
        "$or 需要一个由筛选条件组成的列表，最多 {0} 个。", "$or takes a list of filters, at most {0}.");
    public static readonly Text VariablesNotAList = new(
        "“{0}”需要一个由 name 和 value 组成的列表。", "\"{0}\" takes a list of objects with name and value.");
    public static readonly Text VariableNotJson = new(
        "“{0}”中的 value 必须是 JSON 文本，例如 \"\\\"open\\\"\" 或 \"12\"。",
        "The value in \"{0}\" has to be JSON text, such as \"\\\"open\\\"\" or \"12\".");
    public static readonly Text SortUnknown = new(
        "不支持按“{0}”排序。可用的字段：{1}。", "Sorting by \"{0}\" is not supported. The fields are: {1}.");
    public static readonly Text SortTooLong = new("最多按 {0} 个字段排序。", "At most {0} fields can be sorted by.");
    public static readonly Text OrderUnknown = new("排序方向只能是 ASC 或 DESC。", "The order is ASC or DESC.");
    public static readonly Text LimitNotValid = new("page.limit 必须在 1 到 {0} 之间。", "page.limit must be between 1 and {0}.");
    public static readonly Text FromNotValid = new(
        "page.from 必须在 0 到 {0} 之间；再往后请使用游标。", "page.from must be between 0 and {0}; use a cursor to go further.");
    public static readonly Text TwoPlaces = new(
        "from、after 和 before 只能使用其中一个。", "Only one of from, after and before can be given.");
    public static readonly Text CursorNotValid = new(
        "此游标无效，或属于另一种排序。", "This cursor is not valid, or belongs to another order.");
}
