using CustomerFlow.Data.Access;

namespace CustomerFlow.Host.Surveys;

/// <summary>
/// What the analysis of surveys asks the database. Everything counts by the day on which a survey was sent, so that the answers and the
/// invitations of a rate are the same ones; all of it keeps to the person's scope.
/// </summary>
internal static class SurveyFiguresSql
{
    // An own question's answer must look like a figure before it is read as one.
    private const string Figure = "^[0-9]{1,2}$";

    private static readonly string Asked = $"""
        with asked as (
          select date_trunc(@unit, invitation.sent_at at time zone @zone)::date as period, invitation.purpose as occasion,
            invitation.survey_id, invitation.key as invitation_key, customer.tier, coalesce(about.team, '') as team,
            response.key as response_key, response.satisfaction, response.recommendation, response.effort, response.answers
          from customerflow.survey_invitation invitation
          join customerflow.customer customer on customer.key = invitation.customer_key
          left join customerflow."case" about on about.instance_key = invitation.case_key
          left join customerflow.survey_response response on response.invitation_key = invitation.key
          where invitation.sent_at >= @since and invitation.sent_at < @before
            and (@occasion::text is null or invitation.purpose = @occasion)
            and (@tier::text is null or customer.tier = @tier)
            and (@team::text is null or about.team = @team)
            and {RestrictedSql.CustomerIsInReach("customer.owner_key")}
            and {RestrictedSql.CaseIsVisible("invitation.case_key")})
        """;

    /// <summary>One line for everything and one for each period, occasion, tier and team.</summary>
    public static readonly string Groups = Asked + """

        select case when grouping(period) = 0 then 'period' when grouping(occasion) = 0 then 'occasion'
            when grouping(tier) = 0 then 'tier' when grouping(team) = 0 then 'team' else 'all' end,
          coalesce(period::text, occasion, tier, team, ''),
          count(*), count(response_key),
          avg(satisfaction), count(satisfaction),
          100.0 * (count(*) filter (where recommendation >= 9) - count(*) filter (where recommendation <= 6))
            / nullif(count(recommendation), 0), count(recommendation),
          avg(effort), count(effort)
        from asked group by grouping sets ((), (period), (occasion), (tier), (team)) order by 1, 2
        """;

    /// <summary>How each question that was answered with a figure goes together with the overall satisfaction.</summary>
    public static readonly string Drivers = Asked + $"""

        select survey_id, answer.key, corr(answer.value::float8, satisfaction::float8), avg(answer.value::float8), count(*),
          max(invitation_key)
        from asked cross join lateral jsonb_each_text(answers) answer
        where satisfaction is not null and answer.key <> all(@scales) and answer.value ~ '{Figure}'
        group by survey_id, answer.key order by 3 desc nulls last, 2
        """;
}
