-- Who people are, how they prove it, and how guessing is slowed down. Secrets are stored as hashes only.
CREATE SCHEMA IF NOT EXISTS identity;

-- The *_key columns are folded to lower case by the server: the database's own lower() depends on its locale.
CREATE TABLE identity.accounts (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name          text        NOT NULL,
  name_key      text        NOT NULL UNIQUE,
  display_name  text        NOT NULL,
  email         text,
  email_key     text        UNIQUE,
  search_key    text        NOT NULL,
  language      text        CHECK (language IN ('de', 'en')),
  administrator boolean     NOT NULL DEFAULT false,
  disabled      boolean     NOT NULL DEFAULT false,
  password      text        NOT NULL,
  created_at    timestamptz NOT NULL
);

CREATE TABLE identity.groups (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name     text NOT NULL,
  name_key text NOT NULL UNIQUE
);

CREATE TABLE identity.group_members (
  group_id   bigint NOT NULL REFERENCES identity.groups ON DELETE CASCADE,
  account_id bigint NOT NULL REFERENCES identity.accounts ON DELETE CASCADE,
  PRIMARY KEY (group_id, account_id)
);
CREATE INDEX ON identity.group_members (account_id);

CREATE TABLE identity.sessions (
  token_hash   bytea       PRIMARY KEY,
  account_id   bigint      NOT NULL REFERENCES identity.accounts ON DELETE CASCADE,
  client       text        NOT NULL,
  created_at   timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL
);
CREATE INDEX ON identity.sessions (account_id);
CREATE INDEX ON identity.sessions (last_seen_at);

-- An app password has 145 bits of chance in it, so a plain SHA-256 cannot be guessed back.
CREATE TABLE identity.app_passwords (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id   bigint      NOT NULL REFERENCES identity.accounts ON DELETE CASCADE,
  label        text        NOT NULL,
  secret_hash  bytea       NOT NULL UNIQUE,
  created_at   timestamptz NOT NULL,
  last_used_at timestamptz,
  last_client  text
);
CREATE INDEX ON identity.app_passwords (account_id);

-- One leaky bucket of failed attempts per account name tried and per network address.
CREATE TABLE identity.attempts (
  bucket     text             PRIMARY KEY,
  level      double precision NOT NULL,
  updated_at timestamptz      NOT NULL
);
CREATE INDEX ON identity.attempts (updated_at);

-- Where somebody signed in from lately; kept 30 days.
CREATE TABLE identity.known_addresses (
  account_id bigint      NOT NULL REFERENCES identity.accounts ON DELETE CASCADE,
  address    text        NOT NULL,
  seen_at    timestamptz NOT NULL,
  PRIMARY KEY (account_id, address)
);
CREATE INDEX ON identity.known_addresses (seen_at);

CREATE TABLE identity.first_administrator (
  only_one   boolean     PRIMARY KEY DEFAULT true CHECK (only_one),
  token_hash bytea       NOT NULL,
  expires_at timestamptz NOT NULL
);

-- Login flow v2: no secret waits here; the app password is made when the client fetches it.
CREATE TABLE identity.login_flows (
  flow_hash  bytea       PRIMARY KEY,
  poll_hash  bytea       NOT NULL UNIQUE,
  client     text        NOT NULL,
  address    text        NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  granted_by bigint      REFERENCES identity.accounts ON DELETE CASCADE
);
CREATE INDEX ON identity.login_flows (expires_at);
CREATE INDEX ON identity.login_flows (address);
