using CustomerFlow.Data.Workflows.Turns;

namespace CustomerFlow.Data.Tests.Workflows;

/// <summary>How the writes of a step become one statement.</summary>
public sealed class JoinedSqlTests
{
    [Fact]
    public void Parameters_of_later_parts_are_numbered_on()
    {
        var joined = JoinedSql.Join(["insert into a values ($1, $2, $1)", "delete from b where key = $1", "update c set d = $2, e = $1"]);

        Assert.Equal(
            "with part_0 as (insert into a values ($1, $2, $1)),\npart_1 as (delete from b where key = $3)\nupdate c set d = $5, e = $4",
            joined);
    }

    [Fact]
    public void One_row_goes_over_as_values_and_what_has_no_rows_stays_as_it_is()
    {
        Assert.Equal(
            "insert into a select b, c::json from (values ($1::bigint, $2::text)) as r(b, c)",
            SingleRow.Of("insert into a select b, c::json from unnest($1::bigint[], $2::text[]) as r(b, c)"));
        Assert.Null(SingleRow.Of("delete from a where key = any($1::bigint[])"));
    }
}
