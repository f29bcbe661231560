namespace CustomerFlow.Data.Workflows.Turns;

/// <summary>The statements on the logs and on <c>decision_evaluation</c>.</summary>
internal static class HistorySql
{
    public static readonly RowSql<TurnLogRow> InsertTurns = new(
        """
        insert into customerflow.turn_log (instance_key, revision, at, release_key, engine_version, steps)
        select a, b, c, d, e, f::json
        from unnest($1::bigint[], $2::int[], $3::timestamptz[], $4::bigint[], $5::smallint[], $6::text[]) as r(a, b, c, d, e, f)
        """,
        RowColumn<TurnLogRow>.Long(row => row.InstanceKey),
        RowColumn<TurnLogRow>.Int(row => row.Revision),
        RowColumn<TurnLogRow>.Time(row => row.At),
        RowColumn<TurnLogRow>.Long(row => row.ReleaseKey),
        RowColumn<TurnLogRow>.Short(row => row.EngineVersion),
        RowColumn<TurnLogRow>.Text(row => row.Steps));

    public static readonly RowSql<ElementEventRow> InsertEvents = new(
        """
        insert into customerflow.element_event (instance_key, kind, element_id, element_instance_key, scope_key, at, by, detail)
        select a, b, c, d, e, f, g, h::json
        from unnest($1::bigint[], $2::smallint[], $3::text[], $4::bigint[], $5::bigint[], $6::timestamptz[], $7::text[], $8::text[])
            as r(a, b, c, d, e, f, g, h)
        """,
        RowColumn<ElementEventRow>.Long(row => row.InstanceKey),
        RowColumn<ElementEventRow>.Short(row => (short)row.Kind),
        RowColumn<ElementEventRow>.Text(row => row.ElementId),
        RowColumn<ElementEventRow>.LongOrNull(row => row.ElementInstanceKey),
        RowColumn<ElementEventRow>.LongOrNull(row => row.ScopeKey),
        RowColumn<ElementEventRow>.Time(row => row.At),
        RowColumn<ElementEventRow>.Text(row => row.By),
        RowColumn<ElementEventRow>.Text(row => row.Detail));

    public static readonly RowSql<DecisionEvaluationRow> InsertEvaluations = new(
        """
        insert into customerflow.decision_evaluation (instance_key, element_instance_key, element_id, decision_id, at, outcome)
        select a, b, c, d, e, f::json
        from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::timestamptz[], $6::text[]) as r(a, b, c, d, e, f)
        """,
        RowColumn<DecisionEvaluationRow>.Long(row => row.InstanceKey),
        RowColumn<DecisionEvaluationRow>.Long(row => row.ElementInstanceKey),
        RowColumn<DecisionEvaluationRow>.Text(row => row.ElementId),
        RowColumn<DecisionEvaluationRow>.Text(row => row.DecisionId),
        RowColumn<DecisionEvaluationRow>.Time(row => row.At),
        RowColumn<DecisionEvaluationRow>.Text(row => row.Outcome));

    public static readonly RowSql<AuditLine> InsertAudits = new(
        """
        insert into customerflow.audit_entry (actor, action, subject, row_key, changes)
        select coalesce(nullif(current_setting('customerflow.actor', true), ''), 'system'), a, b, c, d::jsonb
        from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as r(a, b, c, d)
        """,
        RowColumn<AuditLine>.Text(line => line.Action),
        RowColumn<AuditLine>.Text(line => line.Subject),
        RowColumn<AuditLine>.Text(line => line.RowKey),
        RowColumn<AuditLine>.Text(line => line.Changes));
}
