namespace CustomerFlow.Host.Customers;

internal static class MergeTexts
{
    public static readonly Text Duplicates = new("疑似重复", "Duplicates");
    public static readonly Text Lead = new(
        "名称相同（不计公司形式）或联系人的电话、邮箱相同的档案。合并后可以撤销。",
        "Records with the same name but for its legal form, or with a contact who has the same phone or e-mail. A merge can be undone.");
    public static readonly Text None = new("没有疑似重复的档案", "No duplicates");
    public static readonly Text NoneAdvice = new("新的重复档案会自动出现在这里。", "New ones show up here by themselves.");
    public static readonly Text SameName = new("名称相同", "same name");
    public static readonly Text SamePerson = new("电话或邮箱相同", "same phone or e-mail");
    public static readonly Text Compare = new("比较", "Compare");
    public static readonly Text Title = new("合并两份档案", "Merge two records");
    public static readonly Text KeepAdvice = new(
        "保留的档案内容不变，空白处用另一份补全；另一份的联系人移过来，往来历史一并显示。",
        "The record that you keep says what it says now and is filled where it says nothing; the contacts of the other one move to it, and "
        + "the history of both is shown together.");
    public static readonly Text Keep = new("保留这一份", "Keep this one");
    public static readonly Text Done = new("已合并。", "Merged.");
    public static readonly Text Merged = new("合并记录", "Merged records");
    public static readonly Text MergedLine = new("{0} {1}，{2} 由{3}并入", "{0} {1}, merged {2} by {3}");
    public static readonly Text Undo = new("撤销合并", "Undo");
    public static readonly Text Undone = new("合并已撤销，两份档案恢复原样。", "The merge is undone: there are two records again.");
    public static readonly Text SameRecord = new("请选择两份不同的档案。", "Choose two different records.");
    public static readonly Text MergedAlready = new(
        "其中一份刚刚已被合并。", "One of the two has just been merged into another record.");
    public static readonly Text OtherKind = new("企业和个人不能合并。", "A company and a person cannot be merged.");
    public static readonly Text SameGroup = new(
        "其中一份是另一份的集团总部；请先修改所属集团。", "One is the head of the other's group; change the group first.");
    public static readonly Text UndoneAlready = new("这次合并已经撤销过了。", "This merge has been undone already.");
    public static readonly Text MergedFurther = new(
        "保留的档案后来又被合并；请先撤销那次合并。", "The record that was kept has been merged since; undo that first.");
}
