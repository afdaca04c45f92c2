-- What a signed decision does is not added to by moving a line into it, nor is the digest of its document another one.
create or replace function decisions_effect_guard() returns trigger language plpgsql as $$
declare
    from_decision bigint := case when tg_op = 'INSERT' then new.decision_id else old.decision_id end;
    into_decision bigint := case when tg_op = 'DELETE' then old.decision_id else new.decision_id end;
begin
    if exists (select 1 from decisions_decision where id in (from_decision, into_decision) and state = 'signed')
            and not (tg_op = 'UPDATE' and old.award_id is null
                     and (to_jsonb(new) - 'award_id') = (to_jsonb(old) - 'award_id')) then
        raise exception 'what a signed decision does cannot change (decision %)', into_decision;
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;

create function decisions_digest_guard() returns trigger language plpgsql as $$
begin
    raise exception 'a signed document cannot change (decision %)', old.id;
end $$;
create trigger decisions_digest_kept before update of digest on decisions_decision
    for each row when (old.digest <> '' and new.digest is distinct from old.digest)
    execute function decisions_digest_guard();
