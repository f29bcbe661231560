using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace CustomerFlow.Data;

/// <summary>Names tables, columns, keys and indexes as SQL writes them: <c>OwnerKey</c> becomes <c>owner_key</c>.</summary>
internal sealed class SnakeCaseNames : IModelFinalizingConvention
{
    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        foreach (var entity in modelBuilder.Metadata.GetEntityTypes())
        {
            // The class names the table, not the plural of the set; a table or view named by hand stays.
            if (entity.GetViewName() is null)
                entity.Builder.ToTable(Snake(entity.ClrType.Name.Split('`')[0]));
            foreach (var property in entity.GetProperties())
                property.Builder.HasColumnName(Snake(property.Name));
        }

        // Default names are made of table and column names, so they come after all of these.
        foreach (var entity in modelBuilder.Metadata.GetEntityTypes())
        {
            foreach (var key in entity.GetKeys())
                key.Builder.HasName(key.GetName()?.ToLowerInvariant());
            foreach (var foreignKey in entity.GetForeignKeys())
                foreignKey.Builder.HasConstraintName(foreignKey.GetConstraintName()?.ToLowerInvariant());
            foreach (var index in entity.GetIndexes())
                index.Builder.HasDatabaseName(index.GetDatabaseName()?.ToLowerInvariant());
        }
    }

    internal static string Snake(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0)
                text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
