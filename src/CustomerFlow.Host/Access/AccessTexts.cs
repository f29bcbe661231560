namespace CustomerFlow.Host.Access;

internal static class AccessTexts
{
    public static readonly Text SignIn = new("登录", "Sign in");
    public static readonly Text SignInTo = new("登录 {0}", "Sign in to {0}");
    public static readonly Text Username = new("用户名", "User name");
    public static readonly Text Password = new("密码", "Password");
    public static readonly Text KeepSignedIn = new("在此设备上保持登录", "Keep me signed in on this device");
    public static readonly Text WrongNameOrPassword = new("用户名或密码不正确。", "The user name or the password is not right.");
    public static readonly Text LockedOut = new(
        "连续输错次数过多，此账号已暂时锁定，请在 {0} 分钟后再试。",
        "Too many wrong attempts: this account is locked. Try again in {0} minutes.");
    public static readonly Text MissingName = new("请输入用户名。", "Enter your user name.");
    public static readonly Text MissingPassword = new("请输入密码。", "Enter your password.");
    public static readonly Text DemoSignIns = new("演示账号", "Demo sign-ins");
    public static readonly Text DemoPassword = new("密码均为 {0}", "The password is {0} for each");
    public static readonly Text DemoPasswordConfigured = new(
        "密码即配置项 Demo:Password 的值",
        "The password is the one configured as Demo:Password");

    public static readonly Text CodeTitle = new("输入验证码", "Enter the code");
    public static readonly Text CodeAdvice = new("请输入身份验证器应用当前显示的 6 位数字。", "Enter the 6 digits that your authenticator app shows now.");
    public static readonly Text Code = new("验证码", "Code");
    public static readonly Text WrongCode = new(
        "验证码不正确或已使用过。每个验证码只能使用一次，请等待下一个。",
        "That code is wrong or was used before. Each code works once; wait for the next one.");
    public static readonly Text Continue = new("继续", "Continue");

    public static readonly Text Account = new("我的账号", "My account");
    public static readonly Text ChangePassword = new("修改密码", "Change password");
    public static readonly Text CurrentPassword = new("当前密码", "Current password");
    public static readonly Text NewPassword = new("新密码", "New password");
    public static readonly Text RepeatPassword = new("再次输入新密码", "New password again");
    public static readonly Text PasswordAdvice = new(
        "至少 {0} 个字符；一句容易记住的话比符号更好。",
        "At least {0} characters; a sentence you can remember beats symbols.");
    public static readonly Text PasswordsDiffer = new("两次输入的新密码不一致。", "The two new passwords differ.");
    public static readonly Text PasswordTooShort = new("新密码至少需要 {0} 个字符。", "The new password needs at least {0} characters.");
    public static readonly Text CurrentPasswordWrong = new("当前密码不正确。", "The current password is not right.");
    public static readonly Text PasswordChanged = new("密码已修改，其他设备需要重新登录。", "Your password is changed; other devices must sign in again.");
    public static readonly Text PasswordNotChanged = new("密码未能修改，请重试。", "The password could not be changed. Try again.");

    public static readonly Text TwoSteps = new("两步验证", "Two-step sign-in");
    public static readonly Text TwoStepsOff = new(
        "目前仅凭密码登录。启用后，还需输入手机验证器应用上的验证码。",
        "You sign in with your password alone. Switched on, a code from an app on your phone is asked as well.");
    public static readonly Text TwoStepsOn = new("两步验证已启用。", "Two-step sign-in is on.");
    public static readonly Text TwoStepsStart = new("启用两步验证", "Set up two-step sign-in");
    public static readonly Text TwoStepsStop = new("停用两步验证", "Switch two-step sign-in off");
    public static readonly Text TwoStepsKey = new(
        "在身份验证器应用中添加账号，选择“输入密钥”，填写下面的密钥；然后在此输入应用显示的验证码。",
        "In your authenticator app add an account, choose to enter a key, and type the one below. Then enter the code that the app shows.");
    public static readonly Text TwoStepsLink = new("在本机的验证器应用中打开", "Open in the authenticator app on this device");
    public static readonly Text Key = new("密钥", "Key");
    public static readonly Text Confirm = new("确认", "Confirm");

    public static readonly Text Tokens = new("个人访问令牌", "Personal tokens");
    public static readonly Text TokensAdvice = new(
        "供程序以您的身份调用接口。令牌只显示一次。",
        "For programs that call the API in your name. A token is shown once only.");
    public static readonly Text TokenName = new("用途", "What it is for");
    public static readonly Text TokenCreate = new("新建令牌", "Create a token");
    public static readonly Text TokenCreated = new("新令牌，请立即复制保存：", "Your new token; copy it now:");
    public static readonly Text TokenRevoke = new("撤销", "Revoke");
    public static readonly Text TokenUntil = new("有效至 {0}", "valid until {0}");
    public static readonly Text TokenNone = new("还没有令牌。", "There is no token yet.");
    public static readonly Text TokenNameMissing = new("请填写令牌用途（最多 60 字）。", "Say what the token is for (60 characters at most).");
    public static readonly Text TokenTooMany = new("令牌已达上限 {0} 个，请先撤销不用的。", "There are {0} tokens already; revoke one that is not used.");

    public static readonly Text SetupTitle = new("首次设置", "First set-up");
    public static readonly Text SetupAdvice = new("创建第一个管理员账号。此链接只能使用一次。", "Create the first administrator. This link works once.");
    public static readonly Text SetupName = new("姓名", "Your name");
    public static readonly Text SetupCreate = new("创建管理员", "Create administrator");
    public static readonly Text SetupNameMissing = new("请输入姓名。", "Enter your name.");
    public static readonly Text SetupUsernameRule = new(
        "用户名为 2 至 40 位的小写字母、数字、点或连字符，以字母开头。",
        "A user name has 2 to 40 lower-case letters, digits, dots or hyphens and begins with a letter.");

    public static readonly Text WelcomeTitle = new("设置密码", "Choose your password");
    public static readonly Text WelcomeAdvice = new(
        "您的用户名是 {0}。设置密码后即可登录；此链接只能使用一次。",
        "Your user name is {0}. Choose a password and you are in; this link works once.");
    public static readonly Text WelcomeSave = new("设置密码并登录", "Save and sign in");
    public static readonly Text LinkOver = new("链接已失效", "This link no longer works");
    public static readonly Text LinkOverAdvice = new(
        "每个链接只能使用一次，有效期 7 天。请用已设置的密码登录，或向管理员索取新链接。",
        "Each link works once and for 7 days. Sign in with the password you chose, or ask an administrator for a new link.");

    public static readonly Text RoleAdmin = new("管理员", "administrator");
    public static readonly Text RoleProcessOwner = new("流程负责人", "process owner");
    public static readonly Text RoleManager = new("经理", "manager");
    public static readonly Text RoleStaff = new("员工", "staff");
    public static readonly Text RoleAuditor = new("审计", "auditor");
    public static readonly Text RoleOperator = new("运维", "operator");
}
