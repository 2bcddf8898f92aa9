import './transfer-desk.css';
import { FolderInput } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useFormat } from '../../../app/format';
import { useTexts } from '../../../app/language';
import { Button } from '../../../kit/button';
import { Checkbox } from '../../../kit/choice';
import { Dialog } from '../../../kit/dialog';
import { useBrowseTexts } from '../browse-texts';
import { keepBothName } from '../naming';
import { type Question, type Transfer, useTransfers } from './desk';
import type { Decision } from './plan';

/** What is on its way, and what has to be asked about it. */
export function TransferDesk() {
  const transfers = useTransfers();
  const asking = transfers.find((one) => one.question !== null);
  return (
    <>
      <div className="transfers">
        {transfers.map((one) => (one.question === null ? <Progress key={one.id} transfer={one} /> : null))}
      </div>
      {asking?.question ? <Conflict question={asking.question} folder={asking.target} /> : null}
    </>
  );
}

function Progress({ transfer }: { transfer: Transfer }) {
  const t = useTexts();
  const b = useBrowseTexts();
  const format = useFormat();
  const { deed, target, done, total, cancel } = transfer;
  return (
    <div className="transfer">
      <FolderInput size={20} aria-hidden="true" />
      <div className="transfer-text">
        <strong>{(deed === 'move' ? b.moving : b.copying)(target)}</strong>
        <span className="muted">{b.progress(format.number(done), format.number(total))}</span>
        <progress className="transfer-bar" value={done} max={total} aria-label={t.shell.loading} />
      </div>
      <Button look="quiet" onPress={cancel}>
        {t.shell.cancel}
      </Button>
    </div>
  );
}

function Conflict({ question, folder }: { question: Question; folder: string }) {
  const b = useBrowseTexts();
  const format = useFormat();
  const [forAll, setForAll] = useState(false);
  const { pieces, answer } = question;
  const [piece] = pieces;
  if (!piece) return null;
  const others = pieces.length - 1;
  const { name } = piece.node;
  const options: { decision: Decision; title: string; hint: string }[] = [
    { decision: 'rename', title: b.keepBoth, hint: b.keepBothHint(keepBothName(name, new Set())) },
    { decision: 'skip', title: b.skip, hint: b.skipHint },
  ];
  if (piece.mayReplace) options.splice(1, 0, { decision: 'replace', title: b.replace, hint: b.replaceHint });
  return (
    <Dialog title={b.conflictTitle} role="alertdialog" onClose={() => answer('skip', forAll)}>
      <p>{b.conflictText(name, folder)}</p>
      <div className="transfer-choices">
        {options.map(({ decision, title, hint }) => (
          <AriaButton
            key={decision}
            className="transfer-choice"
            onPress={() => {
              answer(decision, forAll);
              setForAll(false);
            }}
          >
            <strong>{title}</strong>
            <span>{hint}</span>
          </AriaButton>
        ))}
      </div>
      {others > 0 ? (
        <Checkbox isSelected={forAll} onChange={setForAll}>
          {b.forAll(others, format.number(others))}
        </Checkbox>
      ) : null}
    </Dialog>
  );
}
