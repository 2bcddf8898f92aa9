import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { NodeGlyph } from '../../features/files/glyph';
import { recentQuery, type Used } from '../../features/files/recent';
import { nameOfSpace, spacesQuery } from '../../features/spaces/spaces';
import { Meadow } from '../../kit/landscape';
import { Empty, Notice } from '../../kit/notice';
import { Skeleton } from '../../kit/spinner';
import { useFormat } from '../format';
import { useTexts } from '../language';
import { codeOf } from '../problem';

export function RecentFiles() {
  const t = useTexts();
  const { data, error } = useQuery(recentQuery);
  return (
    <section className="home-recent" aria-labelledby="home-recent">
      <h2 id="home-recent">{t.home.recent}</h2>
      {error && !data ? <Notice tone="danger">{t.problems[codeOf(error)]}</Notice> : null}
      {data || error ? null : <Waiting />}
      {data?.length === 0 ? (
        <div className="home-panel">
          <Empty picture={<Meadow />} title={t.home.noRecent} text={t.home.noRecentText}>
            <Link className="button button-secondary" to="/files">
              {t.home.toFiles}
            </Link>
          </Empty>
        </div>
      ) : null}
      {data && data.length > 0 ? (
        <ul className="home-panel home-list" aria-labelledby="home-recent">
          {data.map((one) => (
            <RecentFile key={one.node.id} used={one} />
          ))}
        </ul>
      ) : null}
    </section>
  );
}

/** Leads to the folder with the file chosen: from there it opens as everywhere. */
function RecentFile({ used: { node, at, how } }: { used: Used }) {
  const t = useTexts();
  const format = useFormat();
  const { data: spaces } = useQuery(spacesQuery);
  const space = spaces?.find((one) => one.id === node.space);
  const [root, ...inside] = node.path.slice(0, -1).map((step) => step.name);
  const above = node.giver === undefined ? [] : [t.shell.sharedWithMe];
  const place = [...above, space ? nameOfSpace(space, t) : (root ?? ''), ...inside]
    .filter(Boolean)
    .join(' › ');
  const when = format.moment(at);
  return (
    <li>
      <Link
        className="home-item"
        {...(node.parent === null
          ? { to: '/files/received' }
          : { to: '/files/$nodeId', params: { nodeId: node.parent }, search: { show: node.id } })}
      >
        <NodeGlyph node={node} />
        <span className="home-item-text">
          <span className="home-item-name">{node.name}</span>
          <span className="home-item-more">{place}</span>
        </span>
        <span className="home-item-when">
          {how === 'opened' ? t.home.opened(when) : t.home.changed(when)}
        </span>
      </Link>
    </li>
  );
}

function Waiting() {
  return (
    <div className="home-panel home-waiting" aria-busy="true">
      {['60%', '45%', '70%', '52%'].map((width) => (
        <Skeleton key={width} width={width} />
      ))}
    </div>
  );
}
