import '../files/folder-page.css';
import '../files/listing/listing.css';
import './sharing.css';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useFormat } from '../../app/format';
import { useTexts } from '../../app/language';
import { usePageTitle } from '../../app/page-title';
import { codeOf } from '../../app/problem';
import { Button } from '../../kit/button';
import { Confirm } from '../../kit/confirm';
import { showToast } from '../../kit/toasts';
import { KindGlyph } from '../files/glyph';
import { kindOf } from '../files/kinds';
import { ListingEmpty, ListingFailed, ListingWaiting } from '../files/listing/listing-states';
import { contentUrl, type Node } from '../files/nodes';
import { OWN_FILES } from '../files/viewer/source';
import { PeopleFacts } from './people-card';
import { leave, type Received, receivedQuery } from './shares';
import { useSharingTexts } from './texts';

const Viewer = lazy(() => import('../files/viewer/viewer').then((loaded) => ({ default: loaded.Viewer })));

/** All that others share with a person. */
export function ReceivedPage() {
  const s = useSharingTexts();
  const received = useQuery(receivedQuery);
  const [left, setLeft] = useState<Received | null>(null);
  const [shown, setShown] = useState<Node | null>(null);
  usePageTitle(s.received);
  return (
    <main id="content" className="folder" tabIndex={-1} aria-busy={received.isPending}>
      <header className="folder-head">
        <h1>{s.received}</h1>
      </header>
      {received.error && !received.data ? (
        <ListingFailed error={received.error} onRetry={() => void received.refetch()} />
      ) : null}
      {received.isPending ? <ListingWaiting /> : null}
      {received.data?.length === 0 ? (
        <ListingEmpty title={s.receivedEmptyTitle} text={s.receivedEmptyText} />
      ) : null}
      {received.data && received.data.length > 0 ? (
        <ul className="my-shares">
          {received.data.map((each) => (
            <ReceivedRow
              key={each.node.id}
              received={each}
              onShow={() => setShown(each.node)}
              onLeave={() => setLeft(each)}
            />
          ))}
        </ul>
      ) : null}
      {left ? <Leaving received={left} onClose={() => setLeft(null)} /> : null}
      {shown ? (
        <Suspense>
          <Viewer
            source={OWN_FILES}
            files={[shown]}
            file={shown}
            onStep={setShown}
            onClose={() => setShown(null)}
          />
        </Suspense>
      ) : null}
    </main>
  );
}

type ReceivedRowProps = { received: Received; onShow: () => void; onLeave: () => void };

function ReceivedRow({ received, onShow, onLeave }: ReceivedRowProps) {
  const s = useSharingTexts();
  const format = useFormat();
  const { node, giver, groups, access, at } = received;
  return (
    <li className="my-share">
      <KindGlyph kind={kindOf(node)} />
      <div className="my-share-texts">
        <Name node={node} onShow={onShow} />
        <span className="muted">
          {s.receivedFrom(giver.displayName, format.date(at))}
          {groups.length > 0 ? ` · ${s.throughGroup(groups.map((one) => one.name).join(', '))}` : ''}
          {` · ${s[access]}`}
        </span>
        <PeopleFacts share={{ ...received, live: true }} />
      </div>
      {node.kind === 'file' ? (
        <a
          className="button button-icon button-quiet"
          href={contentUrl(node)}
          download
          aria-label={s.downloadOf(node.name)}
        >
          <Download size={18} aria-hidden="true" />
        </a>
      ) : null}
      <Button look="quiet" aria-label={`${s.leave}: ${node.name}`} onPress={onLeave}>
        {s.leave}
      </Button>
    </li>
  );
}

/** What opens a received thing: a folder's page, or the viewer. */
function Name({ node, onShow }: { node: Node; onShow: () => void }) {
  if (node.kind === 'folder') return <a href={`/files/${node.id}`}>{node.name}</a>;
  return (
    <button type="button" className="my-share-open" onClick={onShow}>
      {node.name}
    </button>
  );
}

function Leaving({ received, onClose }: { received: Received; onClose: () => void }) {
  const t = useTexts();
  const s = useSharingTexts();
  const client = useQueryClient();
  const { node, giver } = received;
  const leaving = useMutation({
    mutationFn: () => leave(node.id),
    onSuccess: () => {
      showToast(s.left(node.name));
      void client.invalidateQueries({ queryKey: ['received'] });
      onClose();
    },
    onError: (error) => {
      showToast(t.problems[codeOf(error)], { tone: 'danger' });
      onClose();
    },
  });
  return (
    <Confirm
      title={s.leaveTitle(node.name)}
      text={s.leaveText(giver.displayName)}
      confirm={s.leave}
      cancel={t.shell.cancel}
      isPending={leaving.isPending}
      onConfirm={() => leaving.mutate()}
      onClose={onClose}
    />
  );
}
