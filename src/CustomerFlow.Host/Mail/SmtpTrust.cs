using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace CustomerFlow.Host.Mail;

/// <summary>Whose certificates we believe. There is no way to turn the check off.</summary>
internal static class SmtpTrust
{
    public static X509Certificate2Collection Load(string pemFile)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPemFile(pemFile);
        return certificates;
    }

    public static SslClientAuthenticationOptions For(SmtpOptions options)
    {
        var tls = new SslClientAuthenticationOptions { TargetHost = options.Host };
        if (options.TrustedCertificateFile is null) return tls;

        // A private authority seldom runs a revocation service, and mail must not wait for one.
        tls.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        tls.CertificateChainPolicy.CustomTrustStore.AddRange(Load(options.TrustedCertificateFile));
        return tls;
    }
}
