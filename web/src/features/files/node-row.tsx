import { Ellipsis, Link2, Lock } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useFormat } from '../../app/format';
import { useTexts } from '../../app/language';
import { Checkbox } from '../../kit/choice';
import { Menu } from '../../kit/menu';
import { NodeMenuItems } from './actions/node-menu-items';
import type { FileActions } from './actions/use-file-actions';
import { NodeGlyph } from './glyph';
import { NodeName } from './node-name';
import type { Node } from './nodes';
import { useIsCut } from './transfer/clipboard';

export function NodeRow({ node, actions }: { node: Node; actions: FileActions }) {
  const t = useTexts();
  const format = useFormat();
  const isCut = useIsCut(node.id);
  const size = format.size(node.size);
  const modified = format.date(node.modifiedAt);
  const trigger = (
    <Button className="button button-icon listing-more" aria-label={t.files.actionsFor(node.name)}>
      <Ellipsis size={20} aria-hidden="true" />
    </Button>
  );
  return (
    <>
      <Checkbox slot="selection" />
      <div className="listing-name" data-cut={isCut || undefined}>
        <NodeGlyph node={node} />
        <div className="listing-texts">
          <NodeName node={node} actions={actions} />
          <span className="listing-sub">{`${size} · ${modified}`}</span>
        </div>
        {node.shared ? <Link2 size={15} role="img" aria-label={t.files.shared} /> : null}
        {node.locked ? <Lock size={15} role="img" aria-label={t.files.locked} /> : null}
      </div>
      <span className="listing-cell listing-cell-end">{size}</span>
      <span className="listing-cell" title={format.dateTime(node.modifiedAt)}>
        {modified}
      </span>
      <Menu trigger={trigger} label={t.files.actionsFor(node.name)}>
        <NodeMenuItems node={node} actions={actions} />
      </Menu>
    </>
  );
}
