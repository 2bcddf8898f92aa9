import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { NodeGlyph } from '../../features/files/glyph';
import { type Received, receivedQuery } from '../../features/sharing/shares';
import { useFormat } from '../format';
import { useTexts } from '../language';

const MOST = 4;

/** What others gave last. Whoever received nothing sees nothing of it. */
export function SharedWithMe() {
  const t = useTexts();
  const { data } = useQuery(receivedQuery);
  if (!data || data.length === 0) return null;
  const latest = data.toSorted((a, b) => b.at.localeCompare(a.at)).slice(0, MOST);
  return (
    <section aria-labelledby="home-received">
      <h2 id="home-received">{t.shell.sharedWithMe}</h2>
      <div className="home-panel">
        <ul className="home-list" aria-labelledby="home-received">
          {latest.map((each) => (
            <ReceivedItem key={each.node.id} received={each} />
          ))}
        </ul>
        {data.length > MOST ? (
          <div className="home-actions">
            <Link to="/files/received">{t.home.allReceived}</Link>
          </div>
        ) : null}
      </div>
    </section>
  );
}

function ReceivedItem({ received: { node, giver, at } }: { received: Received }) {
  const t = useTexts();
  const format = useFormat();
  return (
    <li>
      <Link
        className="home-item"
        {...(node.kind === 'folder'
          ? { to: '/files/$nodeId', params: { nodeId: node.id } }
          : { to: '/files/received' })}
      >
        <NodeGlyph node={node} />
        <span className="home-item-text">
          <span className="home-item-name">{node.name}</span>
          <span className="home-item-more">{t.home.from(giver.displayName, format.date(at))}</span>
        </span>
      </Link>
    </li>
  );
}
