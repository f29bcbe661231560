using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CustomerFlow.Data;

/// <summary>
/// Lets <c>dotnet ef migrations add NAME --project src/CustomerFlow.Data --output-dir Migrations</c> build the model without a host.
/// After it, call <c>Sql.DatabaseSql.Apply(migrationBuilder)</c> at the end of Up when the migration makes the first tables.
/// </summary>
internal sealed class CustomerFlowDbDesign : IDesignTimeDbContextFactory<CustomerFlowDb>
{
    public CustomerFlowDb CreateDbContext(string[] args) =>
        new(DbPool.Options(builder => builder.UseNpgsql(DbPool.Configure)));
}
