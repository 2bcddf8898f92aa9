import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { House, Users } from 'lucide-react';
import { nameOfSpace, spacesQuery } from '../../features/spaces/spaces';
import { Skeleton } from '../../kit/spinner';
import { useFormat } from '../format';
import { useTexts } from '../language';

export function MySpaces() {
  const t = useTexts();
  const format = useFormat();
  const { data } = useQuery(spacesQuery);
  return (
    <section aria-labelledby="home-spaces">
      <h2 id="home-spaces">{t.home.spaces}</h2>
      <div className="home-panel">
        {data ? null : (
          <div className="home-waiting">
            <Skeleton width="50%" />
          </div>
        )}
        <ul className="home-list" aria-labelledby="home-spaces">
          {data?.map((space) => {
            const Icon = space.kind === 'personal' ? House : Users;
            return (
              <li key={space.id}>
                <Link className="home-item" to="/files/$nodeId" params={{ nodeId: space.root }}>
                  <span className="home-sign">
                    <Icon size={18} aria-hidden="true" />
                  </span>
                  <span className="home-item-text">
                    <span className="home-item-name">{nameOfSpace(space, t)}</span>
                    <span className="home-item-more">
                      {space.quota === null
                        ? t.spaces.used(format.size(space.used))
                        : t.spaces.usedOf(format.size(space.used), format.size(space.quota))}
                    </span>
                  </span>
                </Link>
              </li>
            );
          })}
        </ul>
      </div>
    </section>
  );
}
