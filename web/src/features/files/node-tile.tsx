import { Ellipsis, Link2, Lock } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useFormat } from '../../app/format';
import { useTexts } from '../../app/language';
import { Checkbox } from '../../kit/choice';
import { Menu } from '../../kit/menu';
import { NodeMenuItems } from './actions/node-menu-items';
import type { FileActions } from './actions/use-file-actions';
import { KindGlyph } from './glyph';
import { kindOf } from './kinds';
import { NodeName } from './node-name';
import { type Node, previewUrl } from './nodes';
import { useIsCut } from './transfer/clipboard';

export function NodeTile({ node, actions }: { node: Node; actions: FileActions }) {
  const t = useTexts();
  const format = useFormat();
  const isCut = useIsCut(node.id);
  const trigger = (
    <Button className="button button-icon listing-more" aria-label={t.files.actionsFor(node.name)}>
      <Ellipsis size={20} aria-hidden="true" />
    </Button>
  );
  return (
    <>
      <Checkbox slot="selection" />
      <div className="tile" data-cut={isCut || undefined}>
        <TilePicture node={node} />
        <NodeName node={node} actions={actions} />
        <span className="tile-sub">
          {node.shared ? <Link2 size={14} role="img" aria-label={t.files.shared} /> : null}
          {node.locked ? <Lock size={14} role="img" aria-label={t.files.locked} /> : null}
          {`${format.size(node.size)} · ${format.date(node.modifiedAt)}`}
        </span>
      </div>
      <Menu trigger={trigger} label={t.files.actionsFor(node.name)}>
        <NodeMenuItems node={node} actions={actions} />
      </Menu>
    </>
  );
}

/** What it shows, where there is such a picture; its sign until that has come. */
function TilePicture({ node }: { node: Node }) {
  const [failed, setFailed] = useState(false);
  return (
    <span className="tile-picture">
      {node.preview && !failed ? (
        <img
          className="thumbnail"
          src={previewUrl(node, 256)}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          onError={() => setFailed(true)}
        />
      ) : (
        <KindGlyph kind={kindOf(node)} size={76} />
      )}
    </span>
  );
}
