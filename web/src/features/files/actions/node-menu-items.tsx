import { Download, ExternalLink, FolderOpen, Pencil, Share2, Trash2 } from 'lucide-react';
import { useTexts } from '../../../app/language';
import { MenuItem } from '../../../kit/menu';
import { opensInTab } from '../kinds';
import { contentUrl, type Node } from '../nodes';
import type { FileActions } from './use-file-actions';

export function NodeMenuItems({ node, actions }: { node: Node; actions: FileActions }) {
  const t = useTexts();
  return (
    <>
      <MenuItem icon={<FolderOpen size={18} aria-hidden="true" />} onAction={() => actions.open(node)}>
        {t.files.open}
      </MenuItem>
      {opensInTab(node) ? (
        <MenuItem
          icon={<ExternalLink size={18} aria-hidden="true" />}
          href={contentUrl(node, true)}
          target="_blank"
        >
          {t.files.openInNewTab}
        </MenuItem>
      ) : null}
      <MenuItem icon={<Download size={18} aria-hidden="true" />} onAction={() => actions.download([node])}>
        {t.files.download}
      </MenuItem>
      {node.can.includes('share') ? (
        <MenuItem icon={<Share2 size={18} aria-hidden="true" />} onAction={() => actions.share(node)}>
          {t.files.share}
        </MenuItem>
      ) : null}
      {node.can.includes('rename') ? (
        <MenuItem icon={<Pencil size={18} aria-hidden="true" />} onAction={() => actions.askRename(node)}>
          {t.files.rename}
        </MenuItem>
      ) : null}
      {node.can.includes('delete') ? (
        <MenuItem
          danger
          icon={<Trash2 size={18} aria-hidden="true" />}
          onAction={() => void actions.discard([node])}
        >
          {t.files.delete}
        </MenuItem>
      ) : null}
    </>
  );
}
