import '../files/folder-page.css';
import '../files/listing/listing.css';
import './sharing.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../app/language';
import { usePageTitle } from '../../app/page-title';
import { Button } from '../../kit/button';
import { KindGlyph } from '../files/glyph';
import { kindOf } from '../files/kinds';
import { ListingEmpty, ListingFailed, ListingWaiting } from '../files/listing/listing-states';
import type { Node } from '../files/nodes';
import { Facts } from './link-card';
import { PeopleFacts } from './people-card';
import { ShareDialog } from './share-dialog';
import { type Given, isLink, mySharesQuery } from './shares';
import { type SharingTexts, useSharingTexts } from './texts';

/** All that a person shares, by links and with people. */
export function MySharesPage() {
  const s = useSharingTexts();
  const t = useTexts();
  const shares = useQuery(mySharesQuery);
  const [shown, setShown] = useState<Node | null>(null);
  usePageTitle(s.mine);
  return (
    <main id="content" className="folder" tabIndex={-1} aria-busy={shares.isPending}>
      <header className="folder-head">
        <h1>{s.mine}</h1>
      </header>
      {shares.error && !shares.data ? (
        <ListingFailed error={shares.error} onRetry={() => void shares.refetch()} />
      ) : null}
      {shares.isPending ? <ListingWaiting /> : null}
      {shares.data?.length === 0 ? <ListingEmpty title={s.mineEmptyTitle} text={s.mineEmptyText} /> : null}
      {shares.data && shares.data.length > 0 ? (
        <ul className="my-shares">
          {shares.data.map((given) => (
            <li key={given.id} className="my-share">
              <KindGlyph kind={kindOf(given.node)} />
              <div className="my-share-texts">
                <a href={placeOf(given)}>{given.node.name}</a>
                <span className="muted">{nameOf(given, s)}</span>
                {isLink(given) ? <Facts link={given} /> : <PeopleFacts share={given} />}
              </div>
              <Button
                look="quiet"
                aria-label={`${t.files.share}: ${given.node.name}`}
                onPress={() => setShown(given.node)}
              >
                {t.files.share}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      {shown ? <ShareDialog node={shown} onClose={() => setShown(null)} /> : null}
    </main>
  );
}

function nameOf(given: Given, s: SharingTexts): string {
  const access = s[given.access];
  if (!isLink(given)) return `${s.sharedWithWhom(given.with.displayName)} · ${access}`;
  return `${given.label || s.link} · ${access}`;
}

function placeOf({ node }: Given): string {
  return node.kind === 'folder' ? `/files/${node.id}` : `/files/${node.parent}?show=${node.id}`;
}
