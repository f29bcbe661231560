using CustomerFlow.Host.Start;
using Microsoft.Extensions.Configuration;

namespace CustomerFlow.Host.Tests.Start;

public sealed class DemoGuardTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080", true)]
    [InlineData("http://localhost:5080", true)]
    [InlineData("https://[::1]:5443", true)]
    [InlineData("http://0.0.0.0:5080", false)]
    [InlineData("http://*:5080", false)]
    [InlineData("http://+:80", false)]
    [InlineData("http://192.168.1.10:5080", false)]
    [InlineData("http://localhost.example.com:80", false)]
    public void Only_this_machine_s_own_addresses_are_loopback(string address, bool expected) =>
        Assert.Equal(expected, DemoGuard.IsLoopback(address));

    [Fact]
    public void Ports_alone_mean_every_interface()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("http_ports", "8080;8081")]).Build();

        var addresses = DemoGuard.Configured(configuration);

        Assert.Equal(["http://*:8080", "http://*:8081"], addresses);
    }
}
