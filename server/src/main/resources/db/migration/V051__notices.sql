-- Tells every process at once, and whoever changed it, of what they remember: triggers, so that no way of changing
-- these tables can be forgotten, and in the transaction, so that nobody is told of what was rolled back.

create function identity.tell_account() returns trigger language plpgsql as $$
begin
  perform pg_notify('allmende_accounts', coalesce(new.id, old.id)::text);
  return null;
end $$;

create function identity.tell_credential() returns trigger language plpgsql as $$
begin
  perform pg_notify('allmende_accounts', old.account_id::text);
  return null;
end $$;

create trigger tell after insert or update or delete on identity.accounts
  for each row execute function identity.tell_account();
create trigger tell after delete on identity.app_passwords
  for each row execute function identity.tell_credential();
create trigger tell after delete on identity.sessions
  for each row execute function identity.tell_credential();

create function spaces.tell() returns trigger language plpgsql as $$
begin
  perform pg_notify('allmende_spaces', '');
  return null;
end $$;

create trigger tell after insert or update or delete on spaces.spaces
  for each statement execute function spaces.tell();
create trigger tell after insert or update or delete on spaces.members
  for each statement execute function spaces.tell();
create trigger tell after insert or update or delete on identity.group_members
  for each statement execute function spaces.tell();
