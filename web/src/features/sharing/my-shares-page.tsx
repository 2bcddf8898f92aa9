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
import { mySharesQuery, type ShareLink } from './links';
import { ShareDialog } from './share-dialog';
import { useSharingTexts } from './texts';

/** All that a person has given links to. */
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
          {shares.data.map((link) => (
            <li key={link.id} className="my-share">
              <KindGlyph kind={kindOf(link.node)} />
              <div className="my-share-texts">
                <a href={placeOf(link)}>{link.node.name}</a>
                <span className="muted">
                  {link.label ? `${link.label} · ${s[link.access]}` : s[link.access]}
                </span>
                <Facts link={link} />
              </div>
              <Button
                look="quiet"
                aria-label={`${t.files.share}: ${link.node.name}`}
                onPress={() => setShown(link.node)}
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

function placeOf({ node }: ShareLink): string {
  return node.kind === 'folder' ? `/files/${node.id}` : `/files/${node.parent}?show=${node.id}`;
}
