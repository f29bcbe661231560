using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Npgsql;

namespace CustomerFlow.Data.Protection;

/// <summary>A key that ASP.NET seals cookies and form tokens with, itself sealed; shared by all nodes.</summary>
public sealed class DataProtectionKey
{
    /// <summary>The name that ASP.NET gives it.</summary>
    public required string FriendlyName { get; init; }

    /// <summary>The key's XML, sealed for the installation.</summary>
    public required byte[] XmlSealed { get; init; }
}

/// <summary>Keeps ASP.NET's data-protection keys in the database. Its interface is synchronous; it runs once in weeks.</summary>
internal sealed class DataProtectionKeyRepository(NpgsqlDataSource dataSource, FieldProtector protector) : IXmlRepository
{
    private const string Purpose = "data_protection_key.xml";

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var command = dataSource.CreateCommand("select xml_sealed from customerflow.data_protection_key order by friendly_name");
        using var reader = command.ExecuteReader();
        var elements = new List<XElement>();
        while (reader.Read())
            elements.Add(XElement.Parse(protector.OpenForInstallation(Purpose, reader.GetFieldValue<byte[]>(0))));
        return elements;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var command = dataSource.CreateCommand(
            "insert into customerflow.data_protection_key (friendly_name, xml_sealed) values ($1, $2) on conflict do nothing");
        command.Parameters.AddWithValue(friendlyName);
        command.Parameters.AddWithValue(protector.SealForInstallation(Purpose, element.ToString(SaveOptions.DisableFormatting)));
        command.ExecuteNonQuery();
    }
}

internal sealed class DataProtectionKeyMapping : IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<DataProtectionKey> builder)
    {
        builder.HasKey(key => key.FriendlyName);
        builder.Property(key => key.FriendlyName).HasMaxLength(200);
    }
}
