-- The disability council: who sees its records, what they may become, and what the law never lets happen.
do $$
declare
    t text;
    everywhere text := '(select coalesce(current_setting(''ansinh.everywhere'', true), '''') = ''on'')';
    mine text := 'coalesce((select string_to_array(nullif(current_setting(''ansinh.units'', true), ''''), '','')'
                 '::bigint[]), ''{}'')';
begin
    execute format('create policy branch on disability_council using (%s or unit_id = any (%s))', everywhere, mine);
    foreach t in array array['disability_member', 'disability_session'] loop
        execute format('create policy branch on %I using (%s or exists '
                       '(select 1 from disability_council c where c.id = council_id))', t, everywhere);
    end loop;
    execute format('create policy branch on disability_attendance using (%s or exists '
                   '(select 1 from disability_session s where s.id = session_id))', everywhere);
    foreach t in array array['disability_assessment', 'disability_complaint', 'disability_referral',
                             'disability_certificate'] loop
        execute format('create policy branch on %I using (%s or exists '
                       '(select 1 from people_person p where p.id = person_id))', t, everywhere);
    end loop;
    -- Who voted what is the council's own: the place of the council sees it, not every place the person moves to.
    execute format('create policy branch on disability_vote using (%s or exists '
                   '(select 1 from disability_member m where m.id = member_id))', everywhere);
    foreach t in array array['disability_council', 'disability_member', 'disability_session', 'disability_attendance',
                             'disability_assessment', 'disability_vote', 'disability_complaint', 'disability_referral',
                             'disability_certificate'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        perform trail_keep(t);
    end loop;
end $$;

-- The trail of a council, its members and their votes is seen where the council is.
create policy councils on trail_entry as restrictive for select using (
    (select coalesce(current_setting('ansinh.everywhere', true), '') = 'on')
    or case
        when table_name = 'disability_council' then exists (
            select 1 from disability_council c where c.id = row_key::bigint)
        when table_name in ('disability_member', 'disability_session') then exists (
            select 1 from disability_council c where c.id = (coalesce(after, before) ->> 'council_id')::bigint)
        when table_name in ('disability_attendance', 'disability_vote') then exists (
            select 1 from disability_member m where m.id = (coalesce(after, before) ->> 'member_id')::bigint)
        else true
    end
);

-- A session concludes only with two thirds of its council, and only what was voted for most; then it stays.
create function disability_assessment_guard() returns trigger language plpgsql as $$
declare
    members int;
    present int;
    council bigint;
    day date;
begin
    if tg_op = 'DELETE' then
        if old.outcome <> '' then
            raise exception 'a conclusion is not deleted (assessment %)', old.id;
        end if;
        return old;
    end if;
    if not exists (select 1 from dossiers_dossier d where d.id = new.dossier_id and d.person_id = new.person_id) then
        raise exception 'an assessment is of the person of its dossier';
    end if;
    if tg_op = 'UPDATE' and old.outcome <> '' then
        if (to_jsonb(new) - array['minutes_on', 'minutes_by_id', 'opinions'])
                is distinct from (to_jsonb(old) - array['minutes_on', 'minutes_by_id', 'opinions']) then
            raise exception 'a conclusion stays as it was voted (assessment %)', old.id;
        end if;
        if old.minutes_on is not null and new is distinct from old then
            raise exception 'minutes stay as they were written (assessment %)', old.id;
        end if;
        return new;
    end if;
    if new.outcome <> '' then
        select s.council_id, s.on into council, day from disability_session s where s.id = new.session_id;
        select count(*) into members from disability_member m
            where m.council_id = council and m.from_day <= day and (m.until_day is null or m.until_day > day);
        select count(*) into present from disability_attendance a join disability_member m on m.id = a.member_id
            where a.session_id = new.session_id and m.council_id = council
              and m.from_day <= day and (m.until_day is null or m.until_day > day);
        if members = 0 or present * 3 < members * 2 then
            raise exception 'a session without two thirds of its council concludes nothing (% of %)', present, members;
        end if;
        if coalesce((select count(*) from disability_vote v
                     where v.assessment_id = new.id and v.choice = new.outcome), 0)
           < coalesce((select max(votes) from (select count(*) as votes from disability_vote v
                       where v.assessment_id = new.id group by v.choice) counted), 1) then
            raise exception 'a council concludes what most of it voted for (assessment %)', new.id;
        end if;
    end if;
    return new;
end $$;
create trigger disability_assessment_states before insert or update or delete on disability_assessment
    for each row execute function disability_assessment_guard();

create function disability_vote_guard() returns trigger language plpgsql as $$
declare
    about bigint := case when tg_op = 'DELETE' then old.assessment_id else new.assessment_id end;
begin
    if exists (select 1 from disability_assessment a where a.id = about and a.outcome <> '') then
        raise exception 'a vote that was counted stays (assessment %)', about;
    end if;
    if tg_op <> 'DELETE' and not exists (
            select 1 from disability_assessment a join disability_attendance t on t.session_id = a.session_id
            where a.id = about and a.person_id = new.person_id and t.member_id = new.member_id) then
        raise exception 'only a member who attends votes (assessment %)', about;
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger disability_vote_states before insert or update or delete on disability_vote
    for each row execute function disability_vote_guard();

create function disability_attendance_guard() returns trigger language plpgsql as $$
declare
    meeting bigint := case when tg_op = 'DELETE' then old.session_id else new.session_id end;
begin
    if exists (select 1 from disability_assessment a where a.session_id = meeting and a.outcome <> '') then
        raise exception 'who attended a session that concluded stays (session %)', meeting;
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger disability_attendance_states before insert or update or delete on disability_attendance
    for each row execute function disability_attendance_guard();

-- The medical board is asked in the three cases of Article 15 clause 2 of the law, each with what it rests on.
create function disability_referral_guard() returns trigger language plpgsql as $$
declare
    concluded text;
begin
    if tg_op = 'DELETE' then
        raise exception 'a referral is not deleted (referral %)', old.id;
    end if;
    if tg_op = 'UPDATE' then
        if (new.assessment_id, new.person_id, new.ground, new.reason, new.evidence, new.asked_on)
                is distinct from (old.assessment_id, old.person_id, old.ground, old.reason, old.evidence, old.asked_on)
           or (old.received_on is not null and new is distinct from old) then
            raise exception 'a referral stays as it was made (referral %)', old.id;
        end if;
        return new;
    end if;
    select a.outcome into concluded from disability_assessment a
        where a.id = new.assessment_id and a.person_id = new.person_id;
    if coalesce(concluded, '') = '' then
        raise exception 'the medical board is asked only after the council has met';
    end if;
    if (new.ground = 'a') <> (concluded = 'unable') then
        raise exception 'the medical board is asked in three cases only: a council that concluded is not case a';
    end if;
    if new.ground = 'b' and not exists (
            select 1 from disability_complaint c where c.assessment_id = new.assessment_id and c.own) then
        raise exception 'the medical board is asked in three cases only: nobody said that they disagree';
    end if;
    return new;
end $$;
create trigger disability_referral_states before insert or update or delete on disability_referral
    for each row execute function disability_referral_guard();

-- Certificates are numbered by commune and year without gaps; a signed one only ends, with a reason.
create function disability_certificate_guard() returns trigger language plpgsql as $$
declare
    book decisions_series;
    ends text[] := array['state', 'ended_on', 'ended_why', 'replaced_by_id'];
begin
    if tg_op = 'DELETE' then
        raise exception 'a certificate is not deleted (certificate %)', old.id;
    end if;
    if tg_op = 'UPDATE' then
        if (to_jsonb(new) - ends) is distinct from (to_jsonb(old) - ends) then
            raise exception 'a signed certificate cannot change (certificate %)', old.id;
        end if;
        if old.state <> 'valid' and (new.state, new.ended_on, new.ended_why)
                is distinct from (old.state, old.ended_on, old.ended_why)
           or old.replaced_by_id is not null and new.replaced_by_id is distinct from old.replaced_by_id then
            raise exception 'a certificate that ended stays ended (certificate %)', old.id;
        end if;
        return new;
    end if;
    if extract(year from new.signed_on) <> new.year then
        raise exception 'a certificate is numbered in the year it is signed';
    end if;
    if new.number is null then
        return new;
    end if;
    select * into book from decisions_series s
        where s.authority_id = new.unit_id and s.year = new.year and s.symbol = 'GXNKT' for update;
    if book.id is null or new.number <> greatest(book.first - 1, book.last) + 1 then
        raise exception 'numbers of certificates have no gaps (% of %)', new.number, new.year;
    end if;
    update decisions_series set last = new.number where id = book.id;
    return new;
end $$;
create trigger disability_certificate_states before insert or update or delete on disability_certificate
    for each row execute function disability_certificate_guard();
