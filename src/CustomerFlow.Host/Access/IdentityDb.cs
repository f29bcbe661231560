using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace CustomerFlow.Host.Access;

/// <summary>
/// The context that sign-in works on. It is not the request's own: that one is opened for the person who asks, and while the cookie
/// is being checked nobody knows yet who that is.
/// </summary>
internal sealed class IdentityDb(DbPool pool) : IAsyncDisposable, IDisposable
{
    public CustomerFlowDb Db { get; } = pool.Open(AccessScope.System("identity"));

    public ValueTask DisposeAsync() => Db.DisposeAsync();

    public void Dispose() => Db.Dispose();
}

/// <summary>Users in the database.</summary>
internal sealed class PersonStore(IdentityDb identity, IdentityErrorDescriber errors)
    : UserStore<IdentityUser<long>, IdentityRole<long>, CustomerFlowDb, long>(identity.Db, errors);

/// <summary>Roles in the database.</summary>
internal sealed class RoleStore(IdentityDb identity, IdentityErrorDescriber errors)
    : RoleStore<IdentityRole<long>, CustomerFlowDb, long>(identity.Db, errors);
