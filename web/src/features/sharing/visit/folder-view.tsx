import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ChevronRight, Download } from 'lucide-react';
import { useState } from 'react';
import { useFormat } from '../../../app/format';
import { useTexts } from '../../../app/language';
import { usePageTitle } from '../../../app/page-title';
import { codeOf } from '../../../app/problem';
import { Button } from '../../../kit/button';
import { Logo } from '../../../kit/logo';
import { Notice } from '../../../kit/notice';
import { KindGlyph } from '../../files/glyph';
import { kindOf } from '../../files/kinds';
import type { Node, Step } from '../../files/nodes';
import { useSharingTexts } from '../texts';
import { UploadBox } from './upload-box';
import {
  archiveOf,
  contentOf,
  type OpenVisit,
  placeFor,
  previewOf,
  visitChildren,
  visitNodeQuery,
} from './visit';
import { VisitViewer } from './visit-viewer';
import { GiversNote, LinkEnd } from './word';

type FolderViewProps = { token: string; visit: OpenVisit; folder: string };

/** The shared folder, or one below it, page by page in the server's order. */
export function FolderView({ token, visit, folder }: FolderViewProps) {
  const t = useTexts();
  const s = useSharingTexts();
  const client = useQueryClient();
  const node = useQuery(visitNodeQuery(token, folder));
  const key = ['visit', token, 'children', folder];
  const children = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => visitChildren(token, folder, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
  const name = node.data?.name ?? visit.name;
  usePageTitle(name);
  const error = node.error ?? children.error;
  const nodes = children.data?.pages.flatMap((page) => page.nodes);
  return (
    <div className="visit">
      <header className="visit-top">
        <Logo size={34} />
        <p>{s.sharesFolder(visit.giver)}</p>
      </header>
      <main className="visit-main card" id="content" aria-busy={children.isPending}>
        <div className="visit-head">
          <div className="visit-title">
            <Way token={token} path={node.data?.path ?? []} />
            <h1>{name}</h1>
          </div>
          <a className="button button-secondary" href={archiveOf(token, folder)} download>
            <Download size={18} aria-hidden="true" />
            {s.downloadAll}
          </a>
        </div>
        <GiversNote visit={visit} />
        {visit.access === 'edit' && node.data?.can.includes('create') ? (
          <UploadBox
            placeFor={placeFor(token, folder)}
            onSent={() => void client.invalidateQueries({ queryKey: key })}
            label={s.upload}
          />
        ) : null}
        {error ? <Notice tone="danger">{t.problems[codeOf(error)]}</Notice> : null}
        {nodes?.length === 0 ? <p className="muted">{s.empty}</p> : null}
        <ul className="visit-list" aria-label={s.contents}>
          {nodes?.map((one) => (
            <Row key={one.id} token={token} node={one} folder={folder} counted={visit.counted} />
          ))}
        </ul>
        {children.hasNextPage ? (
          <Button onPress={() => void children.fetchNextPage()} isPending={children.isFetchingNextPage}>
            {s.more}
          </Button>
        ) : null}
        <LinkEnd visit={visit} />
      </main>
      <VisitViewer token={token} visit={visit} nodes={nodes ?? []} />
    </div>
  );
}

function Way({ token, path }: { token: string; path: readonly Step[] }) {
  const s = useSharingTexts();
  const above = path.slice(0, -1);
  if (above.length === 0) return null;
  return (
    <nav aria-label={s.path}>
      <ol className="visit-way">
        {above.map((step) => (
          <li key={step.id}>
            <Link to="/s/$token" params={{ token }} search={{ folder: step.id }}>
              {step.name}
            </Link>
            <ChevronRight size={16} aria-hidden="true" />
          </li>
        ))}
      </ol>
    </nav>
  );
}

type RowProps = { token: string; node: Node; folder: string; counted: boolean };

function Row({ token, node, folder, counted }: RowProps) {
  const s = useSharingTexts();
  const format = useFormat();
  return (
    <li className="visit-row">
      <Glyph token={token} node={node} />
      <div className="visit-row-texts">
        {node.kind === 'folder' ? (
          <Link to="/s/$token" params={{ token }} search={{ folder: node.id }}>
            {node.name}
          </Link>
        ) : counted ? (
          <span>{node.name}</span>
        ) : (
          <Link to="/s/$token" params={{ token }} search={{ folder, file: node.id }}>
            {node.name}
          </Link>
        )}
        <span className="visit-row-facts">
          {`${format.size(node.size)} · ${format.date(node.modifiedAt)}`}
        </span>
      </div>
      <a
        className="button button-icon button-quiet"
        href={node.kind === 'folder' ? archiveOf(token, node.id) : contentOf(token, node)}
        download
        aria-label={s.downloadOf(node.name)}
      >
        <Download size={19} aria-hidden="true" />
      </a>
    </li>
  );
}

function Glyph({ token, node }: { token: string; node: Node }) {
  const [failed, setFailed] = useState(false);
  if (!node.preview || failed) return <KindGlyph kind={kindOf(node)} />;
  return (
    <img
      className="thumbnail"
      src={previewOf(token, node, 96)}
      alt=""
      width={34}
      height={34}
      loading="lazy"
      decoding="async"
      onError={() => setFailed(true)}
    />
  );
}
