import { Link } from '@tanstack/react-router';
import { Download, Eye } from 'lucide-react';
import { useState } from 'react';
import { useFormat } from '../../../app/format';
import { KindGlyph } from '../../files/glyph';
import { kindOf } from '../../files/kinds';
import type { Node } from '../../files/nodes';
import { Gate } from '../../identity/gate';
import { useSharingTexts } from '../texts';
import { contentOf, type OpenVisit, previewOf } from './visit';
import { VisitViewer } from './visit-viewer';
import { GiversNote, LinkEnd } from './word';

/** Below what the server counts as reading: the picture may be seen before it is downloaded. */
const PIXELS = 480;

export function FileView({ token, visit, node }: { token: string; visit: OpenVisit; node: Node }) {
  const s = useSharingTexts();
  const format = useFormat();
  return (
    <Gate title={node.name} text={s.sharesFile(visit.giver)}>
      <GiversNote visit={visit} />
      <Picture token={token} node={node} />
      <p className="muted">{`${format.size(node.size)} · ${format.dateTime(node.modifiedAt)}`}</p>
      <div className="row">
        <a className="button button-primary button-large" href={contentOf(token, node)} download>
          <Download size={18} aria-hidden="true" />
          {s.download}
        </a>
        {visit.counted ? null : (
          <Link
            className="button button-secondary button-large"
            to="/s/$token"
            params={{ token }}
            search={{ file: node.id }}
          >
            <Eye size={18} aria-hidden="true" />
            {s.open}
          </Link>
        )}
      </div>
      <LinkEnd visit={visit} />
      <VisitViewer token={token} visit={visit} nodes={[node]} />
    </Gate>
  );
}

function Picture({ token, node }: { token: string; node: Node }) {
  const [failed, setFailed] = useState(false);
  if (!node.preview || failed) return <KindGlyph kind={kindOf(node)} size={72} />;
  return (
    <img
      className="visit-picture"
      src={previewOf(token, node, PIXELS)}
      alt=""
      onError={() => setFailed(true)}
    />
  );
}
