import './space-list.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { House, Trash2, Users } from 'lucide-react';
import { useFormat } from '../../app/format';
import { useTexts } from '../../app/language';
import { Meter } from '../../kit/meter';
import { useCurrentSpace } from './current-space';
import { nameOfSpace, type Space, spacesQuery } from './spaces';

export function SpaceList() {
  const t = useTexts();
  const { data: spaces = [], isSuccess } = useQuery(spacesQuery);
  const current = useCurrentSpace();
  const teams = spaces.filter((one) => one.kind === 'team');
  return (
    <>
      <ul className="space-list">
        {spaces
          .filter((one) => one.kind === 'personal')
          .map((space) => (
            <SpaceEntry key={space.id} space={space} isCurrent={space.id === current} />
          ))}
      </ul>
      <h2 className="spaces-title">{t.spaces.teamSpaces}</h2>
      {isSuccess && teams.length === 0 ? <p className="spaces-none">{t.spaces.noTeamSpaces}</p> : null}
      <ul className="space-list">
        {teams.map((space) => (
          <SpaceEntry key={space.id} space={space} isCurrent={space.id === current} />
        ))}
      </ul>
    </>
  );
}

/** The space one is in shows what belongs to it: how full it is and, to whoever may write there, its trash. */
function SpaceEntry({ space, isCurrent }: { space: Space; isCurrent: boolean }) {
  const t = useTexts();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const inTrash = path === `/trash/${space.id}`;
  const Icon = space.kind === 'personal' ? House : Users;
  return (
    <li>
      <Link
        to="/files/$nodeId"
        params={{ nodeId: space.root }}
        className={isCurrent && !inTrash ? 'space-link space-link-current' : 'space-link'}
      >
        <Icon size={18} aria-hidden="true" />
        <span>{nameOfSpace(space, t)}</span>
      </Link>
      {isCurrent ? (
        <div className="space-more">
          {space.role === 'viewer' ? null : (
            <Link
              to="/trash/$spaceId"
              params={{ spaceId: space.id }}
              className={
                inTrash ? 'space-link space-link-minor space-link-current' : 'space-link space-link-minor'
              }
            >
              <Trash2 size={16} aria-hidden="true" />
              <span>{t.spaces.trash}</span>
            </Link>
          )}
          <Storage space={space} />
        </div>
      ) : null}
    </li>
  );
}

function Storage({ space: { used, quota } }: { space: Space }) {
  const t = useTexts();
  const format = useFormat();
  if (quota === null) return <div className="space-storage">{t.spaces.used(format.size(used))}</div>;
  const text = t.spaces.usedOf(format.size(used), format.size(quota));
  return (
    <div className="space-storage">
      <Meter
        label={t.spaces.storage}
        value={used / quota}
        valueText={text}
        tone={used / quota > 0.9 ? 'danger' : 'plain'}
      />
      <span>{text}</span>
    </div>
  );
}
