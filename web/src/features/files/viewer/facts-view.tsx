import { Download } from 'lucide-react';
import { useFormat } from '../../../app/format';
import { Button } from '../../../kit/button';
import { saveFrom } from '../actions/save-from';
import { KindGlyph } from '../glyph';
import { kindOf } from '../kinds';
import type { Node } from '../nodes';
import { useSource } from './printing';
import { useViewerTexts } from './texts';

/** What can be said of a file that cannot be shown. */
export function FactsView({ file, trouble }: { file: Node; trouble?: string }) {
  const v = useViewerTexts();
  const format = useFormat();
  const source = useSource();
  return (
    <div className="viewer-facts">
      <KindGlyph kind={kindOf(file)} size={96} />
      <p className="viewer-facts-name">{file.name}</p>
      <p role={trouble ? 'alert' : undefined}>{trouble ?? v.notShown}</p>
      <dl>
        <dt>{v.size}</dt>
        <dd>{format.size(file.size)}</dd>
        <dt>{v.modified}</dt>
        <dd>{format.dateTime(file.modifiedAt)}</dd>
      </dl>
      <Button look="primary" large onPress={() => saveFrom(source.content(file))}>
        <Download size={18} aria-hidden="true" />
        {v.download}
      </Button>
    </div>
  );
}
