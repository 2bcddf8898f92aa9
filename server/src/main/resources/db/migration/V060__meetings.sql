-- Keys of the meetings' API. Tokens are signed with the secret itself (HS256), so it cannot be stored as a hash.
create schema meetings;

create table meetings.api_key (
  name text primary key,
  secret text not null,
  made_at timestamptz not null
);
