-- From whom a restricted complaint is hidden: the person it names, and everyone who shares a team with that person except the
-- handler of the next level. While it is not known whom it names, it could be anyone: then only the handler sees it. Few complaints
-- are restricted, so the partial index keeps this cheap beside any inbox or search.

create index ix_complaint_restricted on customerflow.complaint (instance_key) where restricted;

create view customerflow.hidden_case as
select complaint.instance_key, complaint.named_person_key as person_key
from customerflow.complaint
where complaint.restricted and complaint.named_person_key is not null
union
select complaint.instance_key, peer.person_key
from customerflow.complaint
join customerflow.team_member own on own.person_key = complaint.named_person_key
join customerflow.team_member peer on peer.team_key = own.team_key
where complaint.restricted and peer.person_key is distinct from complaint.handler_key
union
select complaint.instance_key, anyone.key
from customerflow.complaint
cross join customerflow.person anyone
where complaint.restricted and complaint.named_person_key is null and anyone.key is distinct from complaint.handler_key;

-- Whether one case is hidden from one person, for a step under its lock. The view is as cheap to read, but three unions are opened and
-- closed with every statement that names it; here only when the case is restricted at all.
create function customerflow.is_hidden_from(instance bigint, username text) returns boolean language plpgsql stable as $$
begin
  if not exists (select from customerflow.complaint where complaint.instance_key = instance and complaint.restricted) then
    return false;
  end if;
  return exists (
    select from customerflow.hidden_case join customerflow.person on person.key = hidden_case.person_key
    where hidden_case.instance_key = instance and person.user_name = username);
end
$$;
