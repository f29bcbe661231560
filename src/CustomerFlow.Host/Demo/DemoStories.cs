using System.Text.Json;
using CustomerFlow.Host.Complaints;

namespace CustomerFlow.Host.Demo;

/// <summary>The demo company's last weeks. What customers and colleagues wrote is in the language they speak.</summary>
internal static class DemoStories
{
    private const string Agent = "agent";
    private const string Lead = "lead";

    public static readonly IReadOnlyList<DemoCustomer> Customers =
    [
        new("huadong", "华东精密仪器有限公司", "company", "high", "loyal", "zh", "张伟")
        {
            Email = "zhang.wei@huadong.example", Phone = "13810010001", Owner = "sales", Industry = "仪器仪表", Region = "上海",
            Hands =
            [
                new("lead", 210, "workload", "manual", "manager") { Note = "客服主管手上客户太多，转给客服专员。" },
                new("agent", 150, "given-back", "give-back", "agent") { Note = "采购负责人换了，暂时没有进展。" },
                new(null, 120, "claimed", "claim", "sales") { ContactedAfter = 1 },
            ],
        },
        new("northwind", "Northwind Trading Ltd", "company", "high", "loyal", "en", "Olivia Grant")
        {
            Email = "olivia.grant@northwind.example", Phone = "+44 20 7946 0011", Owner = "sales", Industry = "Wholesale",
            Region = "London",
            Hands =
            [
                new("manager", 160, "expertise", "manual", "manager")
                {
                    Note = "They want to talk to somebody whose English is at home.", ContactedAfter = 2,
                },
            ],
        },
        new("qingshan", "青山食品集团", "company", "normal", "first-purchase", "zh", "刘洋")
        {
            Email = "liu.yang@qingshan.example", Phone = "13810010003", Owner = "sales", Industry = "食品", Region = "杭州",
        },
        new("harbour", "Harbour Logistics", "company", "normal", "at-risk", "en", "Tom Hughes")
        {
            Email = "tom.hughes@harbour.example", Industry = "Logistics", Region = "Hamburg",
            Hands = [new("sales", 20, "dormant", "recall", null)],
        },
        new("wangfang", "王芳", "person", "normal", "first-purchase", "zh", "王芳")
        {
            Email = "wang.fang@mail.example", Phone = "13810010005", Region = "杭州",
        },
        new("lixia", "李霞", "person", "low", "prospect", "zh", "李霞") { Phone = "13810010006", Region = "上海" },
        new("baker", "Sarah Baker", "person", "normal", "loyal", "en", "Sarah Baker") { Email = "sarah.baker@mail.example" },
        new("lantian", "蓝天酒店管理公司", "company", "high", "loyal", "zh", "赵敏")
        {
            Email = "zhao.min@lantian.example", Phone = "13810010008", Owner = "sales", Industry = "酒店", Region = "北京",
        },
    ];

    public static readonly IReadOnlyList<DemoStory> All =
    [
        Story("refund-accepted", "wangfang", 16, "09:40", Said(
            "收到的保温杯漏水",
            "第一次装热水就从杯盖渗出来，密封圈好像没有装好。",
            "product", "normal", 168m, "web", "zh")) with
        {
            Acts =
            [
                Done(1, "10:20", "investigate", Agent, new { findings = "仓库同批次抽检，两只密封圈缺失。", investigation = "enough" }),
                Done(1, "14:05", "decide_remedy", Agent, new
                {
                    remedy = "refund", cost = 168, causeCode = "product-defect", reasons = "经检查，密封圈确实漏装，我们为您全额退款。",
                }),
                Answers(2, "08:50", "accepted"),
                Done(2, "15:30", "carry_out_remedy", Agent, new { carriedOutNote = "已原路退款 168 元。" }),
                Scores(9, "20:10", 5, 9, "处理很快，客服态度也好。"),
                Done(9, "10:15", "follow_up_call", Agent, new { followUpResult = "satisfied", followUpNote = "客户满意，会继续购买。" }),
            ],
        },
        Story("replacement", "northwind", 13, "15:10", Said(
            "Two of ten crates arrived broken",
            "The outer cartons were crushed and the glassware inside is unusable.",
            "delivery", "high", 900m, "mail", "en")) with
        {
            Acts =
            [
                Done(1, "09:30", "investigate", Agent, new
                {
                    findings = "The carrier confirms that the pallet was dropped at the depot.", investigation = "enough",
                }),
                Done(1, "11:00", "decide_remedy", Agent, new
                {
                    remedy = "replacement", cost = 900, causeCode = "damaged-in-transit",
                    reasons = "The damage happened with our carrier, so we replace both crates at our cost.",
                }),
                Answers(2, "17:45", "accepted"),
                Done(4, "11:10", "carry_out_remedy", Agent, new { carriedOutNote = "Two crates sent, delivered and signed for." }),
            ],
        },
        Story("silence", "harbour", 11, "11:05", Said(
            "Invoice shows a discount we were promised and did not get",
            "Your salesperson promised five per cent on orders above 5,000.",
            "billing", "normal", 310m, "mail", "en")) with
        {
            Acts =
            [
                Done(1, "10:45", "investigate", Agent, new
                {
                    findings = "The offer of March names the discount; the invoice left it out.", investigation = "enough",
                }),
                Done(1, "13:30", "decide_remedy", Agent, new
                {
                    remedy = "discount", cost = 310, causeCode = "billing",
                    reasons = "You are right: the discount was agreed. A corrected invoice follows.",
                }),
                Done(2, "09:20", "carry_out_remedy", Agent, new { carriedOutNote = "Corrected invoice sent." }),
            ],
        },
        Story("not-solved", "qingshan", 10, "10:30", Said(
            "传送带电机第二次停机",
            "上次维修后三周又停机，影响了整条生产线。",
            "after-sales", "high", 5200m, "phone", "zh")) with
        {
            Acts =
            [
                Done(1, "09:15", "investigate", Agent, new { findings = "上次只更换了保险，没有检查轴承。", investigation = "enough" }),
                Done(1, "15:00", "decide_remedy", Agent, new
                {
                    remedy = "repair", cost = 900, causeCode = "product-defect", reasons = "我们安排工程师上门更换轴承，费用由我们承担。",
                }),
                Answers(3, "16:40", "not-solved", "工程师还没有联系我们，生产线仍然停着。"),
                Done(4, "10:00", "investigate", Agent, new { findings = "派工单被漏掉，已与维修部确认周五上门。", investigation = "enough" }),
            ],
        },
        Story("approval", "qingshan", 3, "09:50", Said(
            "包装膜批次色差严重",
            "三百卷包装膜与样品颜色明显不同，无法上线使用。",
            "product", "normal", 4800m, "visit", "zh")) with
        {
            Acts =
            [
                Done(1, "10:30", "investigate", Agent, new { findings = "供应商换了染料，未通知我们。", investigation = "enough" }),
                Done(1, "16:45", "decide_remedy", Agent, new
                {
                    remedy = "replacement", cost = 4800, causeCode = "product-defect", reasons = "整批更换，并承担往返运费。",
                }),
            ],
        },
        Story("question", "baker", 4, "13:25", Said(
            "Wrong size delivered",
            "I ordered size 40 and got 38.",
            "delivery", "low", 75m, "chat", "en")) with
        {
            Acts =
            [
                Done(1, "09:45", "investigate", Agent, new
                {
                    findings = "The order says 40; the photo would show what was packed.",
                    investigation = "ask",
                    question = "Could you send us a photo of the label on the box?",
                }),
            ],
        },
        Story("answered-question", "huadong", 8, "14:15", Said(
            "校准证书与设备序列号不符",
            "随机附带的校准证书写的是另一台设备的序列号。",
            "product", "normal", null, "mail", "zh")) with
        {
            Acts =
            [
                Done(1, "10:10", "investigate", Lead, new
                {
                    findings = "需要确认设备铭牌。", investigation = "ask", question = "请问设备铭牌上的完整序列号是什么？",
                }),
                new DemoAct.Tells("铭牌序列号是 HD-2026-0417。") { After = 2, At = At("09:05") },
                Done(3, "11:20", "investigate", Lead, new { findings = "出厂时两台设备的证书装反。", investigation = "enough" }),
                Done(3, "14:30", "decide_remedy", Lead, new
                {
                    remedy = "apology", cost = 0, causeCode = "wrong-delivery", reasons = "证书在装箱时拿错，正确的证书已寄出，我们深表歉意。",
                }),
                Answers(4, "10:00", "accepted"),
            ],
        },
        Story("overdue", "harbour", 7, "16:30", Said(
            "Driver left the shipment outside in the rain",
            "Nobody rang. The boxes were soaked when we found them.",
            "delivery", "normal", 640m, "phone", "en")),
        Story("names-employee", "qingshan", 2, "10:05", Said(
            "销售人员承诺的交期一再落空",
            "三次承诺的交期都没有兑现，也不接电话。",
            "service", "normal", null, "phone", "zh")) with { Names = "sales" },
        Story("safety", "lantian", 1, "17:20", Said("热水壶底座冒烟", "客房热水壶在使用中底座冒烟，已断电，没有人受伤。", "safety", "critical", null, "phone", "zh")),
        Story("no-address", "lixia", 1, "11:30", Said("安装师傅没有按约定时间来", "约好上午十点，等到下午也没有来。", "service", "low", null, "phone", "zh")),
        Story("new", "northwind", 1, "15:40", Said(
            "Portal shows the wrong delivery address",
            "Our new warehouse is not listed although we sent the form in October.",
            "service", "low", null, "web", "en")),
    ];

    private static DemoStory Story(string id, string customer, int ago, string at, NewComplaint said) =>
        new(id, customer, ago, At(at), said);

    private static NewComplaint Said(
        string subject, string description, string category, string severity, decimal? amount, string channel, string language) =>
        new(subject, description, category, severity, amount, channel, language, null);

    private static DemoAct.Done Done(int after, string at, string task, string by, object answers) =>
        new(task, by, JsonSerializer.Serialize(answers)) { After = after, At = At(at) };

    private static DemoAct.Decides Answers(int after, string at, string answer, string? reason = null) =>
        new(answer, reason) { After = after, At = At(at) };

    private static DemoAct.Scores Scores(int after, string at, int satisfaction, int recommendation, string comment) =>
        new(satisfaction, recommendation, comment) { After = after, At = At(at) };

    private static TimeOnly At(string text) => TimeOnly.ParseExact(text, "HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
