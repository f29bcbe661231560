using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace CustomerFlow.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "customerflow");

            migrationBuilder.CreateSequence(
                name: "key",
                schema: "customerflow",
                startValue: 1000000L,
                incrementBy: 1000);

            migrationBuilder.CreateTable(
                name: "audit_entry",
                schema: "customerflow",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "clock_timestamp()"),
                    actor = table.Column<string>(type: "text", nullable: false),
                    action = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    row_key = table.Column<string>(type: "text", nullable: false),
                    changes = table.Column<string>(type: "jsonb", nullable: false),
                    transaction = table.Column<ulong>(type: "xid8", nullable: false, defaultValueSql: "pg_current_xact_id()"),
                    sealed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    previous_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    hash = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_entry", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "case",
                schema: "customerflow",
                columns: table => new
                {
                    instance_key = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    type = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    customer_key = table.Column<long>(type: "bigint", nullable: true),
                    contact_key = table.Column<long>(type: "bigint", nullable: true),
                    owner = table.Column<string>(type: "text", nullable: true),
                    team = table.Column<string>(type: "text", nullable: true),
                    priority = table.Column<short>(type: "smallint", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: true),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    first_response_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    fields = table.Column<string>(type: "jsonb", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case", x => x.instance_key);
                });

            migrationBuilder.CreateTable(
                name: "case_clock",
                schema: "customerflow",
                columns: table => new
                {
                    instance_key = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    calendar = table.Column<string>(type: "text", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    target_seconds = table.Column<long>(type: "bigint", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    paused_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    paused_for = table.Column<string>(type: "text", nullable: true),
                    left_seconds = table.Column<long>(type: "bigint", nullable: true),
                    stopped_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    was_late = table.Column<bool>(type: "boolean", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_clock", x => new { x.instance_key, x.name, x.round });
                });

            migrationBuilder.CreateTable(
                name: "comment",
                schema: "customerflow",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    instance_key = table.Column<long>(type: "bigint", nullable: false),
                    task_key = table.Column<long>(type: "bigint", nullable: true),
                    written_by = table.Column<string>(type: "text", nullable: false),
                    written_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_comment", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "data_protection_key",
                schema: "customerflow",
                columns: table => new
                {
                    friendly_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    xml_sealed = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_protection_key", x => x.friendly_name);
                });

            migrationBuilder.CreateTable(
                name: "decision_evaluation",
                schema: "customerflow",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    instance_key = table.Column<long>(type: "bigint", nullable: false),
                    element_instance_key = table.Column<long>(type: "bigint", nullable: false),
                    element_id = table.Column<string>(type: "text", nullable: false),
                    decision_id = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    outcome = table.Column<string>(type: "json", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_decision_evaluation", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "do_not_contact",
                schema: "customerflow",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    address_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false),
                    purpose = table.Column<string>(type: "text", nullable: false),
                    holds_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    holds_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    source = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_do_not_contact", x => x.key);
                    table.CheckConstraint("ck_do_not_contact_channel", "channel in ('web', 'mail', 'phone', 'visit', 'counter', 'social', 'chat', 'message', 'sms', 'letter', 'api', 'all')");
                    table.CheckConstraint("ck_do_not_contact_holds", "holds_until > holds_from");
                    table.CheckConstraint("ck_do_not_contact_purpose", "purpose in ('survey', 'care', 'follow-up', 'winback', 'marketing', 'all')");
                });

            migrationBuilder.CreateTable(
                name: "draft",
                schema: "customerflow",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    based_on_release_key = table.Column<long>(type: "bigint", nullable: true),
                    from_upgrade = table.Column<bool>(type: "boolean", nullable: false),
                    changed_by = table.Column<string>(type: "text", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_draft", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "idempotency",
                schema: "customerflow",
                columns: table => new
                {
                    caller = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    request_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    request_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    answer = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_idempotency", x => new { x.caller, x.request_key });
                });

            migrationBuilder.CreateTable(
                name: "identity_role",
                schema: "customerflow",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_role", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "identity_user",
                schema: "customerflow",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    security_stamp = table.Column<string>(type: "text", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true),
                    phone_number = table.Column<string>(type: "text", nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_user", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "incident",
                schema: "customerflow",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    instance_key = table.Column<long>(type: "bigint", nullable: false),
                    element_instance_key = table.Column<long>(type: "bigint", nullable: false),
                    element_id = table.Column<string>(type: "text", nullable: false),
                    process_definition_key = table.Column<long>(type: "bigint", nullable: false),
                    process_id = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    message = table.Column<string>(type: "text", nullable: false),
                    job_key = table.Column<long>(type: "bigint", nullable: true),
                    source_key = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    resolved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    resolved_by = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_incident", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "instance",
                schema: "customerflow",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    release_key = table.Column<long>(type: "bigint", nullable: false),
                    process_definition_key = table.Column<long>(type: "bigint", nullable: false),
                    process_id = table.Column<string>(type: "text", nullable: false),
                    parent_key = table.Column<long>(type: "bigint", nullable: true),
                    parent_element_instance_key = table.Column<long>(type: "bigint", nullable: true),
                    root_key = table.Column<long>(type: "bigint", nullable: false),
                    correlation_key = table.Column<string>(type: "text", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<short>(type: "smallint", nullable: false),
                    open_incidents = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<byte[]>(type: "bytea", nullable: false),
                    variables = table.Column<string>(type: "jsonb", nullable: false),
                    local_variables = table.Column<string>(type: "jsonb", nullable: true),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_instance", x => x.key);
                })
                .Annotation("Npgsql:StorageParameter:fillfactor", 70);

            migrationBuilder.CreateTable(
                name: "instance_event",
                schema: "customerflow",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    instance_key = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    subscription_key = table.Column<long>(type: "bigint", nullable: true),
                    message_key = table.Column<long>(type: "bigint", nullable: true),
                    @event = table.Column<string>(name: "event", type: "json", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_instance_event", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "job",
                schema: "customerflow",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    instance_key = table.Column<long>(type: "bigint", nullable: false),
                    element_instance_key = table.Column<long>(type: "bigint", nullable: false),
                    element_id = table.Column<string>(type: "text", nullable: false),
                    process_definition_key = table.Column<long>(type: "bigint", nullable: false),
                    process_id = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    type = table.Column<string>(type: "text", nullable: false),
                    retries = table.Column<int>(type: "integer", nullable: false),
                    headers = table.Column<string>(type: "json", nullable: false),
                    variables = table.Column<string>(type: "json", nullable: false),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    available_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    worker = table.Column<string>(type: "text", nullable: true),
                    epoch = table.Column<int>(type: "integer", nullable: false),
                    error_message = table.Column<string>(type: "text", nullable: true),
                    error_code = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_job", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "job_run",
                schema: "customerflow",
                columns: table => new
                {
                    job_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    occurrence = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    state = table.Column<string>(type: "text", nullable: false),
                    result = table.Column<string>(type: "jsonb", nullable: true),
                    error = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    node = table.Column<string>(type: "text", nullable: false),
                    started_by = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_job_run", x => new { x.job_id, x.occurrence });
                    table.CheckConstraint("ck_job_run_state", "state in ('running', 'succeeded', 'failed')");
                });

            migrationBuilder.CreateTable(
                name: "message",
                schema: "customerflow",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    correlation_key = table.Column<string>(type: "text", nullable: false),
                    message_id = table.Column<string>(type: "text", nullable: true),
                    variables = table.Column<string>(type: "json", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_message", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "message_subscription",
                schema: "customerflow",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    instance_key = table.Column<long>(type: "bigint", nullable: false),
                    process_id = table.Column<string>(type: "text", nullable: false),
                    element_instance_key = table.Column<long>(type: "bigint", nullable: false),
                    element_id = table.Column<string>(type: "text", nullable: false),
                    message_name = table.Column<string>(type: "text", nullable: false),
                    correlation_key = table.Column<string>(type: "text", nullable: false),
                    is_interrupting = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_message_subscription", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "outgoing_mail",
                schema: "customerflow",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    instance_key = table.Column<long>(type: "bigint", nullable: true),
                    element_instance_key = table.Column<long>(type: "bigint", nullable: false),
                    purpose = table.Column<string>(type: "text", nullable: false),
                    audience = table.Column<short>(type: "smallint", nullable: false),
                    recipient_key = table.Column<long>(type: "bigint", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    message_id = table.Column<string>(type: "text", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: true),
                    unsubscribe_path = table.Column<string>(type: "text", nullable: true),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    worker = table.Column<string>(type: "text", nullable: true),
                    epoch = table.Column<int>(type: "integer", nullable: false),
                    answer = table.Column<string>(type: "text", nullable: true),
                    correlation_key = table.Column<string>(type: "text", nullable: true),
                    on_delivered = table.Column<string>(type: "text", nullable: true),
                    on_failed = table.Column<string>(type: "text", nullable: true),
                    queued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    settled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outgoing_mail", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "public_link",
                schema: "customerflow",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    purpose = table.Column<string>(type: "text", nullable: false),
                    case_key = table.Column<long>(type: "bigint", nullable: true),
                    contact_key = table.Column<long>(type: "bigint", nullable: true),
                    survey_invitation_key = table.Column<long>(type: "bigint", nullable: true),
                    element_instance_key = table.Column<long>(type: "bigint", nullable: true),
                    instance_key = table.Column<long>(type: "bigint", nullable: true),
                    answer = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_public_link", x => x.key);
                    table.CheckConstraint("ck_public_link_answer", "(answer is null) = (answered_at is null)");
                    table.CheckConstraint("ck_public_link_purpose", "purpose in ('status', 'decision', 'survey', 'unsubscribe', 'details')");
                });

            migrationBuilder.CreateTable(
                name: "release",
                schema: "customerflow",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    origin = table.Column<short>(type: "smallint", nullable: false),
                    published_by = table.Column<string>(type: "text", nullable: false),
                    note = table.Column<string>(type: "text", nullable: true),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    is_latest = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_release", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "schedule_override",
                schema: "customerflow",
                columns: table => new
                {
                    job_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    cron = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    paused = table.Column<bool>(type: "boolean", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_schedule_override", x => x.job_id);
                });

            migrationBuilder.CreateTable(
                name: "setting",
                schema: "customerflow",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    value = table.Column<string>(type: "text", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false, defaultValue: 0)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_setting", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "shipped_file",
                schema: "customerflow",
                columns: table => new
                {
                    pack = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shipped_file", x => new { x.pack, x.name });
                });

            migrationBuilder.CreateTable(
                name: "signal_subscription",
                schema: "customerflow",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    instance_key = table.Column<long>(type: "bigint", nullable: false),
                    element_instance_key = table.Column<long>(type: "bigint", nullable: false),
                    element_id = table.Column<string>(type: "text", nullable: false),
                    signal_name = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_signal_subscription", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "start_subscription",
                schema: "customerflow",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    trigger = table.Column<short>(type: "smallint", nullable: false),
                    process_id = table.Column<string>(type: "text", nullable: false),
                    process_definition_key = table.Column<long>(type: "bigint", nullable: false),
                    release_key = table.Column<long>(type: "bigint", nullable: false),
                    element_id = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    runs_left = table.Column<int>(type: "integer", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_start_subscription", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "subject_key",
                schema: "customerflow",
                columns: table => new
                {
                    subject = table.Column<long>(type: "bigint", nullable: false),
                    wrapped = table.Column<byte[]>(type: "bytea", nullable: true),
                    destroyed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_subject_key", x => x.subject);
                    table.CheckConstraint("ck_subject_key_destroyed", "(wrapped is null) = (destroyed_at is not null)");
                });

            migrationBuilder.CreateTable(
                name: "team",
                schema: "customerflow",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    slug = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    name_zh = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    name_en = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    calendar_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    capacity_per_member = table.Column<int>(type: "integer", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_team", x => x.key);
                    table.CheckConstraint("ck_team_capacity", "capacity_per_member > 0");
                    table.CheckConstraint("ck_team_slug", "slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'");
                });

            migrationBuilder.CreateTable(
                name: "tier_policy",
                schema: "customerflow",
                columns: table => new
                {
                    tier = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    first_response_minutes = table.Column<int>(type: "integer", nullable: false),
                    resolution_minutes = table.Column<int>(type: "integer", nullable: false),
                    contact_every_days = table.Column<int>(type: "integer", nullable: false),
                    confirm_transfers = table.Column<bool>(type: "boolean", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tier_policy", x => x.tier);
                    table.CheckConstraint("ck_tier_policy_targets", "first_response_minutes > 0 and resolution_minutes >= first_response_minutes and contact_every_days > 0");
                    table.CheckConstraint("ck_tier_policy_tier", "tier in ('high', 'normal', 'low')");
                });

            migrationBuilder.CreateTable(
                name: "timer",
                schema: "customerflow",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    instance_key = table.Column<long>(type: "bigint", nullable: false),
                    element_instance_key = table.Column<long>(type: "bigint", nullable: false),
                    element_id = table.Column<string>(type: "text", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    clock = table.Column<string>(type: "text", nullable: true),
                    held = table.Column<bool>(type: "boolean", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    retry_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_timer", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "user_task",
                schema: "customerflow",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    instance_key = table.Column<long>(type: "bigint", nullable: false),
                    element_instance_key = table.Column<long>(type: "bigint", nullable: false),
                    element_id = table.Column<string>(type: "text", nullable: false),
                    process_definition_key = table.Column<long>(type: "bigint", nullable: false),
                    process_id = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    assignee = table.Column<string>(type: "text", nullable: true),
                    candidate_groups = table.Column<string[]>(type: "text[]", nullable: false),
                    candidate_users = table.Column<string[]>(type: "text[]", nullable: false),
                    priority = table.Column<short>(type: "smallint", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    follow_up_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    form_id = table.Column<string>(type: "text", nullable: true),
                    external_form_reference = table.Column<string>(type: "text", nullable: true),
                    headers = table.Column<string>(type: "json", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    completed_by = table.Column<string>(type: "text", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_task", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "draft_resource",
                schema: "customerflow",
                columns: table => new
                {
                    draft_key = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_draft_resource", x => new { x.draft_key, x.name });
                    table.ForeignKey(
                        name: "fk_draft_resource_draft_draft_key",
                        column: x => x.draft_key,
                        principalSchema: "customerflow",
                        principalTable: "draft",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "identity_role_claim",
                schema: "customerflow",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    role_id = table.Column<long>(type: "bigint", nullable: false),
                    claim_type = table.Column<string>(type: "text", nullable: true),
                    claim_value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_role_claim", x => x.id);
                    table.ForeignKey(
                        name: "fk_identity_role_claim_identity_role_role_id",
                        column: x => x.role_id,
                        principalSchema: "customerflow",
                        principalTable: "identity_role",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "identity_user_claim",
                schema: "customerflow",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    claim_type = table.Column<string>(type: "text", nullable: true),
                    claim_value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_user_claim", x => x.id);
                    table.ForeignKey(
                        name: "fk_identity_user_claim_identity_user_user_id",
                        column: x => x.user_id,
                        principalSchema: "customerflow",
                        principalTable: "identity_user",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "identity_user_login",
                schema: "customerflow",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "text", nullable: false),
                    provider_key = table.Column<string>(type: "text", nullable: false),
                    provider_display_name = table.Column<string>(type: "text", nullable: true),
                    user_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_user_login", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "fk_identity_user_login_identity_user_user_id",
                        column: x => x.user_id,
                        principalSchema: "customerflow",
                        principalTable: "identity_user",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "identity_user_role",
                schema: "customerflow",
                columns: table => new
                {
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    role_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_user_role", x => new { x.user_id, x.role_id });
                    table.ForeignKey(
                        name: "fk_identity_user_role_identity_role_role_id",
                        column: x => x.role_id,
                        principalSchema: "customerflow",
                        principalTable: "identity_role",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_identity_user_role_identity_user_user_id",
                        column: x => x.user_id,
                        principalSchema: "customerflow",
                        principalTable: "identity_user",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "identity_user_token",
                schema: "customerflow",
                columns: table => new
                {
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    login_provider = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_user_token", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "fk_identity_user_token_identity_user_user_id",
                        column: x => x.user_id,
                        principalSchema: "customerflow",
                        principalTable: "identity_user",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "person",
                schema: "customerflow",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    user_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    name_zh = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    name_en = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    skills = table.Column<string[]>(type: "text[]", nullable: false),
                    supervisor_key = table.Column<long>(type: "bigint", nullable: true),
                    active = table.Column<bool>(type: "boolean", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_person", x => x.key);
                    table.CheckConstraint("ck_person_language", "language in ('zh', 'en')");
                    table.CheckConstraint("ck_person_supervisor", "supervisor_key <> key");
                    table.CheckConstraint("ck_person_user_name", "user_name = lower(user_name)");
                    table.ForeignKey(
                        name: "fk_person_identity_user_key",
                        column: x => x.key,
                        principalSchema: "customerflow",
                        principalTable: "identity_user",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_person_person_supervisor_key",
                        column: x => x.supervisor_key,
                        principalSchema: "customerflow",
                        principalTable: "person",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "message_correlation",
                schema: "customerflow",
                columns: table => new
                {
                    message_key = table.Column<long>(type: "bigint", nullable: false),
                    process_id = table.Column<string>(type: "text", nullable: false),
                    instance_key = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_message_correlation", x => new { x.message_key, x.process_id });
                    table.ForeignKey(
                        name: "fk_message_correlation_message_message_key",
                        column: x => x.message_key,
                        principalSchema: "customerflow",
                        principalTable: "message",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "decision_definition",
                schema: "customerflow",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    release_key = table.Column<long>(type: "bigint", nullable: false),
                    resource_key = table.Column<long>(type: "bigint", nullable: false),
                    resource_name = table.Column<string>(type: "text", nullable: false),
                    decision_id = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: true),
                    requirements_id = table.Column<string>(type: "text", nullable: false),
                    requirements_name = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    version_tag = table.Column<string>(type: "text", nullable: true),
                    is_latest = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_decision_definition", x => x.key);
                    table.ForeignKey(
                        name: "fk_decision_definition_release_release_key",
                        column: x => x.release_key,
                        principalSchema: "customerflow",
                        principalTable: "release",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "form_definition",
                schema: "customerflow",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    release_key = table.Column<long>(type: "bigint", nullable: false),
                    resource_key = table.Column<long>(type: "bigint", nullable: false),
                    form_id = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    is_latest = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_form_definition", x => x.key);
                    table.ForeignKey(
                        name: "fk_form_definition_release_release_key",
                        column: x => x.release_key,
                        principalSchema: "customerflow",
                        principalTable: "release",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "process_definition",
                schema: "customerflow",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    release_key = table.Column<long>(type: "bigint", nullable: false),
                    resource_key = table.Column<long>(type: "bigint", nullable: false),
                    resource_name = table.Column<string>(type: "text", nullable: false),
                    process_id = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    version_tag = table.Column<string>(type: "text", nullable: true),
                    start_form_id = table.Column<string>(type: "text", nullable: true),
                    is_latest = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_process_definition", x => x.key);
                    table.ForeignKey(
                        name: "fk_process_definition_release_release_key",
                        column: x => x.release_key,
                        principalSchema: "customerflow",
                        principalTable: "release",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "resource",
                schema: "customerflow",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    release_key = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_resource", x => x.key);
                    table.ForeignKey(
                        name: "fk_resource_release_release_key",
                        column: x => x.release_key,
                        principalSchema: "customerflow",
                        principalTable: "release",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "absence",
                schema: "customerflow",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    person_key = table.Column<long>(type: "bigint", nullable: false),
                    first_day = table.Column<DateOnly>(type: "date", nullable: false),
                    last_day = table.Column<DateOnly>(type: "date", nullable: false),
                    deputy_key = table.Column<long>(type: "bigint", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_absence", x => x.key);
                    table.CheckConstraint("ck_absence_days", "last_day >= first_day");
                    table.CheckConstraint("ck_absence_deputy", "deputy_key <> person_key");
                    table.ForeignKey(
                        name: "fk_absence_person_deputy_key",
                        column: x => x.deputy_key,
                        principalSchema: "customerflow",
                        principalTable: "person",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_absence_person_person_key",
                        column: x => x.person_key,
                        principalSchema: "customerflow",
                        principalTable: "person",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "complaint_draft",
                schema: "customerflow",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    person_key = table.Column<long>(type: "bigint", nullable: false),
                    saved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    content_sealed = table.Column<byte[]>(type: "bytea", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_complaint_draft", x => x.key);
                    table.ForeignKey(
                        name: "fk_complaint_draft_person_person_key",
                        column: x => x.person_key,
                        principalSchema: "customerflow",
                        principalTable: "person",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "import_batch",
                schema: "customerflow",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    token = table.Column<Guid>(type: "uuid", nullable: false),
                    created_by_key = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reach = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    team_keys = table.Column<long[]>(type: "bigint[]", nullable: false),
                    file_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    headers_sealed = table.Column<byte[]>(type: "bytea", nullable: false),
                    columns = table.Column<string[]>(type: "text[]", nullable: false),
                    updates_known = table.Column<bool>(type: "boolean", nullable: false),
                    rows_total = table.Column<int>(type: "integer", nullable: false),
                    rows_done = table.Column<int>(type: "integer", nullable: false),
                    rows_new = table.Column<int>(type: "integer", nullable: false),
                    rows_changed = table.Column<int>(type: "integer", nullable: false),
                    rows_unchanged = table.Column<int>(type: "integer", nullable: false),
                    rows_skipped = table.Column<int>(type: "integer", nullable: false),
                    rows_bad = table.Column<int>(type: "integer", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    cancel_requested = table.Column<bool>(type: "boolean", nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    sample_result = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    sample_by_key = table.Column<long>(type: "bigint", nullable: true),
                    sample_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_batch", x => x.key);
                    table.CheckConstraint("ck_import_batch_kind", "kind in ('customers', 'purchases')");
                    table.CheckConstraint("ck_import_batch_sample", "sample_by_key <> created_by_key");
                    table.CheckConstraint("ck_import_batch_state", "state in ('mapping', 'checking', 'ready', 'running', 'done', 'cancelled', 'failed')");
                    table.ForeignKey(
                        name: "fk_import_batch_person_created_by_key",
                        column: x => x.created_by_key,
                        principalSchema: "customerflow",
                        principalTable: "person",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_import_batch_person_sample_by_key",
                        column: x => x.sample_by_key,
                        principalSchema: "customerflow",
                        principalTable: "person",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "personal_token",
                schema: "customerflow",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    person_key = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_personal_token", x => x.key);
                    table.ForeignKey(
                        name: "fk_personal_token_person_person_key",
                        column: x => x.person_key,
                        principalSchema: "customerflow",
                        principalTable: "person",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "record_field",
                schema: "customerflow",
                columns: table => new
                {
                    record_key = table.Column<long>(type: "bigint", nullable: false),
                    field = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    by_key = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_record_field", x => new { x.record_key, x.field });
                    table.ForeignKey(
                        name: "fk_record_field_person_by_key",
                        column: x => x.by_key,
                        principalSchema: "customerflow",
                        principalTable: "person",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "team_member",
                schema: "customerflow",
                columns: table => new
                {
                    team_key = table.Column<long>(type: "bigint", nullable: false),
                    person_key = table.Column<long>(type: "bigint", nullable: false),
                    role = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_team_member", x => new { x.team_key, x.person_key });
                    table.CheckConstraint("ck_team_member_role", "role in ('member', 'lead', 'deputy')");
                    table.ForeignKey(
                        name: "fk_team_member_person_person_key",
                        column: x => x.person_key,
                        principalSchema: "customerflow",
                        principalTable: "person",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_team_member_team_team_key",
                        column: x => x.team_key,
                        principalSchema: "customerflow",
                        principalTable: "team",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "customer",
                schema: "customerflow",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    name_grams = table.Column<string[]>(type: "text[]", nullable: false),
                    name_key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    tier = table.Column<string>(type: "text", nullable: false),
                    stage = table.Column<string>(type: "text", nullable: false),
                    parent_key = table.Column<long>(type: "bigint", nullable: true),
                    owner_key = table.Column<long>(type: "bigint", nullable: true),
                    language = table.Column<string>(type: "text", nullable: false),
                    industry = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    region = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    needs = table.Column<string[]>(type: "text[]", nullable: false),
                    preferences = table.Column<string[]>(type: "text[]", nullable: false),
                    source = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    import_batch_key = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    entered_by_key = table.Column<long>(type: "bigint", nullable: true),
                    merged_into_key = table.Column<long>(type: "bigint", nullable: true),
                    verified_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    check_key = table.Column<long>(type: "bigint", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer", x => x.key);
                    table.CheckConstraint("ck_customer_kind", "kind in ('company', 'person')");
                    table.CheckConstraint("ck_customer_language", "language in ('zh', 'en')");
                    table.CheckConstraint("ck_customer_merged", "merged_into_key <> key");
                    table.CheckConstraint("ck_customer_parent", "parent_key <> key");
                    table.CheckConstraint("ck_customer_source", "source in ('manual', 'import', 'api', 'complaint', 'demo')");
                    table.CheckConstraint("ck_customer_stage", "stage in ('prospect', 'first-purchase', 'loyal', 'at-risk', 'lost')");
                    table.CheckConstraint("ck_customer_tier", "tier in ('high', 'normal', 'low')");
                    table.ForeignKey(
                        name: "fk_customer_customer_merged_into_key",
                        column: x => x.merged_into_key,
                        principalSchema: "customerflow",
                        principalTable: "customer",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_customer_customer_parent_key",
                        column: x => x.parent_key,
                        principalSchema: "customerflow",
                        principalTable: "customer",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_customer_import_batch_import_batch_key",
                        column: x => x.import_batch_key,
                        principalSchema: "customerflow",
                        principalTable: "import_batch",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_customer_person_entered_by_key",
                        column: x => x.entered_by_key,
                        principalSchema: "customerflow",
                        principalTable: "person",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_customer_person_owner_key",
                        column: x => x.owner_key,
                        principalSchema: "customerflow",
                        principalTable: "person",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "import_row",
                schema: "customerflow",
                columns: table => new
                {
                    batch_key = table.Column<long>(type: "bigint", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false),
                    cells_sealed = table.Column<byte[]>(type: "bytea", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    problems = table.Column<string>(type: "jsonb", nullable: true),
                    matched_key = table.Column<long>(type: "bigint", nullable: true),
                    matched_by = table.Column<string>(type: "text", nullable: true),
                    changes = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_row", x => new { x.batch_key, x.line });
                    table.CheckConstraint("ck_import_row_state", "state in ('unchecked', 'new', 'changed', 'unchanged', 'skipped', 'bad')");
                    table.ForeignKey(
                        name: "fk_import_row_import_batch_batch_key",
                        column: x => x.batch_key,
                        principalSchema: "customerflow",
                        principalTable: "import_batch",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "contact",
                schema: "customerflow",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    customer_key = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    search_grams = table.Column<string[]>(type: "text[]", nullable: false),
                    roles = table.Column<string[]>(type: "text[]", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    preferred_channel = table.Column<string>(type: "text", nullable: true),
                    left_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    verified_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    erased_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    phone_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    phone_index = table.Column<byte[]>(type: "bytea", nullable: true),
                    phone_end_index = table.Column<byte[]>(type: "bytea", nullable: true),
                    email_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    email_index = table.Column<byte[]>(type: "bytea", nullable: true),
                    message_id_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    message_id_index = table.Column<byte[]>(type: "bytea", nullable: true),
                    notes_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contact", x => x.key);
                    table.CheckConstraint("ck_contact_channel", "preferred_channel in ('web', 'mail', 'phone', 'visit', 'counter', 'social', 'chat', 'message', 'sms', 'letter', 'api')");
                    table.CheckConstraint("ck_contact_language", "language in ('zh', 'en')");
                    table.CheckConstraint("ck_contact_reachable", "erased_at is not null or num_nonnulls(phone_sealed, email_sealed, message_id_sealed) > 0");
                    table.ForeignKey(
                        name: "fk_contact_customer_customer_key",
                        column: x => x.customer_key,
                        principalSchema: "customerflow",
                        principalTable: "customer",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "customer_merge",
                schema: "customerflow",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    kept_key = table.Column<long>(type: "bigint", nullable: false),
                    merged_key = table.Column<long>(type: "bigint", nullable: false),
                    by_key = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    contact_keys = table.Column<long[]>(type: "bigint[]", nullable: false),
                    alias_keys = table.Column<long[]>(type: "bigint[]", nullable: false),
                    before = table.Column<string>(type: "jsonb", nullable: false),
                    undone_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    undone_by_key = table.Column<long>(type: "bigint", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_merge", x => x.key);
                    table.CheckConstraint("ck_customer_merge_two", "kept_key <> merged_key");
                    table.ForeignKey(
                        name: "fk_customer_merge_customer_kept_key",
                        column: x => x.kept_key,
                        principalSchema: "customerflow",
                        principalTable: "customer",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_customer_merge_customer_merged_key",
                        column: x => x.merged_key,
                        principalSchema: "customerflow",
                        principalTable: "customer",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_customer_merge_person_by_key",
                        column: x => x.by_key,
                        principalSchema: "customerflow",
                        principalTable: "person",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_customer_merge_person_undone_by_key",
                        column: x => x.undone_by_key,
                        principalSchema: "customerflow",
                        principalTable: "person",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "purchase",
                schema: "customerflow",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    customer_key = table.Column<long>(type: "bigint", nullable: false),
                    bought_on = table.Column<DateOnly>(type: "date", nullable: false),
                    product = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    quantity = table.Column<decimal>(type: "numeric(18,3)", precision: 18, scale: 3, nullable: false),
                    amount = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    reference = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    source = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    import_batch_key = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_purchase", x => x.key);
                    table.CheckConstraint("ck_purchase_source", "source in ('manual', 'import', 'api', 'complaint', 'demo')");
                    table.ForeignKey(
                        name: "fk_purchase_customer_customer_key",
                        column: x => x.customer_key,
                        principalSchema: "customerflow",
                        principalTable: "customer",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_purchase_import_batch_import_batch_key",
                        column: x => x.import_batch_key,
                        principalSchema: "customerflow",
                        principalTable: "import_batch",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "record_change",
                schema: "customerflow",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    customer_key = table.Column<long>(type: "bigint", nullable: false),
                    record_key = table.Column<long>(type: "bigint", nullable: false),
                    record = table.Column<string>(type: "text", nullable: false),
                    field = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    old_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    new_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    instance_key = table.Column<long>(type: "bigint", nullable: false),
                    entered_by_key = table.Column<long>(type: "bigint", nullable: true),
                    entered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    settled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_record_change", x => x.key);
                    table.CheckConstraint("ck_record_change_record", "record in ('customer', 'contact')");
                    table.CheckConstraint("ck_record_change_settled", "(state = 'waiting') = (settled_at is null)");
                    table.CheckConstraint("ck_record_change_state", "state in ('waiting', 'applied', 'dropped', 'replaced')");
                    table.ForeignKey(
                        name: "fk_record_change_customer_customer_key",
                        column: x => x.customer_key,
                        principalSchema: "customerflow",
                        principalTable: "customer",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_record_change_person_entered_by_key",
                        column: x => x.entered_by_key,
                        principalSchema: "customerflow",
                        principalTable: "person",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "transfer",
                schema: "customerflow",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    customer_key = table.Column<long>(type: "bigint", nullable: false),
                    from_key = table.Column<long>(type: "bigint", nullable: true),
                    to_key = table.Column<long>(type: "bigint", nullable: true),
                    reason = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    note_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_key = table.Column<long>(type: "bigint", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    way = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    why = table.Column<string>(type: "jsonb", nullable: true),
                    outcome = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    outcome_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    transaction = table.Column<ulong>(type: "xid8", nullable: false, defaultValueSql: "pg_current_xact_id()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_transfer", x => x.key);
                    table.CheckConstraint("ck_transfer_change", "from_key is distinct from to_key");
                    table.CheckConstraint("ck_transfer_outcome", "outcome in ('waiting', 'contacted', 'no-contact', 'settled', 'confirmed', 'waived')");
                    table.CheckConstraint("ck_transfer_reason", "reason in ('workload', 'expertise', 'customer-wish', 'territory', 'leave', 'assigned', 'claimed', 'given-back', 'dormant', 'handover', 'other')");
                    table.CheckConstraint("ck_transfer_way", "way in ('manual', 'proposal', 'claim', 'give-back', 'recall', 'rule', 'rebalance', 'handover')");
                    table.ForeignKey(
                        name: "fk_transfer_customer_customer_key",
                        column: x => x.customer_key,
                        principalSchema: "customerflow",
                        principalTable: "customer",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_transfer_person_by_key",
                        column: x => x.by_key,
                        principalSchema: "customerflow",
                        principalTable: "person",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_transfer_person_from_key",
                        column: x => x.from_key,
                        principalSchema: "customerflow",
                        principalTable: "person",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_transfer_person_to_key",
                        column: x => x.to_key,
                        principalSchema: "customerflow",
                        principalTable: "person",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "complaint",
                schema: "customerflow",
                columns: table => new
                {
                    instance_key = table.Column<long>(type: "bigint", nullable: false),
                    customer_key = table.Column<long>(type: "bigint", nullable: false),
                    contact_key = table.Column<long>(type: "bigint", nullable: true),
                    subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    sealed_for = table.Column<long>(type: "bigint", nullable: false),
                    description_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    remedy_wanted_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    category = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    severity = table.Column<string>(type: "text", nullable: false),
                    amount = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    channel = table.Column<string>(type: "text", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    entered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    entered_by_key = table.Column<long>(type: "bigint", nullable: true),
                    product = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    team_key = table.Column<long>(type: "bigint", nullable: true),
                    restricted = table.Column<bool>(type: "boolean", nullable: false),
                    named_person_key = table.Column<long>(type: "bigint", nullable: true),
                    handler_key = table.Column<long>(type: "bigint", nullable: true),
                    cause_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    outcome = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_complaint", x => x.instance_key);
                    table.CheckConstraint("ck_complaint_amount", "amount >= 0");
                    table.CheckConstraint("ck_complaint_category", "category ~ '^[a-z0-9]+(-[a-z0-9]+)*$'");
                    table.CheckConstraint("ck_complaint_channel", "channel in ('web', 'mail', 'phone', 'visit', 'counter', 'social', 'chat', 'message', 'sms', 'letter', 'api')");
                    table.CheckConstraint("ck_complaint_handler", "handler_key <> named_person_key");
                    table.CheckConstraint("ck_complaint_language", "language in ('zh', 'en')");
                    table.CheckConstraint("ck_complaint_received", "received_at <= entered_at");
                    table.CheckConstraint("ck_complaint_restricted", "restricted or num_nonnulls(named_person_key, handler_key) = 0");
                    table.CheckConstraint("ck_complaint_severity", "severity in ('low', 'normal', 'high', 'critical')");
                    table.ForeignKey(
                        name: "fk_complaint_contact_contact_key",
                        column: x => x.contact_key,
                        principalSchema: "customerflow",
                        principalTable: "contact",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_complaint_customer_customer_key",
                        column: x => x.customer_key,
                        principalSchema: "customerflow",
                        principalTable: "customer",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_complaint_person_entered_by_key",
                        column: x => x.entered_by_key,
                        principalSchema: "customerflow",
                        principalTable: "person",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_complaint_person_handler_key",
                        column: x => x.handler_key,
                        principalSchema: "customerflow",
                        principalTable: "person",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_complaint_person_named_person_key",
                        column: x => x.named_person_key,
                        principalSchema: "customerflow",
                        principalTable: "person",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_complaint_team_team_key",
                        column: x => x.team_key,
                        principalSchema: "customerflow",
                        principalTable: "team",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "contact_consent",
                schema: "customerflow",
                columns: table => new
                {
                    contact_key = table.Column<long>(type: "bigint", nullable: false),
                    purpose = table.Column<string>(type: "text", nullable: false),
                    given_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    source = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contact_consent", x => new { x.contact_key, x.purpose });
                    table.CheckConstraint("ck_contact_consent_purpose", "purpose in ('survey', 'care', 'follow-up', 'winback', 'marketing', 'all')");
                    table.ForeignKey(
                        name: "fk_contact_consent_contact_contact_key",
                        column: x => x.contact_key,
                        principalSchema: "customerflow",
                        principalTable: "contact",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "interaction",
                schema: "customerflow",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    customer_key = table.Column<long>(type: "bigint", nullable: false),
                    contact_key = table.Column<long>(type: "bigint", nullable: true),
                    case_key = table.Column<long>(type: "bigint", nullable: true),
                    channel = table.Column<string>(type: "text", nullable: false),
                    inbound = table.Column<bool>(type: "boolean", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    person_key = table.Column<long>(type: "bigint", nullable: true),
                    sealed_for = table.Column<long>(type: "bigint", nullable: false),
                    text_sealed = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_interaction", x => x.key);
                    table.CheckConstraint("ck_interaction_channel", "channel in ('web', 'mail', 'phone', 'visit', 'counter', 'social', 'chat', 'message', 'sms', 'letter', 'api')");
                    table.ForeignKey(
                        name: "fk_interaction_contact_contact_key",
                        column: x => x.contact_key,
                        principalSchema: "customerflow",
                        principalTable: "contact",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_interaction_customer_customer_key",
                        column: x => x.customer_key,
                        principalSchema: "customerflow",
                        principalTable: "customer",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_interaction_person_person_key",
                        column: x => x.person_key,
                        principalSchema: "customerflow",
                        principalTable: "person",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "survey_invitation",
                schema: "customerflow",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    survey_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    purpose = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    case_key = table.Column<long>(type: "bigint", nullable: true),
                    customer_key = table.Column<long>(type: "bigint", nullable: false),
                    contact_key = table.Column<long>(type: "bigint", nullable: true),
                    language = table.Column<string>(type: "text", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    remind_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reminded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_survey_invitation", x => x.key);
                    table.CheckConstraint("ck_survey_invitation_language", "language in ('zh', 'en')");
                    table.CheckConstraint("ck_survey_invitation_state", "state in ('open', 'answered', 'expired', 'withdrawn')");
                    table.ForeignKey(
                        name: "fk_survey_invitation_contact_contact_key",
                        column: x => x.contact_key,
                        principalSchema: "customerflow",
                        principalTable: "contact",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_survey_invitation_customer_customer_key",
                        column: x => x.customer_key,
                        principalSchema: "customerflow",
                        principalTable: "customer",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "survey_response",
                schema: "customerflow",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    invitation_key = table.Column<long>(type: "bigint", nullable: false),
                    case_key = table.Column<long>(type: "bigint", nullable: true),
                    customer_key = table.Column<long>(type: "bigint", nullable: false),
                    answers = table.Column<string>(type: "jsonb", nullable: false),
                    satisfaction = table.Column<short>(type: "smallint", nullable: true),
                    recommendation = table.Column<short>(type: "smallint", nullable: true),
                    effort = table.Column<short>(type: "smallint", nullable: true),
                    sealed_for = table.Column<long>(type: "bigint", nullable: false),
                    comment_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    via = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    entered_by_key = table.Column<long>(type: "bigint", nullable: true),
                    action_key = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_survey_response", x => x.key);
                    table.CheckConstraint("ck_survey_response_effort", "effort between 1 and 7");
                    table.CheckConstraint("ck_survey_response_recommendation", "recommendation between 0 and 10");
                    table.CheckConstraint("ck_survey_response_satisfaction", "satisfaction between 1 and 5");
                    table.ForeignKey(
                        name: "fk_survey_response_customer_customer_key",
                        column: x => x.customer_key,
                        principalSchema: "customerflow",
                        principalTable: "customer",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_survey_response_person_entered_by_key",
                        column: x => x.entered_by_key,
                        principalSchema: "customerflow",
                        principalTable: "person",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_survey_response_survey_invitation_invitation_key",
                        column: x => x.invitation_key,
                        principalSchema: "customerflow",
                        principalTable: "survey_invitation",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_absence_deputy_key",
                schema: "customerflow",
                table: "absence",
                column: "deputy_key");

            migrationBuilder.CreateIndex(
                name: "ix_absence_person_key_last_day",
                schema: "customerflow",
                table: "absence",
                columns: new[] { "person_key", "last_day" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entry_actor_id",
                schema: "customerflow",
                table: "audit_entry",
                columns: new[] { "actor", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entry_subject_row_key_id",
                schema: "customerflow",
                table: "audit_entry",
                columns: new[] { "subject", "row_key", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entry_unsealed",
                schema: "customerflow",
                table: "audit_entry",
                column: "id",
                filter: "sealed_at is null");

            migrationBuilder.CreateIndex(
                name: "case_open",
                schema: "customerflow",
                table: "case",
                columns: new[] { "type", "due_at" },
                filter: "closed_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_case_customer_key_received_at",
                schema: "customerflow",
                table: "case",
                columns: new[] { "customer_key", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_case_number",
                schema: "customerflow",
                table: "case",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_case_received_at_instance_key",
                schema: "customerflow",
                table: "case",
                columns: new[] { "received_at", "instance_key" });

            migrationBuilder.CreateIndex(
                name: "case_clock_running",
                schema: "customerflow",
                table: "case_clock",
                column: "due_at",
                filter: "stopped_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_comment_instance_key",
                schema: "customerflow",
                table: "comment",
                column: "instance_key");

            migrationBuilder.CreateIndex(
                name: "ix_complaint_contact_key",
                schema: "customerflow",
                table: "complaint",
                column: "contact_key");

            migrationBuilder.CreateIndex(
                name: "ix_complaint_customer_key",
                schema: "customerflow",
                table: "complaint",
                column: "customer_key");

            migrationBuilder.CreateIndex(
                name: "ix_complaint_entered_by_key",
                schema: "customerflow",
                table: "complaint",
                column: "entered_by_key");

            migrationBuilder.CreateIndex(
                name: "ix_complaint_handler_key",
                schema: "customerflow",
                table: "complaint",
                column: "handler_key");

            migrationBuilder.CreateIndex(
                name: "ix_complaint_named_person_key",
                schema: "customerflow",
                table: "complaint",
                column: "named_person_key");

            migrationBuilder.CreateIndex(
                name: "ix_complaint_received_at",
                schema: "customerflow",
                table: "complaint",
                column: "received_at");

            migrationBuilder.CreateIndex(
                name: "ix_complaint_team_key",
                schema: "customerflow",
                table: "complaint",
                column: "team_key");

            migrationBuilder.CreateIndex(
                name: "ix_complaint_draft_person_key_saved_at",
                schema: "customerflow",
                table: "complaint_draft",
                columns: new[] { "person_key", "saved_at" });

            migrationBuilder.CreateIndex(
                name: "ix_contact_customer_key",
                schema: "customerflow",
                table: "contact",
                column: "customer_key");

            migrationBuilder.CreateIndex(
                name: "ix_contact_email_index",
                schema: "customerflow",
                table: "contact",
                column: "email_index");

            migrationBuilder.CreateIndex(
                name: "ix_contact_message_id_index",
                schema: "customerflow",
                table: "contact",
                column: "message_id_index");

            migrationBuilder.CreateIndex(
                name: "ix_contact_phone_end_index",
                schema: "customerflow",
                table: "contact",
                column: "phone_end_index");

            migrationBuilder.CreateIndex(
                name: "ix_contact_phone_index",
                schema: "customerflow",
                table: "contact",
                column: "phone_index");

            migrationBuilder.CreateIndex(
                name: "ix_contact_search_grams",
                schema: "customerflow",
                table: "contact",
                column: "search_grams")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "customer_unverified",
                schema: "customerflow",
                table: "customer",
                column: "key",
                filter: "verified_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_customer_entered_by_key",
                schema: "customerflow",
                table: "customer",
                column: "entered_by_key");

            migrationBuilder.CreateIndex(
                name: "ix_customer_import_batch_key",
                schema: "customerflow",
                table: "customer",
                column: "import_batch_key");

            migrationBuilder.CreateIndex(
                name: "ix_customer_merged_into_key",
                schema: "customerflow",
                table: "customer",
                column: "merged_into_key");

            migrationBuilder.CreateIndex(
                name: "ix_customer_name",
                schema: "customerflow",
                table: "customer",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "ix_customer_name_grams",
                schema: "customerflow",
                table: "customer",
                column: "name_grams")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_customer_name_key",
                schema: "customerflow",
                table: "customer",
                column: "name_key",
                filter: "merged_into_key is null");

            migrationBuilder.CreateIndex(
                name: "ix_customer_number",
                schema: "customerflow",
                table: "customer",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_customer_owner_key",
                schema: "customerflow",
                table: "customer",
                column: "owner_key");

            migrationBuilder.CreateIndex(
                name: "ix_customer_parent_key",
                schema: "customerflow",
                table: "customer",
                column: "parent_key");

            migrationBuilder.CreateIndex(
                name: "ix_customer_merge_by_key",
                schema: "customerflow",
                table: "customer_merge",
                column: "by_key");

            migrationBuilder.CreateIndex(
                name: "ix_customer_merge_kept_key",
                schema: "customerflow",
                table: "customer_merge",
                column: "kept_key");

            migrationBuilder.CreateIndex(
                name: "ix_customer_merge_merged_key",
                schema: "customerflow",
                table: "customer_merge",
                column: "merged_key",
                unique: true,
                filter: "undone_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_customer_merge_undone_by_key",
                schema: "customerflow",
                table: "customer_merge",
                column: "undone_by_key");

            migrationBuilder.CreateIndex(
                name: "decision_definition_latest",
                schema: "customerflow",
                table: "decision_definition",
                column: "decision_id",
                unique: true,
                filter: "is_latest");

            migrationBuilder.CreateIndex(
                name: "ix_decision_definition_decision_id_version",
                schema: "customerflow",
                table: "decision_definition",
                columns: new[] { "decision_id", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_decision_definition_release_key",
                schema: "customerflow",
                table: "decision_definition",
                column: "release_key");

            migrationBuilder.CreateIndex(
                name: "ix_decision_evaluation_instance_key",
                schema: "customerflow",
                table: "decision_evaluation",
                column: "instance_key");

            migrationBuilder.CreateIndex(
                name: "ix_do_not_contact_address_index_channel_purpose_holds_from",
                schema: "customerflow",
                table: "do_not_contact",
                columns: new[] { "address_index", "channel", "purpose", "holds_from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_draft_name",
                schema: "customerflow",
                table: "draft",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "form_definition_latest",
                schema: "customerflow",
                table: "form_definition",
                column: "form_id",
                unique: true,
                filter: "is_latest");

            migrationBuilder.CreateIndex(
                name: "ix_form_definition_form_id_version",
                schema: "customerflow",
                table: "form_definition",
                columns: new[] { "form_id", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_form_definition_release_key",
                schema: "customerflow",
                table: "form_definition",
                column: "release_key");

            migrationBuilder.CreateIndex(
                name: "ix_idempotency_created_at",
                schema: "customerflow",
                table: "idempotency",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "RoleNameIndex",
                schema: "customerflow",
                table: "identity_role",
                column: "normalized_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_identity_role_claim_role_id",
                schema: "customerflow",
                table: "identity_role_claim",
                column: "role_id");

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                schema: "customerflow",
                table: "identity_user",
                column: "normalized_email");

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                schema: "customerflow",
                table: "identity_user",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_identity_user_claim_user_id",
                schema: "customerflow",
                table: "identity_user_claim",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_identity_user_login_user_id",
                schema: "customerflow",
                table: "identity_user_login",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_identity_user_role_role_id",
                schema: "customerflow",
                table: "identity_user_role",
                column: "role_id");

            migrationBuilder.CreateIndex(
                name: "ix_import_batch_created_by_key_token",
                schema: "customerflow",
                table: "import_batch",
                columns: new[] { "created_by_key", "token" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_import_batch_sample_by_key",
                schema: "customerflow",
                table: "import_batch",
                column: "sample_by_key");

            migrationBuilder.CreateIndex(
                name: "ix_import_batch_work",
                schema: "customerflow",
                table: "import_batch",
                column: "created_at",
                filter: "state in ('checking', 'running')");

            migrationBuilder.CreateIndex(
                name: "ix_import_row_batch_key_state_line",
                schema: "customerflow",
                table: "import_row",
                columns: new[] { "batch_key", "state", "line" });

            migrationBuilder.CreateIndex(
                name: "incident_open",
                schema: "customerflow",
                table: "incident",
                column: "key",
                filter: "resolved_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_incident_instance_key",
                schema: "customerflow",
                table: "incident",
                column: "instance_key");

            migrationBuilder.CreateIndex(
                name: "instance_active",
                schema: "customerflow",
                table: "instance",
                columns: new[] { "process_definition_key", "key" },
                filter: "status = 1");

            migrationBuilder.CreateIndex(
                name: "instance_in_trouble",
                schema: "customerflow",
                table: "instance",
                column: "key",
                filter: "open_incidents > 0");

            migrationBuilder.CreateIndex(
                name: "instance_one_per_message_key",
                schema: "customerflow",
                table: "instance",
                columns: new[] { "process_id", "correlation_key" },
                unique: true,
                filter: "status = 1 and correlation_key is not null");

            migrationBuilder.CreateIndex(
                name: "instance_parent",
                schema: "customerflow",
                table: "instance",
                column: "parent_key",
                filter: "parent_key is not null");

            migrationBuilder.CreateIndex(
                name: "instance_event_due",
                schema: "customerflow",
                table: "instance_event",
                column: "due_at",
                filter: "due_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_instance_event_instance_key_id",
                schema: "customerflow",
                table: "instance_event",
                columns: new[] { "instance_key", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_interaction_case_key",
                schema: "customerflow",
                table: "interaction",
                column: "case_key");

            migrationBuilder.CreateIndex(
                name: "ix_interaction_contact_key",
                schema: "customerflow",
                table: "interaction",
                column: "contact_key");

            migrationBuilder.CreateIndex(
                name: "ix_interaction_customer_key_at",
                schema: "customerflow",
                table: "interaction",
                columns: new[] { "customer_key", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_interaction_person_key",
                schema: "customerflow",
                table: "interaction",
                column: "person_key");

            migrationBuilder.CreateIndex(
                name: "ix_job_instance_key",
                schema: "customerflow",
                table: "job",
                column: "instance_key");

            migrationBuilder.CreateIndex(
                name: "job_open",
                schema: "customerflow",
                table: "job",
                columns: new[] { "type", "available_at" },
                filter: "state = 1 and retries > 0");

            migrationBuilder.CreateIndex(
                name: "ix_message_expires_at",
                schema: "customerflow",
                table: "message",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_message_name_correlation_key_message_id",
                schema: "customerflow",
                table: "message",
                columns: new[] { "name", "correlation_key", "message_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_message_subscription_instance_key",
                schema: "customerflow",
                table: "message_subscription",
                column: "instance_key");

            migrationBuilder.CreateIndex(
                name: "ix_message_subscription_message_name_correlation_key",
                schema: "customerflow",
                table: "message_subscription",
                columns: new[] { "message_name", "correlation_key" });

            migrationBuilder.CreateIndex(
                name: "ix_outgoing_mail_element_instance_key_purpose_audience_recipie~",
                schema: "customerflow",
                table: "outgoing_mail",
                columns: new[] { "element_instance_key", "purpose", "audience", "recipient_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outgoing_mail_instance_key",
                schema: "customerflow",
                table: "outgoing_mail",
                column: "instance_key",
                filter: "instance_key is not null");

            migrationBuilder.CreateIndex(
                name: "ix_outgoing_mail_message_id",
                schema: "customerflow",
                table: "outgoing_mail",
                column: "message_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outgoing_mail_queued_at_key",
                schema: "customerflow",
                table: "outgoing_mail",
                columns: new[] { "queued_at", "key" });

            migrationBuilder.CreateIndex(
                name: "outgoing_mail_due",
                schema: "customerflow",
                table: "outgoing_mail",
                column: "due_at",
                filter: "state in (1, 2, 3)");

            migrationBuilder.CreateIndex(
                name: "outgoing_mail_lost",
                schema: "customerflow",
                table: "outgoing_mail",
                column: "recipient_key",
                filter: "audience = 1 and state in (5, 7)");

            migrationBuilder.CreateIndex(
                name: "outgoing_mail_unasked",
                schema: "customerflow",
                table: "outgoing_mail",
                columns: new[] { "recipient_key", "queued_at" },
                filter: "unsubscribe_path is not null");

            migrationBuilder.CreateIndex(
                name: "ix_person_supervisor_key",
                schema: "customerflow",
                table: "person",
                column: "supervisor_key");

            migrationBuilder.CreateIndex(
                name: "ix_person_user_name",
                schema: "customerflow",
                table: "person",
                column: "user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_personal_token_person_key",
                schema: "customerflow",
                table: "personal_token",
                column: "person_key");

            migrationBuilder.CreateIndex(
                name: "ix_personal_token_token_hash",
                schema: "customerflow",
                table: "personal_token",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_process_definition_process_id_version",
                schema: "customerflow",
                table: "process_definition",
                columns: new[] { "process_id", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_process_definition_release_key",
                schema: "customerflow",
                table: "process_definition",
                column: "release_key");

            migrationBuilder.CreateIndex(
                name: "process_definition_latest",
                schema: "customerflow",
                table: "process_definition",
                column: "process_id",
                unique: true,
                filter: "is_latest");

            migrationBuilder.CreateIndex(
                name: "ix_public_link_case_key",
                schema: "customerflow",
                table: "public_link",
                column: "case_key");

            migrationBuilder.CreateIndex(
                name: "ix_public_link_expires_at",
                schema: "customerflow",
                table: "public_link",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_public_link_token_hash",
                schema: "customerflow",
                table: "public_link",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_purchase_customer_key_bought_on",
                schema: "customerflow",
                table: "purchase",
                columns: new[] { "customer_key", "bought_on" });

            migrationBuilder.CreateIndex(
                name: "ix_purchase_import_batch_key",
                schema: "customerflow",
                table: "purchase",
                column: "import_batch_key");

            migrationBuilder.CreateIndex(
                name: "ix_purchase_source_reference",
                schema: "customerflow",
                table: "purchase",
                columns: new[] { "source", "reference" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_record_change_customer_key",
                schema: "customerflow",
                table: "record_change",
                column: "customer_key");

            migrationBuilder.CreateIndex(
                name: "ix_record_change_entered_by_key",
                schema: "customerflow",
                table: "record_change",
                column: "entered_by_key");

            migrationBuilder.CreateIndex(
                name: "record_change_waiting",
                schema: "customerflow",
                table: "record_change",
                columns: new[] { "record_key", "field" },
                unique: true,
                filter: "state = 'waiting'");

            migrationBuilder.CreateIndex(
                name: "ix_record_field_by_key",
                schema: "customerflow",
                table: "record_field",
                column: "by_key");

            migrationBuilder.CreateIndex(
                name: "release_latest",
                schema: "customerflow",
                table: "release",
                column: "name",
                unique: true,
                filter: "is_latest");

            migrationBuilder.CreateIndex(
                name: "ix_resource_release_key_name",
                schema: "customerflow",
                table: "resource",
                columns: new[] { "release_key", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_signal_subscription_instance_key",
                schema: "customerflow",
                table: "signal_subscription",
                column: "instance_key");

            migrationBuilder.CreateIndex(
                name: "ix_signal_subscription_signal_name",
                schema: "customerflow",
                table: "signal_subscription",
                column: "signal_name");

            migrationBuilder.CreateIndex(
                name: "ix_start_subscription_process_id",
                schema: "customerflow",
                table: "start_subscription",
                column: "process_id");

            migrationBuilder.CreateIndex(
                name: "ix_start_subscription_trigger_name",
                schema: "customerflow",
                table: "start_subscription",
                columns: new[] { "trigger", "name" });

            migrationBuilder.CreateIndex(
                name: "start_subscription_due",
                schema: "customerflow",
                table: "start_subscription",
                column: "due_at",
                filter: "due_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_survey_invitation_case_key",
                schema: "customerflow",
                table: "survey_invitation",
                column: "case_key");

            migrationBuilder.CreateIndex(
                name: "ix_survey_invitation_contact_key",
                schema: "customerflow",
                table: "survey_invitation",
                column: "contact_key");

            migrationBuilder.CreateIndex(
                name: "ix_survey_invitation_customer_key",
                schema: "customerflow",
                table: "survey_invitation",
                column: "customer_key");

            migrationBuilder.CreateIndex(
                name: "ix_survey_invitation_expires_at",
                schema: "customerflow",
                table: "survey_invitation",
                column: "expires_at",
                filter: "state = 'open'");

            migrationBuilder.CreateIndex(
                name: "ix_survey_invitation_remind_at",
                schema: "customerflow",
                table: "survey_invitation",
                column: "remind_at",
                filter: "state = 'open' and reminded_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_survey_invitation_token_hash",
                schema: "customerflow",
                table: "survey_invitation",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_survey_response_customer_key",
                schema: "customerflow",
                table: "survey_response",
                column: "customer_key");

            migrationBuilder.CreateIndex(
                name: "ix_survey_response_entered_by_key",
                schema: "customerflow",
                table: "survey_response",
                column: "entered_by_key");

            migrationBuilder.CreateIndex(
                name: "ix_survey_response_invitation_key",
                schema: "customerflow",
                table: "survey_response",
                column: "invitation_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_survey_response_submitted_at",
                schema: "customerflow",
                table: "survey_response",
                column: "submitted_at");

            migrationBuilder.CreateIndex(
                name: "ix_team_slug",
                schema: "customerflow",
                table: "team",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_team_member_person_key",
                schema: "customerflow",
                table: "team_member",
                column: "person_key");

            migrationBuilder.CreateIndex(
                name: "ix_timer_instance_key",
                schema: "customerflow",
                table: "timer",
                column: "instance_key");

            migrationBuilder.CreateIndex(
                name: "timer_due",
                schema: "customerflow",
                table: "timer",
                column: "due_at",
                filter: "not held");

            migrationBuilder.CreateIndex(
                name: "ix_transfer_by_key",
                schema: "customerflow",
                table: "transfer",
                column: "by_key");

            migrationBuilder.CreateIndex(
                name: "ix_transfer_customer_key_at",
                schema: "customerflow",
                table: "transfer",
                columns: new[] { "customer_key", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_transfer_from_key",
                schema: "customerflow",
                table: "transfer",
                column: "from_key");

            migrationBuilder.CreateIndex(
                name: "ix_transfer_to_key_at",
                schema: "customerflow",
                table: "transfer",
                columns: new[] { "to_key", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_transfer_waiting",
                schema: "customerflow",
                table: "transfer",
                column: "customer_key",
                filter: "outcome = 'waiting'");

            migrationBuilder.CreateIndex(
                name: "ix_user_task_instance_key",
                schema: "customerflow",
                table: "user_task",
                column: "instance_key");

            migrationBuilder.CreateIndex(
                name: "user_task_open_of_group",
                schema: "customerflow",
                table: "user_task",
                columns: new[] { "candidate_groups", "due_at", "key" },
                filter: "state = 1 and assignee is null");

            migrationBuilder.CreateIndex(
                name: "user_task_open_of_person",
                schema: "customerflow",
                table: "user_task",
                columns: new[] { "assignee", "due_at", "key" },
                filter: "state = 1");

            migrationBuilder.CreateIndex(
                name: "user_task_open_to_users",
                schema: "customerflow",
                table: "user_task",
                columns: new[] { "due_at", "key" },
                filter: "state = 1 and assignee is null and candidate_users <> array[]::text[]");
            Sql.DatabaseSql.Apply(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop view customerflow.hidden_case");
            migrationBuilder.DropTable(
                name: "absence",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "audit_entry",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "case",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "case_clock",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "comment",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "complaint",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "complaint_draft",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "contact_consent",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "customer_merge",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "data_protection_key",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "decision_definition",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "decision_evaluation",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "do_not_contact",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "draft_resource",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "form_definition",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "idempotency",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "identity_role_claim",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "identity_user_claim",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "identity_user_login",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "identity_user_role",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "identity_user_token",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "import_row",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "incident",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "instance",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "instance_event",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "interaction",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "job",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "job_run",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "message_correlation",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "message_subscription",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "outgoing_mail",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "personal_token",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "process_definition",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "public_link",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "purchase",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "record_change",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "record_field",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "resource",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "schedule_override",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "setting",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "shipped_file",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "signal_subscription",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "start_subscription",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "subject_key",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "survey_response",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "team_member",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "tier_policy",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "timer",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "transfer",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "user_task",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "draft",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "identity_role",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "message",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "release",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "survey_invitation",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "team",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "contact",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "customer",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "import_batch",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "person",
                schema: "customerflow");

            migrationBuilder.DropTable(
                name: "identity_user",
                schema: "customerflow");

            migrationBuilder.DropSequence(
                name: "key",
                schema: "customerflow");
        }
    }
}
