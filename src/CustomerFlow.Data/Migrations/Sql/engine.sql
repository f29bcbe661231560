-- The two append-only logs of the engine. EF Core knows no partitions, so they are made here and only read through the model.
create table customerflow.turn_log (
    instance_key bigint not null,
    revision int not null,
    at timestamptz not null,
    release_key bigint not null,
    engine_version smallint not null,
    steps json not null,
    primary key (instance_key, revision)
) partition by range (instance_key);

-- Not cached: each connection would give out its own numbers, and the history of one case would be out of order.
create sequence customerflow.element_event_id;

create table customerflow.element_event (
    instance_key bigint not null,
    id bigint not null default nextval('customerflow.element_event_id'),
    kind smallint not null,
    element_id text not null,
    element_instance_key bigint,
    scope_key bigint,
    at timestamptz not null,
    by text,
    detail json,
    primary key (instance_key, id)
) partition by range (instance_key);

-- Only the line that begins an element instance: enough to find its instance by its key.
create index element_event_begin on customerflow.element_event (element_instance_key) where kind = 1;

-- Counted by the database: these rows are written by statements that do not know how many there will be.
alter table customerflow.instance_event alter column id add generated always as identity;
alter table customerflow.decision_evaluation alter column id add generated always as identity;

-- Keeps partitions ready for the keys that come next: twenty million keys each, two ahead of the sequence. Called on every start.
create function customerflow.prepare_partitions() returns void language plpgsql as $$
declare
    width constant bigint := 20000000;
    newest bigint := (select last_value from customerflow.key) / width + 2;
    log text;
begin
    foreach log in array array['turn_log', 'element_event'] loop
        for part in 0 .. newest loop
            if to_regclass(format('customerflow.%I', log || '_' || part)) is null then
                execute format('create table customerflow.%I partition of customerflow.%I for values from (%s) to (%s)',
                    log || '_' || part, log, part * width, (part + 1) * width);
            end if;
        end loop;
    end loop;
end $$;

select customerflow.prepare_partitions();

-- Queues are small and change all the time: vacuum them early.
alter table customerflow.timer set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);
alter table customerflow.instance_event set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);
alter table customerflow.instance set (autovacuum_vacuum_scale_factor = 0.05);
alter table customerflow.user_task set (autovacuum_vacuum_scale_factor = 0.05);
