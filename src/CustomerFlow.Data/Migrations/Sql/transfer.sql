-- A customer never changes hands without a record of it: checked at the end of the transaction, whoever wrote the statement.
create function customerflow.demand_transfer() returns trigger language plpgsql as $$
begin
  if not exists (
      select from customerflow.transfer record
      where record.customer_key = new.key and record.transaction = pg_current_xact_id()
        and record.from_key is not distinct from old.owner_key and record.to_key is not distinct from new.owner_key) then
    raise exception 'customer % would change its owner without a transfer record', new.key
      using errcode = 'integrity_constraint_violation', constraint = 'demand_transfer';
  end if;
  return null;
end
$$;

create constraint trigger demand_transfer after update of owner_key on customerflow.customer
  deferrable initially deferred for each row when (old.owner_key is distinct from new.owner_key)
  execute function customerflow.demand_transfer();

-- What was written stays: only the outcome becomes known later, and a merge of duplicates moves the record to the other customer.
create function customerflow.refuse_transfer_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if (old.key, old.from_key, old.to_key, old.reason, old.note_sealed, old.by_key, old.at, old.way, old.why, old.transaction)
        is not distinct from
       (new.key, new.from_key, new.to_key, new.reason, new.note_sealed, new.by_key, new.at, new.way, new.why, new.transaction) then
      return new;
    end if;
  end if;
  raise exception 'transfer records are never changed or deleted' using errcode = 'integrity_constraint_violation';
end
$$;

create trigger refuse_change before update or delete on customerflow.transfer
  for each row execute function customerflow.refuse_transfer_change();

-- The outcome: the new owner got in touch, or the customer moved on before that.
create function customerflow.end_transfer() returns trigger language plpgsql as $$
begin
  update customerflow.transfer set outcome = 'no-contact', outcome_at = new.at
  where customer_key = new.customer_key and outcome = 'waiting' and key <> new.key and at <= new.at;
  return null;
end
$$;

create trigger end_transfer after insert on customerflow.transfer
  for each row execute function customerflow.end_transfer();

create function customerflow.note_contact() returns trigger language plpgsql as $$
begin
  update customerflow.transfer set outcome = 'contacted', outcome_at = new.at
  where customer_key = new.customer_key and outcome = 'waiting' and to_key = new.person_key and at <= new.at;
  return null;
end
$$;

create trigger note_contact after insert on customerflow.interaction
  for each row when (new.person_key is not null) execute function customerflow.note_contact();

create function customerflow.audit_transfer() returns trigger language plpgsql as $$
begin
  insert into customerflow.audit_entry (actor, action, subject, row_key, changes)
  values (customerflow.actor(), lower(tg_op), 'transfer', new.key::text, case when tg_op = 'INSERT' then
    jsonb_strip_nulls(jsonb_build_object(
      'customer_key', new.customer_key, 'from_key', new.from_key, 'to_key', new.to_key, 'reason', new.reason, 'by_key', new.by_key,
      'way', new.way, 'note_sealed', case when new.note_sealed is not null then true end))
    else jsonb_strip_nulls(jsonb_build_object(
      'outcome', case when old.outcome <> new.outcome then jsonb_build_array(old.outcome, new.outcome) end,
      'customer_key', case when old.customer_key <> new.customer_key then jsonb_build_array(old.customer_key, new.customer_key) end))
    end);
  return null;
end
$$;

create trigger audit after insert or update on customerflow.transfer
  for each row execute function customerflow.audit_transfer();
