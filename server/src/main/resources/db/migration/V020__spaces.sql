-- Who works together, with which role.
CREATE SCHEMA IF NOT EXISTS spaces;

CREATE TABLE spaces.spaces (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind       text        NOT NULL CHECK (kind IN ('PERSONAL', 'TEAM')),
  name       text        NOT NULL,
  name_key   text        NOT NULL,
  owner      bigint      REFERENCES identity.accounts,
  quota      bigint      CHECK (quota >= 0),
  created_at timestamptz NOT NULL,
  CHECK ((kind = 'PERSONAL') = (owner IS NOT NULL))
);
CREATE UNIQUE INDEX one_personal_space ON spaces.spaces (owner) WHERE kind = 'PERSONAL';
CREATE UNIQUE INDEX one_team_of_a_name ON spaces.spaces (name_key) WHERE kind = 'TEAM';

-- A member is one account or one group; the strongest of somebody's roles counts.
CREATE TABLE spaces.members (
  space_id   bigint NOT NULL REFERENCES spaces.spaces ON DELETE CASCADE,
  account_id bigint REFERENCES identity.accounts ON DELETE CASCADE,
  group_id   bigint REFERENCES identity.groups ON DELETE CASCADE,
  role       text   NOT NULL CHECK (role IN ('VIEWER', 'EDITOR', 'MANAGER')),
  CHECK ((account_id IS NULL) <> (group_id IS NULL))
);
CREATE UNIQUE INDEX one_role_per_account ON spaces.members (space_id, account_id) WHERE account_id IS NOT NULL;
CREATE UNIQUE INDEX one_role_per_group ON spaces.members (space_id, group_id) WHERE group_id IS NOT NULL;
CREATE INDEX ON spaces.members (account_id);
CREATE INDEX ON spaces.members (group_id);
