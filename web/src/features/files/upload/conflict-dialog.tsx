import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useFormat } from '../../../app/format';
import { useTexts } from '../../../app/language';
import { Checkbox } from '../../../kit/choice';
import { Dialog } from '../../../kit/dialog';
import { keepBothName } from '../naming';
import type { Decision, Queue } from './queue';
import { decide } from './uploads';

/** Asks about one conflict at a time; the others wait, and may be answered along with it. */
export function ConflictDialog({ queue }: { queue: Queue }) {
  const t = useTexts();
  const format = useFormat();
  const [forAll, setForAll] = useState(false);
  const asking = queue.filter((one) => one.status === 'asking');
  const upload = asking[0];
  if (!upload) return null;
  const others = asking.length - 1;
  const answer = (decision: Decision) => {
    decide(forAll ? asking.map((one) => one.id) : [upload.id], decision);
    setForAll(false);
  };
  const options = [
    {
      decision: 'rename',
      title: t.files.conflictKeepBoth,
      hint: t.files.conflictKeepBothHint(keepBothName(upload.name, new Set())),
    },
    { decision: 'replace', title: t.files.conflictReplace, hint: t.files.conflictReplaceHint },
    { decision: 'skip', title: t.files.conflictSkip, hint: t.files.conflictSkipHint },
  ] as const;
  return (
    <Dialog title={t.files.conflictTitle} role="alertdialog" onClose={() => answer('skip')}>
      <p>{t.files.conflictText(upload.name, upload.parentName)}</p>
      <div className="conflict-options">
        {options.map(({ decision, title, hint }) => (
          <AriaButton key={decision} className="conflict-option" onPress={() => answer(decision)}>
            <strong>{title}</strong>
            <span>{hint}</span>
          </AriaButton>
        ))}
      </div>
      {others > 0 ? (
        <Checkbox isSelected={forAll} onChange={setForAll}>
          {t.files.conflictAll(others, format.number(others))}
        </Checkbox>
      ) : null}
    </Dialog>
  );
}
